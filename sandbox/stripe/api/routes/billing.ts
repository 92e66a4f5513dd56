import type Stripe from 'stripe';
import { cancelSubscription, requireSubscription, updateSubscription } from '../../account/subscriptions';
import { notFound } from '../../errors';
import { withoutEffect } from '../beyond';
import { inRange, matches, page, paging, range } from '../lists';
import { bool, emptyable, metadata, notCovered, obj, oneOf, required, text } from '../params';
import { type Route, route } from '../route';

const cancellationDetails = obj({
  comment: emptyable(text()),
  feedback: emptyable(
    oneOf(
      'customer_service',
      'low_quality',
      'missing_features',
      'other',
      'switched_service',
      'too_complex',
      'too_expensive',
      'unused',
    ),
  ),
});

const subscriptionUpdate = {
  add_invoice_items: notCovered(),
  application_fee_percent: notCovered(),
  automatic_tax: notCovered(),
  billing_cycle_anchor: notCovered(),
  billing_schedules: notCovered(),
  billing_thresholds: notCovered(),
  cancel_at: notCovered(),
  cancel_at_period_end: bool(),
  cancellation_details: cancellationDetails,
  collection_method: notCovered(),
  days_until_due: notCovered(),
  default_payment_method: notCovered(),
  default_source: notCovered(),
  default_tax_rates: notCovered(),
  description: notCovered(),
  discounts: notCovered(),
  invoice_settings: notCovered(),
  items: notCovered(),
  metadata: emptyable(metadata()),
  off_session: notCovered(),
  on_behalf_of: notCovered(),
  pause_collection: notCovered(),
  payment_behavior: notCovered(),
  payment_settings: notCovered(),
  pending_invoice_item_interval: notCovered(),
  proration_behavior: withoutEffect(oneOf('always_invoice', 'create_prorations', 'none')),
  proration_date: notCovered(),
  transfer_data: notCovered(),
  trial_end: notCovered(),
  trial_from_plan: notCovered(),
  trial_settings: notCovered(),
};

/** Without a status, ended ones are left out, as at Stripe. */
function hasStatus({ status }: Stripe.Subscription, wanted: string | undefined): boolean {
  const ended = status === 'canceled' || status === 'incomplete_expired';
  if (wanted === undefined) return !ended;
  return wanted === 'all' || (wanted === 'ended' ? ended : status === wanted);
}

export const billingRoutes: Route[] = [
  route(
    'GET',
    '/v1/subscriptions',
    {
      ...paging,
      automatic_tax: notCovered(),
      collection_method: notCovered(),
      created: range,
      current_period_end: notCovered(),
      current_period_start: notCovered(),
      customer: text(),
      customer_account: notCovered(),
      plan: notCovered(),
      price: text(),
      status: oneOf(
        'active',
        'all',
        'canceled',
        'ended',
        'incomplete',
        'incomplete_expired',
        'past_due',
        'paused',
        'trialing',
        'unpaid',
      ),
      test_clock: notCovered(),
    },
    ({ store }, { created, customer, price, status, ...paging }) => {
      const rows = [...store.subscriptions.newest()].filter(
        (row) =>
          inRange(row.created, created) &&
          (customer === undefined || row.customer === customer) &&
          (price === undefined || row.items.data.some((item) => item.price.id === price)) &&
          hasStatus(row, status),
      );
      return page(rows, '/v1/subscriptions', paging);
    },
  ),
  route('GET', '/v1/subscriptions/:id', {}, (world, _, id) => requireSubscription(world, id)),
  route('POST', '/v1/subscriptions/:id', subscriptionUpdate, (world, change, id) =>
    updateSubscription(world, id, change),
  ),
  route(
    'DELETE',
    '/v1/subscriptions/:id',
    {
      cancellation_details: cancellationDetails,
      invoice_now: withoutEffect(bool()),
      prorate: withoutEffect(bool()),
    },
    (world, { cancellation_details }, id) => cancelSubscription(world, id, cancellation_details),
  ),

  route(
    'GET',
    '/v1/invoices',
    {
      ...paging,
      collection_method: notCovered(),
      created: range,
      customer: text(),
      customer_account: notCovered(),
      due_date: notCovered(),
      status: oneOf('draft', 'open', 'paid', 'uncollectible', 'void'),
      subscription: text(),
    },
    ({ store }, { created, customer, status, subscription, ...paging }) => {
      const rows = [...store.invoices.newest()].filter(
        (row) =>
          inRange(row.created, created) &&
          (subscription === undefined || row.parent?.subscription_details?.subscription === subscription) &&
          matches({ customer, status }, { ...row }),
      );
      return page(rows, '/v1/invoices', paging);
    },
  ),
  route('GET', '/v1/invoices/:id', {}, ({ store }, _, id) => {
    const invoice = store.invoices.get(id);
    if (!invoice) throw notFound('invoice', id, 'invoice');
    return invoice;
  }),
  route(
    'GET',
    '/v1/invoice_payments',
    {
      ...paging,
      created: range,
      invoice: text(),
      payment: obj({ payment_intent: text(), type: required(oneOf('payment_intent', 'payment_record')) }),
      status: oneOf('canceled', 'open', 'paid'),
    },
    ({ store }, { created, invoice, payment, status, ...paging }) => {
      const rows = [...store.invoicePayments.newest()].filter(
        (row) =>
          inRange(row.created, created) &&
          matches({ invoice, status }, { ...row }) &&
          matches({ ...payment }, { ...row.payment }),
      );
      return page(rows, '/v1/invoice_payments', paging);
    },
  ),
];
