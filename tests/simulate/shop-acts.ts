import type { CheckoutRow } from '../../lib/fulfillment/decision/order-state';
import { fileOf } from './catalogue';
import { replace, type ShopModel } from './shop-model';

// What changes the shop's rows beside its decisions.

/** What a change of stock leads to: the link is told, and whoever waits is served from what arrived. */
function followStock(shop: ShopModel, variantId: string, units: number): void {
  if (shop.product(variantId)?.offersLink) shop.queue('refresh_link', variantId);
  const waits = (lines: readonly { variantId: string | null; state: string }[]) =>
    lines.some((line) => line.variantId === variantId && line.state === 'back_ordered');
  if (units > 0 && [...shop.orders.values()].some(({ lines }) => waits(lines)))
    shop.queue('fulfill_back_orders', variantId);
}

function moveUnits(shop: ShopModel, variantId: string, { onHand = 0, held = 0 }): void {
  const row = shop.stock.find((one) => one.variantId === variantId);
  if (!row) return;
  replace(shop.stock, { ...row, onHand: row.onHand + onHand, held: row.held + held }, (one) => one === row);
  followStock(shop, variantId, onHand);
}

/** Whether all that is counted of a cart is on the shelf. */
export const canHold = ({ stock }: ShopModel, wanted: ReadonlyMap<string, number>): boolean =>
  stock.every(({ variantId, onHand }) => onHand >= (wanted.get(variantId) ?? 0));

/** A checkout that holds what is counted of its cart. */
export function openCheckout(
  shop: ShopModel,
  checkout: CheckoutRow,
  wanted: ReadonlyMap<string, number>,
): void {
  shop.checkouts.push(checkout);
  for (const [variantId, quantity] of wanted) {
    if (!shop.stock.some((row) => row.variantId === variantId)) continue;
    moveUnits(shop, variantId, { onHand: -quantity, held: quantity });
    shop.holds.push({ checkoutId: checkout.id, variantId, quantity, state: 'held' });
  }
  shop.journal?.({ kind: 'opened', checkout, wanted });
}

/** Ends a checkout that can become no order any more, as the shop's `endCheckout` does. */
export function endCheckout(shop: ShopModel, checkoutId: string): void {
  shop.holds = shop.holds.map((row) => {
    if (row.checkoutId !== checkoutId || row.state !== 'held') return row;
    moveUnits(shop, row.variantId, { onHand: row.quantity, held: -row.quantity });
    return { ...row, state: 'released' };
  });
  const checkout = shop.checkouts.find(({ id }) => id === checkoutId);
  if (checkout && (checkout.state === 'starting' || checkout.state === 'open'))
    replace(shop.checkouts, { ...checkout, state: 'expired' }, (one) => one === checkout);
  shop.journal?.({ kind: 'ended_checkout', checkoutId });
}

/** Goods arrive. */
export function receive(shop: ShopModel, variantId: string, units: number): void {
  if (!shop.stock.some((one) => one.variantId === variantId)) return;
  const seen = shop.supplied.get(variantId) ?? 0;
  moveUnits(shop, variantId, { onHand: units });
  shop.supplied.set(variantId, seen + units);
  shop.journal?.({ kind: 'received', variantId, units, seen });
}

/** Keys come into a pool. */
export function loadKeys(shop: ShopModel, variantId: string, ids: readonly string[], now: number): void {
  const free = { fulfillmentId: null, unit: null, grantedAt: null, revokedAt: null };
  const keys = ids.map((id) => ({ id, variantId, key: `pool-${id}`, ...free }));
  shop.freeKeys.push(...keys);
  shop.queue('fulfill_key_orders', variantId);
  shop.journal?.({ kind: 'loaded', keys, now });
}

/** Products of which a variant has no file get one. */
export function upload(shop: ShopModel): void {
  shop.products = shop.products.map((product) => {
    if (!product.kinds.includes('download') || product.variants.some(({ files }) => files.length > 0))
      return product;
    const variants = product.variants.map((one) => ({ ...one, files: [fileOf(one.id, 0)] }));
    for (const { id } of variants) shop.journal?.({ kind: 'uploaded', variantId: id, fileId: fileOf(id, 0) });
    return { ...product, variants };
  });
}
