import type Stripe from 'stripe';
import { priceOf } from '../checkout/amounts';
import { invalid, notFound } from '../errors';
import { newId, now } from '../state/ids';
import type { SessionRow } from '../state/rows';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import { type CancellationWords, endingOf, withWords } from './cancellations';
import { mergeMetadata } from './metadata';
import { changedFields } from './products';

const DAY = 86_400;

/** The subscription a completed session starts; with a trial, its first period is the trial. */
export function startSubscription(
  world: World,
  row: SessionRow,
  customer: string,
  paymentMethod: string | null,
): Stripe.Subscription {
  const id = newId('sub');
  const created = now();
  const { trialDays = null, trialEnd: fixedEnd = null } = row.subscription ?? {};
  const trialEnd = fixedEnd ?? (trialDays === null ? null : created + trialDays * DAY);
  const items = row.lines
    .map((line) => ({ line, price: priceOf(world, line) }))
    .filter(({ price }) => price.type === 'recurring')
    .map(
      ({ line, price }): Stripe.SubscriptionItem => ({
        id: newId('si'),
        object: 'subscription_item',
        billing_thresholds: null,
        created,
        current_period_end: trialEnd ?? periodEnd(created, price),
        current_period_start: created,
        current_trial: null,
        discounts: [],
        metadata: {},
        plan: planOf(price),
        price,
        quantity: line.quantity,
        subscription: id,
        tax_rates: [],
      }),
    );
  const subscription: Stripe.Subscription = {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: trialEnd ?? created,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created,
    currency: row.session.currency ?? '',
    customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: paymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: row.subscription?.description ?? null,
    discounts: row.discount ? [row.discount.id] : [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: { object: 'list', data: items, has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    latest_invoice: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: row.subscription?.metadata ?? {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: created,
    status: trialEnd === null ? 'active' : 'trialing',
    test_clock: null,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' },
    },
    trial_start: trialEnd === null ? null : created,
  };
  return world.store.subscriptions.put(subscription);
}

/** Says that it exists; called once its invoice is known, which Stripe's event already names. */
export function announceSubscription(world: World, subscription: Stripe.Subscription, invoice: string): void {
  subscription.latest_invoice = invoice;
  world.store.subscriptions.put(subscription);
  emit(world, 'customer.subscription.created', subscription);
}

export interface SubscriptionChange {
  cancel_at_period_end?: boolean;
  cancellation_details?: CancellationWords;
  metadata?: Record<string, string> | null;
}

/** @throws ApiError 404 for an unknown one, 400 where one that has ended should end again, or go on. */
export function updateSubscription(
  world: World,
  id: string,
  change: SubscriptionChange,
): Stripe.Subscription {
  const subscription = requireSubscription(world, id);
  if (subscription.status === 'canceled' && change.cancel_at_period_end !== undefined) {
    throw invalid('A canceled subscription can only update its cancellation_details and metadata.');
  }
  const next: Stripe.Subscription = {
    ...subscription,
    ...(change.cancel_at_period_end !== undefined && endingOf(subscription, change.cancel_at_period_end)),
    metadata:
      change.metadata === undefined
        ? subscription.metadata
        : mergeMetadata(subscription.metadata, change.metadata),
  };
  next.cancellation_details = withWords(next, change.cancellation_details);
  world.store.subscriptions.put(next);
  emit(world, 'customer.subscription.updated', next, changedFields(subscription, next));
  return next;
}

/** Ends it now. */
export function cancelSubscription(world: World, id: string, words?: CancellationWords): Stripe.Subscription {
  const subscription = requireSubscription(world, id);
  // Stripe's answer to a second cancellation is that there is no such subscription.
  if (subscription.status === 'canceled') throw notFound('subscription', id);
  const cancellation_details = withWords(subscription, words);
  return endSubscription(world, { ...subscription, cancellation_details }, 'cancellation_requested');
}

export function endSubscription(
  world: World,
  subscription: Stripe.Subscription,
  reason: 'cancellation_requested' | 'payment_failed',
): Stripe.Subscription {
  const at = now();
  const next: Stripe.Subscription = {
    ...subscription,
    canceled_at: subscription.canceled_at ?? at,
    cancellation_details: { ...withWords(subscription), reason },
    ended_at: at,
    status: 'canceled',
  };
  world.store.subscriptions.put(next);
  emit(world, 'customer.subscription.deleted', next);
  return next;
}

/** A first debit that failed leaves the subscription waiting for another try. */
export function markPastDue(world: World, id: string): void {
  const subscription = world.store.subscriptions.get(id);
  if (!subscription) return;
  const next: Stripe.Subscription = { ...subscription, status: 'past_due' };
  world.store.subscriptions.put(next);
  emit(world, 'customer.subscription.updated', next, changedFields(subscription, next));
}

export function requireSubscription(world: World, id: string): Stripe.Subscription {
  const subscription = world.store.subscriptions.get(id);
  if (!subscription) throw notFound('subscription', id);
  return subscription;
}

/** When a period of this price that starts then is over (Unix seconds). */
export function periodEnd(start: number, price: Stripe.Price): number {
  const end = new Date(start * 1000);
  const count = price.recurring?.interval_count ?? 1;
  switch (price.recurring?.interval) {
    case 'year':
      end.setUTCFullYear(end.getUTCFullYear() + count);
      break;
    case 'month':
      end.setUTCMonth(end.getUTCMonth() + count);
      break;
    case 'week':
      end.setUTCDate(end.getUTCDate() + 7 * count);
      break;
    default:
      end.setUTCDate(end.getUTCDate() + count);
  }
  return Math.floor(end.getTime() / 1000);
}

/** The older shape of a recurring price, which subscription items still carry. */
function planOf(price: Stripe.Price): Stripe.Plan {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? 'month',
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: price.recurring?.trial_period_days ?? null,
    usage_type: 'licensed',
  };
}
