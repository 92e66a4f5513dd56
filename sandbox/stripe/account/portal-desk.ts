import type Stripe from 'stripe';
import { readCard } from '../checkout/cards';
import type { PortalDesk, PortalSubscription, PortalView } from '../engine';
import { invalid, notFound } from '../errors';
import type { PortalRow } from '../state/rows';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import { requireCustomer } from './customers';
import { keepCard } from './payment-methods';
import { visitPortal } from './portal-sessions';
import { changedFields } from './products';
import { periodLines } from './renewals';
import { updateSubscription } from './subscriptions';

/** What a customer sees of themselves in the portal, and may change there. */
export function portalDesk(world: World): PortalDesk {
  return {
    open(token) {
      const row = visitPortal(world, token);
      return row === undefined || row === 'expired' ? row : viewOf(world, row.session);
    },
    setEnding(token, id, ending) {
      const { id: own } = ownSubscription(world, inSession(world, token), id);
      updateSubscription(world, own, { cancel_at_period_end: ending });
    },
    changeCard(token, id, card) {
      const subscription = ownSubscription(world, inSession(world, token), id);
      const read = readCard(card);
      if (!('verdict' in read)) return { outcome: 'refused', ...read };
      if (read.verdict.kind === 'decline') {
        const { code, declineCode, field, message } = read.verdict;
        return { outcome: 'refused', code, declineCode, field, message };
      }
      const customer = requireCustomer(world, String(subscription.customer));
      const method = keepCard(world, card, read, {
        address: {
          city: null,
          country: card.country,
          line1: null,
          line2: null,
          postal_code: null,
          state: null,
        },
        email: customer.email,
        name: customer.name ?? null,
        phone: customer.phone ?? null,
        tax_id: null,
      });
      chargeTo(world, customer, subscription, method);
      return null;
    },
  };
}

function viewOf(world: World, session: Stripe.BillingPortal.Session): PortalView {
  const { store } = world;
  const own = [...store.subscriptions.newest()].filter(
    ({ customer, status }) => customer === session.customer && status !== 'canceled',
  );
  return {
    session,
    customer: requireCustomer(world, session.customer),
    subscriptions: own.map((subscription) => shown(world, subscription)),
    invoices: [...store.invoices.newest()].filter(
      ({ customer, status }) => customer === session.customer && status !== 'draft',
    ),
  };
}

function shown(world: World, subscription: Stripe.Subscription): PortalSubscription {
  const { lines } = periodLines(world, subscription);
  const amount = lines.reduce((sum, line) => sum + line.subtotal - line.discount, 0);
  const at = subscription.items.data[0]?.current_period_end;
  return {
    subscription,
    name: lines.map(({ description }) => description).join(', '),
    next: subscription.cancel_at_period_end || at === undefined ? null : { amount, at },
    method: world.store.paymentMethods.get(String(subscription.default_payment_method)) ?? null,
  };
}

function inSession(world: World, token: string): PortalRow {
  const row = visitPortal(world, token);
  if (row === undefined || row === 'expired') throw invalid('This session has expired.');
  return row;
}

function ownSubscription(world: World, { session }: PortalRow, id: string): Stripe.Subscription {
  const subscription = world.store.subscriptions.get(id);
  if (subscription?.customer !== session.customer || subscription.status === 'canceled') {
    throw notFound('subscription', id);
  }
  return subscription;
}

/** As in Stripe's portal: the card becomes the customer's, and the subscription's. */
function chargeTo(
  world: World,
  customer: Stripe.Customer,
  subscription: Stripe.Subscription,
  method: Stripe.PaymentMethod,
): void {
  const attached = world.store.paymentMethods.put({ ...method, customer: customer.id });
  emit(world, 'payment_method.attached', attached);
  const payer: Stripe.Customer = {
    ...customer,
    invoice_settings: { ...customer.invoice_settings, default_payment_method: method.id },
  };
  world.store.customers.put(payer);
  emit(world, 'customer.updated', payer, changedFields(customer, payer));
  const next: Stripe.Subscription = { ...subscription, default_payment_method: method.id };
  world.store.subscriptions.put(next);
  emit(world, 'customer.subscription.updated', next, changedFields(subscription, next));
}
