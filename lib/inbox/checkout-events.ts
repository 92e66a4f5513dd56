import { db } from '../db';
import { type FulfillResult, fulfillCheckout } from '../fulfillment/fulfill-checkout';
import type { HandledEvent } from '../stripe/handled-events';
import { addTimeline } from '../timeline/timeline';
import type { Cause } from './cause';

type CheckoutEvent = HandledEvent<`checkout.session.${string}`>;

/**
 * Every event about a session leads to the same function. It asks Stripe how the session is now, so that neither the
 * order in which events arrive nor what they say of the past matters.
 * https://docs.stripe.com/checkout/fulfillment#create-payment-event-handler
 */
export async function handleCheckoutEvent(event: CheckoutEvent, how: Cause): Promise<string | null> {
  const result = await fulfillCheckout(event.data.object.id, {
    ...how,
    eventAt: new Date(event.created * 1000),
  });
  if (event.type === 'checkout.session.async_payment_failed') await noteIfPaid(result, how);
  return result.status === 'unknown' ? 'Stripe knows no such session that takes a payment.' : null;
}

/**
 * News of a failure that comes after the money is the older news: the order stays as it is, and its timeline says that
 * it was told so, once for each event.
 */
async function noteIfPaid(result: FulfillResult, how: Cause): Promise<void> {
  if (result.status !== 'order' || result.payment === 'failed' || result.payment === 'awaiting') return;
  const { orderId, payment: from } = result;
  const kind = 'transition_refused' as const;
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM orders WHERE id = ${orderId}::uuid FOR UPDATE`;
    if (
      await tx.timelineEntry.findFirst({
        where: { orderId, kind, eventId: how.eventId },
        select: { id: true },
      })
    )
      return;
    await addTimeline(tx, orderId, { kind, ...how, data: { from, to: 'failed' } });
  });
}
