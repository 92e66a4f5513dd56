import { firstVariant } from '../catalogue/first-variant';
import { db } from '../db';
import { isStorable } from '../storable';

/** What the browser sends of a line; nothing else is believed (I6). */
export interface RequestedLine {
  slug: string;
  quantity: number;
}

/** A line of the cart as the shop knows it. */
export interface OrderedProduct extends RequestedLine {
  variantId: string;
  stripePriceId: string;
  currency: string;
  subscription: boolean;
  ships: boolean;
  /** How many the shopper may have on Stripe's page; null where the quantity is fixed. */
  adjustableUpTo: number | null;
  /** Slugs of what is offered beside it on Stripe's page. */
  offeredWith: string[];
}

/** Why a cart cannot be paid for; `slug` names the product and `available` what is left of it, where that is why. */
export interface CartProblem {
  reason:
    | 'empty'
    | 'malformed'
    | 'unknown_product'
    | 'not_for_sale'
    | 'quantity'
    | 'out_of_stock'
    | 'mixed_cart';
  slug?: string;
  available?: number;
}

/** Stripe's limit on the line items of a session. */
const mostLines = 100;

/** Looks a cart up in the shop's own tables: products, prices and rules come from there, whatever was sent. */
export async function priceCart(
  lines: RequestedLine[],
): Promise<{ ok: true; products: OrderedProduct[] } | ({ ok: false } & CartProblem)> {
  if (lines.length === 0) return { ok: false, reason: 'empty' };
  const slugs = new Set(lines.map((line) => line.slug));
  if (slugs.size !== lines.length || lines.length > mostLines) return { ok: false, reason: 'malformed' };
  if (lines.some(({ slug, quantity }) => !isStorable(slug) || !Number.isInteger(quantity) || quantity < 1)) {
    return { ok: false, reason: 'malformed' };
  }
  const rows = await db().product.findMany({
    where: { slug: { in: [...slugs] }, active: true },
    include: { variants: { ...firstVariant, include: { stock: true, prices: { where: { active: true } } } } },
  });
  const bySlug = new Map(rows.map((row) => [row.slug, row]));
  const products: OrderedProduct[] = [];
  for (const { slug, quantity } of lines) {
    const row = bySlug.get(slug);
    if (!row) return { ok: false, reason: 'unknown_product', slug };
    const [variant] = row.variants;
    const price = variant?.prices[0];
    if (!variant || !price?.stripePriceId) return { ok: false, reason: 'not_for_sale', slug };
    if (quantity > row.maxQuantity)
      return { ok: false, reason: 'quantity', slug, available: row.maxQuantity };
    // The hold decides; this only spares a locked look for what is plainly gone.
    const { stock } = variant;
    if (stock && stock.onHand + stock.held < quantity) {
      return { ok: false, reason: 'out_of_stock', slug, available: stock.onHand };
    }
    products.push({
      slug,
      quantity,
      variantId: variant.id,
      stripePriceId: price.stripePriceId,
      currency: price.currency,
      subscription: price.interval !== null,
      ships: row.kinds.includes('shipment'),
      adjustableUpTo: row.adjustable ? adjustableUpTo(quantity, row.maxQuantity, stock) : null,
      offeredWith: row.offeredWith,
    });
  }
  if (products.length > 1 && products.some((product) => product.subscription)) {
    return { ok: false, reason: 'mixed_cart', slug: products.find((product) => product.subscription)?.slug };
  }
  return { ok: true, products };
}

/** A shopper may not raise the quantity at Stripe beyond what is held for them: counted goods can only go down. */
function adjustableUpTo(quantity: number, most: number, stock: object | null): number | null {
  const limit = stock ? quantity : most;
  return limit > 1 ? limit : null;
}
