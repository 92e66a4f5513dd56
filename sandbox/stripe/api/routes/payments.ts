import type Stripe from 'stripe';
import { acceptDispute, requireDispute } from '../../account/disputes';
import { mergeMetadata } from '../../account/metadata';
import { changedFields } from '../../account/products';
import { requireRefund } from '../../account/refund-outcomes';
import { createRefund } from '../../account/refunds';
import { notFound } from '../../errors';
import { emit } from '../../webhooks/events';
import { inRange, matches, page, paging, range } from '../lists';
import { currency, emptyable, int, metadata, notCovered, oneOf, text } from '../params';
import { type Route, route } from '../route';

const refundCreate = {
  amount: int(),
  charge: text(),
  currency: notCovered(),
  customer: notCovered(),
  instructions_email: notCovered(),
  metadata: emptyable(metadata()),
  origin: notCovered(),
  payment_intent: text(),
  reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
  refund_application_fee: notCovered(),
  reverse_transfer: notCovered(),
};

const paymentIntentUpdate = {
  allowed_payment_method_types: notCovered(),
  amount: notCovered(),
  amount_details: notCovered(),
  application_fee_amount: notCovered(),
  capture_method: notCovered(),
  currency: notCovered(),
  customer: notCovered(),
  customer_account: notCovered(),
  description: notCovered(),
  excluded_payment_method_types: notCovered(),
  hooks: notCovered(),
  metadata: emptyable(metadata()),
  payment_details: notCovered(),
  payment_method: notCovered(),
  payment_method_configuration: notCovered(),
  payment_method_data: notCovered(),
  payment_method_options: notCovered(),
  receipt_email: notCovered(),
  setup_future_usage: notCovered(),
  shipping: notCovered(),
  statement_descriptor: notCovered(),
  statement_descriptor_suffix: notCovered(),
  transfer_data: notCovered(),
  transfer_group: notCovered(),
};

export const paymentRoutes: Route[] = [
  route(
    'GET',
    '/v1/payment_intents',
    { ...paging, created: range, customer: text(), customer_account: notCovered() },
    ({ store }, { created, customer, ...paging }) => {
      const rows = [...store.paymentIntents.newest()].filter(
        (row) => inRange(row.created, created) && matches({ customer }, { ...row }),
      );
      return page(rows, '/v1/payment_intents', paging);
    },
  ),
  route('GET', '/v1/payment_intents/:id', { client_secret: text() }, ({ store }, _, id) => {
    const intent = store.paymentIntents.get(id);
    if (!intent) throw notFound('payment_intent', id, 'intent');
    return intent;
  }),
  route('POST', '/v1/payment_intents/:id', paymentIntentUpdate, ({ store }, change, id) => {
    const intent = store.paymentIntents.get(id);
    if (!intent) throw notFound('payment_intent', id, 'intent');
    if (change.metadata !== undefined) intent.metadata = mergeMetadata(intent.metadata, change.metadata);
    return store.paymentIntents.put(intent);
  }),

  route(
    'GET',
    '/v1/charges',
    {
      ...paging,
      created: range,
      customer: text(),
      payment_intent: text(),
      transfer_group: notCovered(),
    },
    ({ store }, { created, customer, payment_intent, ...paging }) => {
      const rows = [...store.charges.newest()].filter(
        (row) => inRange(row.created, created) && matches({ customer, payment_intent }, { ...row }),
      );
      return page(rows, '/v1/charges', paging);
    },
  ),
  route('GET', '/v1/charges/:id', {}, ({ store }, _, id) => {
    const charge = store.charges.get(id);
    if (!charge) throw notFound('charge', id);
    return charge;
  }),

  route('POST', '/v1/refunds', refundCreate, (world, input) => createRefund(world, input)),
  route(
    'GET',
    '/v1/refunds',
    { ...paging, charge: text(), created: range, payment_intent: text() },
    ({ store }, { charge, created, payment_intent, ...paging }) => {
      const rows = [...store.refunds.newest()].filter(
        (row) => inRange(row.created, created) && matches({ charge, payment_intent }, { ...row }),
      );
      return page(rows, '/v1/refunds', paging);
    },
  ),
  route('GET', '/v1/refunds/:id', {}, (world, _, id) => requireRefund(world, id)),
  route('POST', '/v1/refunds/:id', { metadata: emptyable(metadata()) }, (world, change, id) => {
    const refund = requireRefund(world, id);
    const next = { ...refund, metadata: mergeMetadata(refund.metadata, change.metadata) };
    emit(world, 'refund.updated', next, changedFields(refund, next));
    return world.store.refunds.put(next);
  }),

  route(
    'GET',
    '/v1/disputes',
    { ...paging, charge: text(), created: range, payment_intent: text() },
    ({ store }, { charge, created, payment_intent, ...paging }) => {
      const rows = [...store.disputes.newest()].filter(
        (row) => inRange(row.created, created) && matches({ charge, payment_intent }, { ...row }),
      );
      return page(rows, '/v1/disputes', paging);
    },
  ),
  route('GET', '/v1/disputes/:id', {}, (world, _, id) => requireDispute(world, id)),
  route('POST', '/v1/disputes/:id/close', {}, (world, _, id) => acceptDispute(world, id)),

  route('GET', '/v1/balance', {}, ({ store }) => {
    const sums = new Map<string, number>();
    for (const { currency, net } of store.balanceTransactions.oldest()) {
      sums.set(currency, (sums.get(currency) ?? 0) + net);
    }
    const pending = [...sums].map(([currency, amount]) => ({
      amount,
      currency,
      source_types: { card: amount },
    }));
    const available = pending.map(({ currency }) => ({ amount: 0, currency, source_types: { card: 0 } }));
    return { object: 'balance', available, livemode: false, pending } satisfies Stripe.Balance;
  }),
  route(
    'GET',
    '/v1/balance_transactions',
    {
      ...paging,
      created: range,
      currency: currency(),
      payout: notCovered(),
      source: text(),
      type: text(),
    },
    ({ store }, { created, currency, source, type, ...paging }) => {
      const rows = [...store.balanceTransactions.newest()].filter(
        (row) => inRange(row.created, created) && matches({ currency, source, type }, { ...row }),
      );
      return page(rows, '/v1/balance_transactions', paging);
    },
  ),
  route('GET', '/v1/balance_transactions/:id', {}, ({ store }, _, id) => {
    const transaction = store.balanceTransactions.get(id);
    if (!transaction) throw notFound('balance transaction', id);
    return transaction;
  }),
];
