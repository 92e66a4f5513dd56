import type { Kind } from './kind';

/** Goods to send: everything of one order that waits goes into one parcel, which the merchant may split. */
export const shipment: Kind = {
  async grant(tx, order, grants) {
    const waiting = await tx.parcel.findFirst({
      where: { orderId: order.id, state: 'awaiting_shipment' },
      orderBy: { createdAt: 'asc' },
    });
    const parcel = waiting ?? (await tx.parcel.create({ data: { orderId: order.id } }));
    await tx.parcelItem.createMany({
      data: grants.map(({ fulfillmentId, line }) => ({
        parcelId: parcel.id,
        fulfillmentId,
        quantity: line.quantity,
      })),
    });
    return [];
  },

  /** Stops what has not left; what is on its way is the merchant's to ask back. */
  async revoke(tx, fulfillmentIds) {
    const parcels = { state: 'awaiting_shipment' as const };
    await tx.parcelItem.deleteMany({ where: { fulfillmentId: { in: fulfillmentIds }, parcel: parcels } });
    await tx.parcel.updateMany({ where: { ...parcels, items: { none: {} } }, data: { state: 'cancelled' } });
  },
};
