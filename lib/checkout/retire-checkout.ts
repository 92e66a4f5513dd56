import { db } from '../db';
import { releaseHolds } from '../stock/holds';

/** Ends an attempt that came to nothing and gives back what it holds; one that ended before is left as it is. */
export async function retireCheckout(checkoutId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM checkout WHERE id = ${checkoutId}::uuid FOR UPDATE`;
    await releaseHolds(tx, checkoutId);
    await tx.checkout.updateMany({
      where: { id: checkoutId, state: { in: ['starting', 'open'] } },
      data: { state: 'expired' },
    });
  });
}
