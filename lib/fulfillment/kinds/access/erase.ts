import type { Tx } from '../../../db';

/** Whose access it was is forgotten; the signed link still opens it. */
export async function eraseAccess(tx: Tx, orderIds: string[]): Promise<void> {
  await tx.entitlement.updateMany({
    where: { fulfillment: { orderLine: { orderId: { in: orderIds } } } },
    data: { email: null },
  });
}
