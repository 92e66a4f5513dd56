import { db } from '../db';
import { retrieveSubscription } from '../stripe/subscriptions';
import { accessEnd } from './access-end';
import { convergeWithStripe, type Written } from './converge';
import { isSameEnd } from './decision/freshness';
import { targetOfOrder } from './targets';
import { writeDecision } from './write-decisions';

/**
 * Brings the access of a subscription to the end that Stripe says it has.
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function reconcileSubscription(subscriptionId: string): Promise<void> {
  const startedAt = performance.now();
  const select = { id: true, sessionId: true, accessRevision: true } as const;
  const ordersOf = () => db().order.findMany({ where: { subscriptionId }, select });
  await convergeWithStripe(
    async () => {
      const orders = await ordersOf();
      const subscription = await retrieveSubscription(subscriptionId);
      return subscription && { orders, end: accessEnd(subscription, new Date()) };
    },
    async ({ orders, end }) => {
      const view = { subscription: { id: subscriptionId, end }, records: [] };
      let written: Written = 'same';
      for (const { accessRevision, ...known } of orders) {
        const target = targetOfOrder(known);
        const asOf = { accessRevision };
        const decision = await writeDecision({
          ...{ target, view, startedAt, asOf, attempt: { trigger: 'system' } },
        });
        if (decision === 'stale') return 'stale';
        if (decision.changed) written = 'changed';
      }
      return written;
    },
    (before, after) => isSameEnd(before.end, after.end),
  );
}
