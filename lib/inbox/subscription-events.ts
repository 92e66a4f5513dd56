import { db } from '../db';
import { addTimeline, type TimelineKind } from '../orders/timeline';
import { idOf } from '../stripe/sessions';
import type { StripeEvent } from '../stripe/verify-event';

type SubscriptionEvent = Extract<
  StripeEvent,
  {
    type:
      | 'customer.subscription.updated'
      | 'customer.subscription.deleted'
      | 'invoice.paid'
      | 'invoice.payment_failed';
  }
>;

interface Change {
  subscriptionId: string | null;
  kind: TimelineKind | null;
  /** When the access ends: a time, null for as long as it is paid, undefined to leave it as it is. */
  endsAt?: Date | null;
}

/** Access by subscription lives as long as the subscription does. https://docs.stripe.com/billing/subscriptions/webhooks */
export async function handleSubscriptionEvent(event: SubscriptionEvent): Promise<string | null> {
  const { subscriptionId, kind, endsAt } = read(event);
  if (!subscriptionId) return 'This invoice belongs to no subscription.';
  return await db().$transaction(async (tx) => {
    const order = await tx.order.findFirst({ where: { subscriptionId } });
    if (!order) return 'No order of this shop began this subscription.';
    if (endsAt !== undefined) {
      await tx.entitlement.updateMany({ where: { subscriptionId, revokedAt: null }, data: { endsAt } });
    }
    if (kind) await addTimeline(tx, order.id, { kind, trigger: 'webhook', eventId: event.id });
    return null;
  });
}

function read(event: SubscriptionEvent): Change {
  switch (event.type) {
    case 'customer.subscription.updated': {
      const { id, cancel_at: cancelAt, ended_at: endedAt } = event.data.object;
      const end = endedAt ?? cancelAt;
      return { subscriptionId: id, kind: null, endsAt: end ? new Date(end * 1000) : null };
    }
    case 'customer.subscription.deleted': {
      const { id, ended_at: endedAt } = event.data.object;
      return {
        subscriptionId: id,
        kind: 'subscription_ended',
        endsAt: new Date((endedAt ?? event.created) * 1000),
      };
    }
    case 'invoice.paid':
    case 'invoice.payment_failed': {
      const { parent, billing_reason: reason } = event.data.object;
      const subscriptionId = idOf(parent?.subscription_details?.subscription);
      if (event.type === 'invoice.payment_failed')
        return { subscriptionId, kind: 'subscription_payment_failed' };
      return { subscriptionId, kind: reason === 'subscription_cycle' ? 'subscription_renewed' : null };
    }
  }
}
