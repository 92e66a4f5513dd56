import type { MerchantWish } from '../../lib/fulfillment/decision/merchant-wishes';
import { isPaid } from '../../lib/is-paid';
import { at } from './random';
import type { World } from './world';

// What the merchant does.

const merchant = { trigger: 'merchant', actor: 'ottavia@example.com' } as const;

export function wish(
  { shop, callers }: World,
  kind: MerchantWish['kind'],
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
  const wanted: MerchantWish = kind === 'back_order' ? { kind, lineId } : { kind, lineId, note: 'by hand' };
  callers.write(sessionId, { records: [] }, merchant, { wish: wanted });
}

/** A parcel leaves, or arrives; none leaves of an order that is not paid. */
export function ship({ shop }: World, sessionId: string, roll: number): void {
  const state = shop.orders.get(sessionId);
  if (!state?.order || !isPaid(state.order.payment)) return;
  const parcel = at(
    state.parcels.filter((one) => one.state === 'awaiting_shipment' || one.state === 'shipped'),
    roll,
  );
  if (!parcel) return;
  const next = parcel.state === 'shipped' ? ('delivered' as const) : ('shipped' as const);
  const parcels = state.parcels.map((one) => (one === parcel ? { ...one, state: next } : one));
  shop.orders.set(sessionId, { ...state, parcels });
}

/** A product that lacks a file gets one. */
export function upload({ shop }: World): void {
  shop.products = shop.products.map((product) =>
    product.id === 'draft'
      ? { ...product, variants: product.variants.map((one) => ({ ...one, files: ['draft-pdf'] })) }
      : product,
  );
}
