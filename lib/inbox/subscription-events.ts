import { db } from '../db';
import { fulfillCheckout } from '../fulfillment/fulfill-checkout';
import { reconcileSubscription } from '../fulfillment/reconcile-subscription';
import { recordRenewal, recordSubscriptionNews } from '../fulfillment/record-subscription-news';
import type { HandledEvent } from '../stripe/handled-events';
import { idOf } from '../stripe/sessions';
import { sessionOfSubscription } from '../stripe/subscriptions';
import type { Cause } from './cause';

type SubscriptionEvent = HandledEvent<`customer.subscription.${string}` | `invoice.${string}`>;

/**
 * Access by subscription lives as long as the subscription does. The event only says which one to look at: its
 * snapshot may be older than one that was handled before, so the subscription is fetched from Stripe.
 * https://docs.stripe.com/billing/subscriptions/webhooks
 */
export async function handleSubscriptionEvent(event: SubscriptionEvent, how: Cause): Promise<string | null> {
  const subscriptionId = subscriptionOf(event);
  if (!subscriptionId) return 'This invoice belongs to no subscription.';
  const orderId = await fulfilledOrder(subscriptionId, how);
  if (!orderId) return 'No order of this shop began this subscription.';
  await reconcileSubscription(subscriptionId);
  if (event.type === 'invoice.paid' && event.data.object.billing_reason === 'subscription_cycle') {
    const { id: invoiceId, status_transitions: times, amount_paid: amount, currency } = event.data.object;
    const paidAt = times.paid_at === null ? null : new Date(times.paid_at * 1000);
    await recordRenewal(orderId, { invoiceId, paymentIntentId: null, amount, currency, paidAt }, how);
  }
  const news = newsOf(event);
  if (news) await recordSubscriptionNews(orderId, news, how);
  return null;
}

/**
 * The order that began a subscription, made and fulfilled first where it is not yet: a process that is granting the
 * access right now, with an older snapshot, has then committed, and what comes next finds it.
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

/** What the event is to the merchant; null where it is no news, or noted with what follows from it. */
function newsOf(event: SubscriptionEvent) {
  switch (event.type) {
    case 'customer.subscription.updated':
    case 'invoice.paid':
      return null;
    case 'customer.subscription.deleted':
      return { endedSubscriptionId: event.data.object.id };
    case 'invoice.payment_failed':
      return {
        failedPeriod: {
          invoiceId: event.data.object.id ?? event.id,
          attempts: event.data.object.attempt_count,
        },
      };
  }
}
