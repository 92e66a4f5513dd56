import { db } from '../db';
import { fulfillCheckout } from './fulfill-checkout';
import { orFailed } from './or-failed';

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
      if (sessionId === null) continue;
      await orFailed({ part: 'keys', session: sessionId }, 'could not be fulfilled', () =>
        fulfillCheckout(sessionId, { trigger: 'system' }),
      );
    }
    if (waiting.length < pageSize) return;
    last = waiting.at(-1)?.id;
  }
}
