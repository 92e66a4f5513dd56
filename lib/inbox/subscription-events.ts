import { db } from '../db';
import { followSubscription } from '../fulfillment/follow-subscription';
import { fulfillCheckout } from '../fulfillment/fulfill-checkout';
import { recordRenewal } from '../fulfillment/record-renewal';
import type { HandledEvent } from '../stripe/handled-events';
import { idOf } from '../stripe/sessions';
import { sessionOfSubscription } from '../stripe/subscriptions';
import { addTimeline, type TimelineKind, type TimelineNote } from '../timeline/timeline';
import type { Cause } from './cause';

type SubscriptionEvent = HandledEvent<`customer.subscription.${string}` | `invoice.${string}`>;

/**
 * Access by subscription lives as long as the subscription does. The event only says which one to look at: what it
 * tells may be older than what was handled before, so how the subscription stands is asked of Stripe.
 * https://docs.stripe.com/billing/subscriptions/webhooks
 */
export async function handleSubscriptionEvent(event: SubscriptionEvent, how: Cause): Promise<string | null> {
  const subscriptionId = subscriptionOf(event);
  if (!subscriptionId) return 'This invoice belongs to no subscription.';
  const orderId = await fulfilledOrder(subscriptionId, how);
  if (!orderId) return 'No order of this shop began this subscription.';
  await followSubscription(subscriptionId);
  if (event.type === 'invoice.paid' && event.data.object.billing_reason === 'subscription_cycle') {
    const { id: invoiceId, status_transitions } = event.data.object;
    const paidAt = status_transitions.paid_at === null ? null : new Date(status_transitions.paid_at * 1000);
    await recordRenewal(orderId, { invoiceId, paidAt }, how);
  }
  const kind = kindOf(event);
  if (kind) await tellOnce(orderId, { kind, ...how, data: factOf(event) });
  return null;
}

/** Tells a fact that the timeline does not tell yet, however many events tell of it, and however often each is acted on. */
async function tellOnce(
  orderId: string,
  note: TimelineNote & { data: Record<string, string | number> },
): Promise<void> {
  const { kind, data } = note;
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM orders WHERE id = ${orderId}::uuid FOR UPDATE`;
    const same = Object.entries(data).map(([name, equals]) => ({ data: { path: [name], equals } }));
    const told = await tx.timelineEntry.findFirst({
      where: { orderId, kind, AND: same },
      select: { id: true },
    });
    if (!told) await addTimeline(tx, orderId, note);
  });
}

/** What an event tells of: a subscription's end, a period's payment, or one of several tries at it. */
function factOf(event: SubscriptionEvent): Record<string, string | number> {
  const object = event.data.object.id ?? event.id;
  return event.type === 'invoice.payment_failed'
    ? { object, attempt: event.data.object.attempt_count }
    : { object };
}

/**
 * The order that began a subscription, made and fulfilled first where it is not yet: whoever is granting the access
 * right now, with an older answer of Stripe's, has then committed, and what comes next finds it.
 */
async function fulfilledOrder(subscriptionId: string, how: Cause): Promise<string | null> {
  const known = await db().order.findFirst({ where: { subscriptionId }, select: { sessionId: true } });
  const sessionId = known?.sessionId ?? (await sessionOfSubscription(subscriptionId));
  if (!sessionId) return null;
  const result = await fulfillCheckout(sessionId, how);
  return result.status === 'order' ? result.orderId : null;
}

function subscriptionOf(event: SubscriptionEvent): string | null {
  if (event.type === 'invoice.paid' || event.type === 'invoice.payment_failed') {
    return idOf(event.data.object.parent?.subscription_details?.subscription);
  }
  return event.data.object.id;
}

/** What the event is to the merchant; null where it is no news, or told with what follows from it. */
function kindOf(event: SubscriptionEvent): TimelineKind | null {
  switch (event.type) {
    case 'customer.subscription.updated':
    case 'invoice.paid':
      return null;
    case 'customer.subscription.deleted':
      return 'subscription_ended';
    case 'invoice.payment_failed':
      return 'subscription_payment_failed';
  }
}
