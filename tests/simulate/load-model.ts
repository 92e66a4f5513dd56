import type { LoadedFacts } from '../../lib/fulfillment/decision/decide-all';
import type {
  OrderFacts,
  OrderState,
  ProductFacts,
  VariantFacts,
} from '../../lib/fulfillment/decision/order-state';
import type { Asked } from './journal';
import type { ShopModel } from './shop-model';

/** What is known of a session before its order is there. */
export const emptyState: OrderState = {
  ...{ checkouts: [], holds: [], order: null, lines: [], fulfillments: [], parcels: [], parcelItems: [] },
  ...{ downloads: [], keys: [], entitlements: [], refunds: [], refundLines: [], disputes: [] },
  ...{ payments: [], paymentEntries: [], periods: [] },
};

const units = (rows: readonly { quantity: number }[]): number =>
  rows.reduce((sum, { quantity }) => sum + quantity, 0);

/** Reads of the rows in memory what `loadFacts` reads of those in the database, for orders of one transaction. */
export function loadFrom(shop: ShopModel, asked: readonly Asked[]): LoadedFacts {
  const states = asked.map((one) => stateOf(shop, one));
  const wanted = new Set<string | null>();
  const prices = new Set<string | null>();
  let most = 0;
  for (const [at, { lines, holds }] of states.entries()) {
    const bought = asked[at]?.view.session?.lines ?? [];
    for (const { variantId } of lines) wanted.add(variantId);
    for (const { variantId } of holds) wanted.add(variantId);
    for (const { stripePriceId } of bought) prices.add(stripePriceId);
    most += units(bought) + units(lines);
  }
  const own = new Set(asked.length > 1 ? [] : asked.map(({ sessionId }) => sessionId));
  const products: ProductFacts[] = [];
  for (const product of shop.products) {
    const variants = product.variants.filter(
      ({ id, stripePriceIds }) => wanted.has(id) || stripePriceIds.some((price) => prices.has(price)),
    );
    if (variants.length === 0) continue;
    products.push({ ...product, variants: variants.map((one) => withBackOrders(shop, one, own)) });
  }
  const variants = products.flatMap((product) => product.variants);
  const isLoaded = ({ variantId }: { variantId: string }) => variants.some(({ id }) => id === variantId);
  const freeKeys = variants.flatMap(({ id }) =>
    shop.freeKeys.filter(({ variantId }) => variantId === id).slice(0, most),
  );
  const goods = { products, stock: shop.stock.filter(isLoaded), freeKeys };
  const facts = asked.map(
    ({ sessionId, view }, at): OrderFacts => ({
      ...{ state: states[at] ?? emptyState, goods, endpoints: shop.endpoints },
      mails: shop.mails.get(sessionId) ?? [],
      buyer: shop.buyers.get(view.session?.email ?? '') ?? null,
    }),
  );
  return { facts, goods };
}

function stateOf(shop: ShopModel, { sessionId, view: { session } }: Asked): OrderState {
  const stored = shop.orders.get(sessionId) ?? emptyState;
  const checkouts = shop.checkouts.filter(
    (row) =>
      row.id === session?.checkoutId ||
      (row.sessionId !== null && (row.sessionId === sessionId || row.sessionId === session?.recoveredFrom)),
  );
  const holds = shop.holds.filter(({ checkoutId }) => checkouts.some(({ id }) => id === checkoutId));
  return { ...stored, checkouts, holds };
}

/** Lines of the order itself count only where it is not the only one. */
function withBackOrders(shop: ShopModel, variant: VariantFacts, own: ReadonlySet<string>): VariantFacts {
  for (const [session, { lines }] of shop.orders) {
    if (own.has(session)) continue;
    if (lines.some((line) => line.variantId === variant.id && line.state === 'back_ordered'))
      return { ...variant, hasBackOrders: true };
  }
  return variant;
}
