import { db } from '../db';
import { type PaymentNews, untold } from '../fulfillment/payment-news';
import { addTimeline, type TimelineNote } from '../timeline/timeline';

/**
 * Tells on the timeline what happened to the payment of a later period, each thing once: the order was paid by the
 * first one and stays as it is.
 *
 * @returns false where no order of this shop began the subscription
 */
export async function noteOnSubscription(
  subscriptionId: string,
  news: PaymentNews[],
  how: Pick<TimelineNote, 'trigger' | 'eventId'>,
): Promise<boolean> {
  const order = await db().order.findFirst({ where: { subscriptionId }, select: { id: true } });
  if (!order) return false;
  const ofRenewal = news.map((one): PaymentNews => {
    return one.kind === 'payment_refunded' ? { ...one, kind: 'renewal_refunded' } : one;
  });
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM orders WHERE id = ${order.id}::uuid FOR UPDATE`;
    const fresh = await untold(tx, order.id, ofRenewal);
    await addTimeline(tx, order.id, ...fresh.map((one) => ({ ...one, ...how })));
  });
  return true;
}
