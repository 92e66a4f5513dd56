import type { LineWish } from '../../lib/fulfillment/decision/merchant-wishes';
import type { ParcelWish } from '../../lib/fulfillment/kinds/shipment/parcel-wishes';
import { at } from './random';
import type { World } from './world';

// What the merchant does.

const merchant = { trigger: 'merchant', actor: 'ottavia@example.com' } as const;
const warehouse = { trigger: 'system', actor: 'warehouse' } as const;

export function wish(
  { shop, transactions }: World,
  kind: LineWish['kind'],
  sessionId: string,
  roll: number,
): void {
  const lines = shop.orders.get(sessionId)?.lines ?? [];
  const line = at(
    lines.filter(({ state }) => state === 'needs_attention' || state === 'back_ordered'),
    roll,
  );
  if (!line) return;
  const lineId = line.id;
  const wanted: LineWish = kind === 'back_order' ? { kind, lineId } : { kind, lineId, note: 'by hand' };
  transactions.run([{ sessionId, view: { records: [] }, attempt: merchant, wish: wanted }]);
}

const parcelWishes = [
  ...(['send_parcel', 'send_parcel', 'send_parcel', 'deliver_parcel', 'deliver_parcel'] as const),
  ...(['split_parcel', 'unsend_parcel', 'correct_tracking', 'take_tracking'] as const),
];

/** Something is done with a parcel, whether it may be or not: what may not be is refused. */
export function ship({ shop, transactions }: World, sessionId: string, roll: number): void {
  const { parcels = [], parcelItems = [] } = shop.orders.get(sessionId) ?? {};
  const parcel = at(parcels, roll);
  const kind = at(parcelWishes, roll >>> 4);
  if (!parcel || !kind) return;
  const tracking = { carrier: 'dhl', trackingNumber: `D${roll % 3}`, trackingUrl: null };
  const units = Object.fromEntries(
    parcelItems
      .filter(({ parcelId }) => parcelId === parcel.id)
      .map(({ fulfillmentId, quantity }, index) => [fulfillmentId, quantity - ((roll >>> (8 + index)) % 2)]),
  );
  const about = {
    ...{ parcelId: parcel.id, tracking, units, tellsBuyer: roll % 2 === 0, isSent: roll % 3 > 0 },
  };
  const isWhole = kind === 'send_parcel' && roll % 2 === 0;
  const wanted: ParcelWish = { kind, ...about, ...(isWhole && { units: undefined }) } as ParcelWish;
  const { trigger, actor } = kind === 'take_tracking' ? warehouse : merchant;
  transactions.run([{ sessionId, view: { records: [] }, attempt: { trigger, actor }, wish: wanted }]);
}
