import { change, type Draft, insert, remove } from '../../decision/draft';
import type { Kind, UnitsChange } from '../kind';
import { announceParcels } from './announce';
import { insertParcel } from './insert-parcel';
import type { ParcelItemRow, ParcelRow } from './rows';

/**
 * Goods to send: everything of one order that waits goes into one parcel, which the merchant may split. Units that have
 * left stay left, whether they are still the buyer's or not; only what waits is put in and taken out.
 */
export const shipment: Kind = {
  arrivesAtOnce: false,

  grant(draft, changes) {
    for (const one of changes) {
      const { waiting, missing } = contents(draft, one);
      if (missing > waiting) pack(draft, one.fulfillmentId, missing - waiting);
    }
    return [];
  },

  /** Takes out of the parcels that wait, the last one first, and calls off those that are empty then. */
  revoke(draft, changes) {
    for (const one of changes) {
      const { waiting, missing, items } = contents(draft, one);
      let surplus = waiting - missing;
      for (const item of items) {
        if (surplus <= 0) break;
        if (item.quantity <= surplus) remove(draft, 'parcelItems', (row) => row === item);
        else change(draft, 'parcelItems', item, { quantity: item.quantity - surplus });
        surplus -= item.quantity;
      }
    }
    for (const parcel of waitingParcels(draft)) {
      const isEmpty = !draft.state.parcelItems.some(({ parcelId }) => parcelId === parcel.id);
      if (isEmpty) change(draft, 'parcels', parcel, { state: 'cancelled' });
    }
  },

  goneUnits: (draft, { id }) => sentUnits(draft, id),

  /** A carrier's number leads to the address that a parcel went to. */
  erase(draft) {
    for (const row of draft.state.parcels) {
      change(draft, 'parcels', row, { trackingNumber: null, trackingUrl: null });
    }
  },

  announce: announceParcels,
};

const waitingParcels = ({ state }: Draft): ParcelRow[] =>
  state.parcels.filter((parcel) => parcel.state === 'awaiting_shipment').sort((a, b) => a.number - b.number);

const unitsIn = (items: readonly ParcelItemRow[]): number =>
  items.reduce((sum, { quantity }) => sum + quantity, 0);

/** Units of a fulfilment that have left. */
function sentUnits({ state }: Draft, fulfillmentId: string): number {
  const gone = new Set(
    state.parcels.filter((one) => one.state === 'shipped' || one.state === 'delivered').map(({ id }) => id),
  );
  return unitsIn(
    state.parcelItems.filter((row) => row.fulfillmentId === fulfillmentId && gone.has(row.parcelId)),
  );
}

/** How many units of a fulfilment wait to be sent, and how many should: those that are granted and have not left. */
function contents(draft: Draft, { fulfillmentId, to }: UnitsChange) {
  const items = waitingParcels(draft)
    .reverse()
    .flatMap(({ id }) =>
      draft.state.parcelItems.filter((row) => row.parcelId === id && row.fulfillmentId === fulfillmentId),
    );
  return { items, waiting: unitsIn(items), missing: Math.max(0, to - sentUnits(draft, fulfillmentId)) };
}

/** Puts units into the first parcel of the order that waits, or a new one with the order's next number. */
function pack(draft: Draft, fulfillmentId: string, quantity: number): void {
  const parcelId = waitingParcels(draft)[0]?.id ?? insertParcel(draft, draft.given.now).id;
  const item = draft.state.parcelItems.find(
    (row) => row.parcelId === parcelId && row.fulfillmentId === fulfillmentId,
  );
  if (item) change(draft, 'parcelItems', item, { quantity: item.quantity + quantity });
  else insert(draft, 'parcelItems', { parcelId, fulfillmentId, quantity });
}
