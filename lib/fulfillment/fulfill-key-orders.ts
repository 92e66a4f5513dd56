import { db } from '../db';
import { log } from '../log';
import { StripeUnavailable } from '../stripe/errors';
import { fulfillCheckout } from './fulfill-checkout';

const pageSize = 100;

/**
 * The job after keys were loaded: tries the paid orders again that wait for keys of this variant, the oldest first,
 * through the same function as everything else (I1), until the pool is empty.
 *
 * @throws {StripeUnavailable} then the job is tried again, and goes on where this one stopped
 */
export async function fulfillKeyOrders(variantId: string): Promise<void> {
  let last: string | undefined;
  for (;;) {
    const waiting = await db().order.findMany({
      where: {
        payment: { in: ['paid', 'partly_refunded'] },
        sessionId: { not: null },
        lines: { some: { variantId, state: 'needs_attention' } },
        // IDs grow with time.
        ...(last && { id: { gt: last } }),
      },
      orderBy: { id: 'asc' },
      take: pageSize,
      select: { id: true, sessionId: true },
    });
    for (const { sessionId } of waiting) {
      const free = { variantId, fulfillmentId: null, revokedAt: null };
      if ((await db().licenseKey.count({ where: free })) === 0) return;
      if (sessionId) await fulfillOne(sessionId);
    }
    if (waiting.length < pageSize) return;
    last = waiting.at(-1)?.id;
  }
}

/** One that cannot be fulfilled keeps no other waiting. */
async function fulfillOne(sessionId: string): Promise<void> {
  try {
    await fulfillCheckout(sessionId, { trigger: 'system' });
  } catch (error) {
    if (error instanceof StripeUnavailable) throw error;
    log.error({ part: 'keys', session: sessionId, error: String(error) }, 'could not be fulfilled');
  }
}
