import { parcelAnnouncements } from '../../../shipping/parcel-announcements';
import { change, type Draft, isWanted, orderOf, queueMessage } from '../../decision/draft';
import type { Json } from '../../decision/order-state';
import type { ParcelRow } from './rows';

/** Announces what there is to send of an order to the merchant's own systems (I5); nothing where all was announced. */
export function announceParcels(draft: Draft): void {
  // Most shops have no such system: then there is nothing to find out.
  if (!isWanted(draft, 'parcel.ready') && !isWanted(draft, 'parcel.cancelled')) return;
  const parcels = [...draft.state.parcels].sort((a, b) => a.number - b.number);
  const packed = parcels.map((parcel) => ({ ...parcel, items: itemsOf(draft, parcel) }));
  for (const { parcelId, kind, key, data, announced } of parcelAnnouncements(orderOf(draft), packed)) {
    if (!isWanted(draft, kind)) continue;
    queueMessage(draft, kind, key, data as { [name: string]: Json });
    const row = draft.state.parcels.find(({ id }) => id === parcelId);
    if (row && row.announcedRevision !== announced.announcedRevision)
      change(draft, 'parcels', row, announced);
  }
}

/** What lies in a parcel, in the order of the lines. */
function itemsOf({ state, goods }: Draft, { id }: ParcelRow) {
  return state.lines.flatMap((line) => {
    const product = goods.products.find((one) => one.id === line.productId) ?? null;
    const variant = product?.variants.find((one) => one.id === line.variantId) ?? null;
    const own = new Set(state.fulfillments.filter((row) => row.orderLineId === line.id).map((row) => row.id));
    return state.parcelItems
      .filter(({ parcelId, fulfillmentId }) => parcelId === id && own.has(fulfillmentId))
      .map(({ quantity }) => ({ quantity, fulfillment: { orderLine: { ...line, product, variant } } }));
  });
}
