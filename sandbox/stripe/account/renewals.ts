import type Stripe from 'stripe';
import { discountLines, lineSubtotal } from '../checkout/amounts';
import { invalid } from '../errors';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import { type Failure, makeCharge } from './charges';
import type { InvoiceLine } from './invoice-lines';
import { attachPayment, intentOfInvoice } from './invoice-payments';
import { draftInvoice, failInvoice, finalizeInvoice, payInvoice } from './invoices';
import { advanceIntent, failIntent, intentForInvoice } from './payment-intents';
import { changedFields } from './products';
import { endSubscription, periodEnd, requireSubscription } from './subscriptions';

/** After so many failed attempts at one invoice the subscription ends, as an account's settings may have it at Stripe. */
const MOST_ATTEMPTS = 4;

const DECLINED: Failure = {
  code: 'card_declined',
  declineCode: 'insufficient_funds',
  message: 'Your card has insufficient funds.',
};

type Outcome = 'failed' | 'paid';

/**
 * The current period is over, or the trial: the next one's invoice is made and paid, or its payment fails. Where an
 * earlier payment has failed, that invoice is tried again instead. A subscription that was to be cancelled at the
 * end of its period ends. https://docs.stripe.com/billing/subscriptions/webhooks
 *
 * @throws ApiError 404 for an unknown subscription, 400 for one that has ended.
 */
export function renewSubscription(world: World, id: string, outcome: Outcome): Stripe.Subscription {
  const subscription = requireSubscription(world, id);
  if (subscription.status === 'canceled') throw invalid(`The subscription ${id} has ended.`, 'id');
  const unpaid = world.store.invoices.get(String(subscription.latest_invoice));
  if (unpaid?.status === 'open') return settle(world, subscription, unpaid, outcome);
  if (subscription.cancel_at_period_end) {
    return endSubscription(world, subscription, 'cancellation_requested');
  }
  const { invoice, next } = nextPeriod(world, subscription);
  emit(world, 'customer.subscription.updated', next, changedFields(subscription, next));
  finalizeInvoice(world, invoice);
  return settle(world, next, invoice, outcome);
}

/** Renews it by itself when its period is over by the sandbox's clock, as long as nothing has failed. */
export function watchRenewal(world: World, { id, items }: Stripe.Subscription): void {
  const end = items.data[0]?.current_period_end;
  if (end === undefined) return;
  world.scheduler.at(end * 1000, () => {
    const current = world.store.subscriptions.get(id);
    const due = current?.items.data[0]?.current_period_end === end;
    if (due && (current.status === 'active' || current.status === 'trialing')) {
      renewSubscription(world, id, 'paid');
    }
  });
}

/** Sets up again at start what runs on. */
export function watchRenewals(world: World): void {
  for (const row of world.store.subscriptions.oldest()) watchRenewal(world, row);
}

function nextPeriod(world: World, subscription: Stripe.Subscription) {
  const customer = world.store.customers.get(String(subscription.customer));
  if (!customer) throw new Error(`The customer of ${subscription.id} is gone.`);
  const data = subscription.items.data.map((item) => ({
    ...item,
    current_period_start: item.current_period_end,
    current_period_end: periodEnd(item.current_period_end, item.price),
  }));
  const moved: Stripe.Subscription = {
    ...subscription,
    items: { ...subscription.items, data },
    status: subscription.status === 'trialing' ? 'active' : subscription.status,
  };
  const { lines, discount } = periodLines(world, subscription);
  const invoice = draftInvoice(world, {
    customer,
    currency: subscription.currency,
    lines,
    shippingAmount: 0,
    subscription: moved,
    reason: 'subscription_cycle',
    discount: discount ? String(subscription.discounts[0]) : null,
    contact: { email: customer.email ?? '', phone: customer.phone ?? null, shipping: null },
  });
  const next: Stripe.Subscription = { ...moved, latest_invoice: invoice.id };
  world.store.subscriptions.put(next);
  watchRenewal(world, next);
  return { invoice, next };
}

/** What each further period of a subscription is for, and the discount on it. */
export function periodLines(
  world: World,
  subscription: Stripe.Subscription,
): { lines: InvoiceLine[]; discount: Stripe.Coupon | undefined } {
  const discount = lastingDiscount(world, subscription);
  const lines = subscription.items.data.map(({ price, quantity = 1 }): InvoiceLine => {
    const description = world.store.products.get(String(price.product))?.name ?? '';
    return {
      price,
      quantity,
      description,
      metadata: {},
      subtotal: lineSubtotal(price, quantity),
      discount: 0,
    };
  });
  if (discount) discountLines(lines, discount);
  return { lines, discount };
}

/** The coupon the subscription began with, where it holds for more than the first payment. */
function lastingDiscount(world: World, { id }: Stripe.Subscription): Stripe.Coupon | undefined {
  const row = world.store.sessions.find(({ session }) => session.subscription === id);
  const coupon = row?.discount ? world.store.coupons.get(row.discount.coupon) : undefined;
  return coupon?.duration === 'forever' ? coupon : undefined;
}

function settle(
  world: World,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice,
  outcome: Outcome,
): Stripe.Subscription {
  const method = world.store.paymentMethods.get(String(subscription.default_payment_method));
  if (method && invoice.amount_due > 0) attempt(world, invoice, method, outcome);
  // Nothing due cannot fail.
  if (outcome === 'paid' || invoice.amount_due === 0) {
    payInvoice(world, invoice);
    return become(world, subscription, 'active');
  }
  failInvoice(world, invoice);
  return invoice.attempt_count < MOST_ATTEMPTS
    ? become(world, subscription, 'past_due')
    : endSubscription(world, subscription, 'payment_failed');
}

function attempt(world: World, invoice: Stripe.Invoice, method: Stripe.PaymentMethod, outcome: Outcome) {
  const known = intentOfInvoice(world, invoice);
  const intent = known ?? intentForInvoice(world, invoice, method);
  if (!known) attachPayment(world, invoice, intent);
  if (outcome === 'paid') {
    const paid = makeCharge(world, intent, method, { status: 'succeeded' });
    emit(world, 'charge.succeeded', paid);
    advanceIntent(world, intent, paid, 'succeeded');
    return;
  }
  const failed = makeCharge(world, intent, method, { status: 'failed', failure: DECLINED });
  emit(world, 'charge.failed', failed);
  failIntent(world, intent, method, failed, DECLINED);
}

function become(
  world: World,
  subscription: Stripe.Subscription,
  status: 'active' | 'past_due',
): Stripe.Subscription {
  if (subscription.status === status) return subscription;
  const next: Stripe.Subscription = { ...subscription, status };
  world.store.subscriptions.put(next);
  emit(world, 'customer.subscription.updated', next, { status: subscription.status });
  return next;
}
