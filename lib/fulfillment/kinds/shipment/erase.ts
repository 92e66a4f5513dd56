import type { Tx } from '../../../db';

/** A carrier's number leads to the address that a parcel went to. */
export async function eraseShipments(tx: Tx, orderIds: string[]): Promise<void> {
  await tx.parcel.updateMany({
    where: { orderId: { in: orderIds } },
    data: { trackingNumber: null, trackingUrl: null },
  });
}
