import type { Tx } from '../../db';
import type { Kind, UnitsChange } from './kind';

/**
 * Goods to send: everything of one order that waits goes into one parcel, which the merchant may split. Units that have
 * left stay left, whether they are still the buyer's or not; only what waits is put in and taken out.
 */
export const shipment: Kind = {
  async grant(tx, order, changes) {
    const items = await itemsOf(tx, changes);
    const toPack = changes.flatMap((change) => {
      const { waits, missing } = contents(items, change);
      return missing > waits ? [{ ...change, quantity: missing - waits }] : [];
    });
    if (toPack.length === 0) return [];
    const parcelId = await waitingParcel(tx, order.id);
    for (const { fulfillmentId, quantity } of toPack) {
      await tx.parcelItem.upsert({
        where: { parcelId_fulfillmentId: { parcelId, fulfillmentId } },
        create: { parcelId, fulfillmentId, quantity },
        update: { quantity: { increment: quantity } },
      });
    }
    return [];
  },

  /** Takes out of the parcels that wait, the last one first, and calls off those that are empty then. */
  async revoke(tx, order, changes) {
    const items = await itemsOf(tx, changes);
    for (const change of changes) {
      const { waits, missing, inParcels } = contents(items, change);
      let surplus = waits - missing;
      for (const { parcelId, fulfillmentId, quantity } of inParcels) {
        if (surplus <= 0) break;
        const where = { parcelId_fulfillmentId: { parcelId, fulfillmentId } };
        if (quantity <= surplus) await tx.parcelItem.delete({ where });
        else await tx.parcelItem.update({ where, data: { quantity: quantity - surplus } });
        surplus -= quantity;
      }
    }
    await tx.parcel.updateMany({
      where: { orderId: order.id, state: 'awaiting_shipment', items: { none: {} } },
      data: { state: 'cancelled' },
    });
  },
};

type Items = Awaited<ReturnType<typeof itemsOf>>;

async function itemsOf(tx: Tx, changes: UnitsChange[]) {
  const known = changes.filter(({ isNew }) => !isNew);
  if (known.length === 0) return [];
  return await tx.parcelItem.findMany({
    where: { fulfillmentId: { in: known.map(({ fulfillmentId }) => fulfillmentId) } },
    include: { parcel: { select: { state: true, number: true } } },
    orderBy: { parcel: { number: 'desc' } },
  });
}

/** How many units of a fulfilment wait to be sent, and how many should: those that are granted and have not left. */
function contents(items: Items, { fulfillmentId, to }: UnitsChange) {
  const own = items.filter((item) => item.fulfillmentId === fulfillmentId);
  const sum = (list: Items) => list.reduce((units, { quantity }) => units + quantity, 0);
  const inParcels = own.filter(({ parcel }) => parcel.state === 'awaiting_shipment');
  const left = sum(own.filter(({ parcel }) => parcel.state === 'shipped' || parcel.state === 'delivered'));
  return { inParcels, waits: sum(inParcels), missing: Math.max(0, to - left) };
}

/** The first parcel of the order that waits, or a new one with the order's next number. */
async function waitingParcel(tx: Tx, orderId: string): Promise<string> {
  const parcels = await tx.parcel.findMany({
    where: { orderId },
    orderBy: { number: 'asc' },
    select: { id: true, number: true, state: true },
  });
  const waiting = parcels.find(({ state }) => state === 'awaiting_shipment');
  if (waiting) return waiting.id;
  const number = (parcels.at(-1)?.number ?? 0) + 1;
  const { id } = await tx.parcel.create({ data: { orderId, number }, select: { id: true } });
  return id;
}
