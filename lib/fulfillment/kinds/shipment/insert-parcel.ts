import { type Draft, insert, orderOf } from '../../decision/draft';
import type { ParcelRow } from './rows';

/**
 * Adds an empty parcel that waits, with the order's next number.
 *
 * @param createdAt since when its contents have waited
 */
export function insertParcel(draft: Draft, createdAt: Date): ParcelRow {
  const parcel: ParcelRow = {
    id: draft.given.newId(),
    orderId: orderOf(draft).id,
    number: Math.max(0, ...draft.state.parcels.map(({ number }) => number)) + 1,
    state: 'awaiting_shipment',
    ...{ carrier: null, trackingNumber: null, trackingUrl: null },
    ...{ createdAt, shippedAt: null, deliveredAt: null, shippedBy: null },
    ...{ announcedRevision: 0, announcedReady: false, announcedMark: null, timesMailed: 0 },
  };
  insert(draft, 'parcels', parcel);
  return parcel;
}
