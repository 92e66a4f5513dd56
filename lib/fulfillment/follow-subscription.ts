import { db } from '../db';
import { retrieveSubscription } from '../stripe/subscriptions';
import { accessEnd } from './access-end';
import { tellAccess } from './tell-access';

/**
 * Brings the access of a subscription to where Stripe says it should be. Asks again after writing and starts over where
 * the answer has changed: whoever writes last has then seen what is true, without a lock held while Stripe is asked.
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function followSubscription(subscriptionId: string): Promise<void> {
  let subscription = await retrieveSubscription(subscriptionId);
  while (subscription) {
    const now = new Date();
    const end = accessEnd(subscription, now);
    await writeEnd(subscriptionId, end, now);
    subscription = await retrieveSubscription(subscriptionId);
    if (subscription && accessEnd(subscription, now)?.getTime() === end?.getTime()) return;
  }
}

/**
 * Access that is over keeps the day it ended on, however often it is said again that it is over. What was taken back
 * has its end written down, too: given again, it ends when the subscription does.
 */
async function writeEnd(subscriptionId: string, end: Date | null, now: Date): Promise<void> {
  const over = end !== null && end <= now;
  const orders = await db().order.findMany({ where: { subscriptionId }, select: { id: true } });
  for (const { id: orderId } of orders) {
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM orders WHERE id = ${orderId}::uuid FOR UPDATE`;
      const { count } = await tx.entitlement.updateMany({
        where: {
          subscriptionId,
          fulfillment: { orderLine: { orderId } },
          ...(over && { OR: [{ endsAt: null }, { endsAt: { gt: end } }] }),
        },
        data: { endsAt: end },
      });
      if (count > 0) await tellAccess(tx, orderId, 'subscription');
    });
  }
}
