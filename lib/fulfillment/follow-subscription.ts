import { db } from '../db';
import { retrieveSubscription } from '../stripe/subscriptions';
import { newestEntry, type TimelineKind } from '../timeline/timeline';
import { accessEnd } from './access-end';
import { tellAccess } from './tell-access';

const aboutAccess: TimelineKind[] = ['access_opened', 'access_ended'];

/**
 * Brings the access of a subscription to where Stripe says it should be. Asks again after writing and starts over where
 * the answer has changed: whoever writes last has then seen what is true, without a lock held while Stripe is asked.
 * Where somebody told of the access after this answer was asked for, it may be the older one: it is not written down,
 * and Stripe is asked again. So nothing opens or closes for a moment, and nobody is told of what is over.
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function followSubscription(subscriptionId: string): Promise<void> {
  for (let heard = await hear(subscriptionId); heard.subscription; ) {
    const now = new Date();
    const end = accessEnd(heard.subscription, now);
    const written = await writeEnd(subscriptionId, end, now, heard.asOf);
    heard = await hear(subscriptionId);
    if (!written || !heard.subscription) continue;
    if (accessEnd(heard.subscription, now)?.getTime() === end?.getTime()) return;
  }
}

/** A subscription as Stripe reports it, and how far the timeline told of its access before it was asked for. */
async function hear(subscriptionId: string) {
  const asOf = await newestEntry(db(), { subscriptionId }, aboutAccess);
  return { asOf, subscription: await retrieveSubscription(subscriptionId) };
}

/**
 * Access that is over keeps the day it ended on, however often it is said again that it is over. What was taken back
 * has its end written down, too: given again, it ends when the subscription does.
 *
 * @returns false where the answer was overtaken
 */
async function writeEnd(subscriptionId: string, end: Date | null, now: Date, asOf: number): Promise<boolean> {
  const over = end !== null && end <= now;
  const orders = await db().order.findMany({ where: { subscriptionId }, select: { id: true } });
  for (const { id: orderId } of orders) {
    const written = await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM orders WHERE id = ${orderId}::uuid FOR UPDATE`;
      if ((await newestEntry(tx, { id: orderId }, aboutAccess)) > asOf) return false;
      const { count } = await tx.entitlement.updateMany({
        where: {
          subscriptionId,
          fulfillment: { orderLine: { orderId } },
          ...(over && { OR: [{ endsAt: null }, { endsAt: { gt: end } }] }),
        },
        data: { endsAt: end },
      });
      if (count > 0) await tellAccess(tx, orderId, 'subscription');
      return true;
    });
    if (!written) return false;
  }
  return true;
}
