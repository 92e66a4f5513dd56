import { db } from '../db';
import { log } from '../log';
import { StripeUnavailable } from '../stripe/errors';
import { fulfillCheckout } from './fulfill-checkout';

/**
 * The job after stock has arrived or was given back: fulfils the lines that wait for a variant, as far as there is some,
 * those that have waited longest first, through the same function as every other path (I1). Whoever is still short
 * stays on back-order.
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
    try {
      await fulfillCheckout(sessionId, { trigger: 'system' });
    } catch (error) {
      if (error instanceof StripeUnavailable) throw error;
      // One that cannot be fulfilled keeps no other waiting.
      log.error({ part: 'jobs', session: sessionId, error: String(error) }, 'back-order not fulfilled');
    }
  }
}
