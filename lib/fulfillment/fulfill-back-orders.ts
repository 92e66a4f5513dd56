import { db } from '../db';
import { fulfillCheckout } from './fulfill-checkout';
import { orFailed } from './or-failed';

/**
 * The job after stock has arrived or was given back: fulfils the lines that wait for a variant, as far as there is some,
 * those that have waited longest first, through the same function as every other path (I1). A line that is still
 * short stays on back-order.
 *
 * @throws {StripeUnavailable} then the job is tried again, and goes on where this one stopped
 */
export async function fulfillBackOrders(variantId: string): Promise<void> {
  const lines = await db().orderLine.findMany({
    where: {
      variantId,
      state: 'back_ordered',
      order: { payment: { in: ['paid', 'partly_refunded'] } },
    },
    orderBy: [{ backOrderedAt: 'asc' }, { id: 'asc' }],
    select: { order: { select: { sessionId: true } } },
  });
  for (const sessionId of new Set(lines.flatMap(({ order }) => order.sessionId ?? []))) {
    const stock = await db().stock.findUnique({ where: { variantId }, select: { onHand: true } });
    if (!stock || stock.onHand === 0) return;
    await orFailed({ part: 'jobs', session: sessionId }, 'back-order not fulfilled', () =>
      fulfillCheckout(sessionId, { trigger: 'system' }),
    );
  }
}
