import { db } from '../db';
import { releaseHolds } from '../stock/holds';

/**
 * Ends a checkout that no order comes of, and gives back what it holds; one that ended before is left as it is. Where a
 * session tells of its end, fulfilment decides the same (`endCheckout` in `lib/fulfillment/decision`).
 */
export async function endCheckout(checkoutId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM checkout WHERE id = ${checkoutId}::uuid FOR UPDATE`;
    await releaseHolds(tx, checkoutId);
    await tx.checkout.updateMany({
      where: { id: checkoutId, state: { in: ['starting', 'open'] } },
      data: { state: 'expired' },
    });
  });
}
