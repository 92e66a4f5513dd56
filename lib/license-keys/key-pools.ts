import { z } from 'zod';
import { textIn } from '../catalogue/line-name';
import { db, type Tx } from '../db';
import type { LicenseKeySource } from '../generated/prisma/enums';
import { storable } from '../storable';

/** The licence keys of one product. */
export interface KeyPool {
  productId: string;
  slug: string;
  name: string;
  active: boolean;
  /** From a pool that the merchant loads, or generated as they are sold */
  source: LicenseKeySource;
  /** Keys that nobody has yet; always zero where they are generated */
  free: number;
  given: number;
  revoked: number;
  lowPoolAt: number;
  /** So few free keys that the merchant has to load more */
  low: boolean;
  /** Units of paid orders that wait for keys */
  waiting: number;
  /** Units on the shelf and held by shoppers; null for a product that is not counted */
  sellable: number | null;
}

/**
 * The licence keys of every product that has any, in the order of the shop's shelves; names in one language.
 *
 * @param slug only those of this product
 */
export async function listKeyPools(locale: string, slug?: string): Promise<KeyPool[]> {
  const products = await db().product.findMany({
    where: { kinds: { has: 'license_key' }, slug: slug && storable(slug) },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    include: { stock: true, texts: { select: { locale: true, name: true } } },
  });
  const ids = products.map(({ id }) => id);
  const counts = await db().$queryRaw<{ productId: string; free: number; given: number; revoked: number }[]>`
    SELECT product_id AS "productId",
      count(*) FILTER (WHERE fulfillment_id IS NULL AND revoked_at IS NULL)::int AS free,
      count(*) FILTER (WHERE fulfillment_id IS NOT NULL AND revoked_at IS NULL)::int AS given,
      count(*) FILTER (WHERE revoked_at IS NOT NULL)::int AS revoked
    FROM license_key WHERE product_id = ANY(${ids}::uuid[]) GROUP BY product_id`;
  const waiting = await unitsWaiting(db(), ids);
  return products.map(({ id, slug, active, licenseKeySource, lowPoolAt, stock, texts }) => {
    const { free, given, revoked } = counts.find((row) => row.productId === id) ?? {
      free: 0,
      given: 0,
      revoked: 0,
    };
    const source = licenseKeySource ?? 'pool';
    return {
      productId: id,
      slug,
      name: textIn(texts, locale)?.name ?? slug,
      active,
      source,
      free,
      given,
      revoked,
      lowPoolAt,
      low: source === 'pool' && free <= lowPoolAt,
      waiting: waiting.get(id) ?? 0,
      sellable: stock ? stock.onHand + stock.held : null,
    };
  });
}

/**
 * How many keys paid orders wait for, by product: what their lines want, of a counted product no more than stock
 * covers, less what they were given.
 *
 * @param client the caller's transaction, or `db()`
 */
export async function unitsWaiting(
  client: Pick<Tx, '$queryRaw'>,
  productIds: string[],
): Promise<Map<string, number>> {
  const rows = await client.$queryRaw<{ productId: string; units: number }[]>`
    SELECT l.product_id AS "productId", sum(greatest(0,
      least(l.quantity - l.units_refunded, CASE WHEN s.product_id IS NOT NULL THEN l.stock_taken END)
      - coalesce(f.units, 0)))::int AS units
    FROM order_line l
    JOIN orders o ON o.id = l.order_id
    LEFT JOIN stock s ON s.product_id = l.product_id
    LEFT JOIN fulfillment f ON f.order_line_id = l.id AND f.kind = 'license_key'
    WHERE l.product_id = ANY(${productIds}::uuid[]) AND l.state = 'needs_attention'
      AND o.payment IN ('paid', 'partly_refunded') AND coalesce(f.units, 1) > 0
    GROUP BY l.product_id`;
  return new Map(rows.filter(({ units }) => units > 0).map(({ productId, units }) => [productId, units]));
}

export type LowAtResult =
  | { changed: true; lowPoolAt: number }
  | { changed: false; reason: 'malformed' | 'no_pool' };

const lowShape = z.string().trim().regex(/^\d+$/).transform(Number).pipe(z.number().max(100_000));

/** Sets how few free keys are too few. */
export async function setLowPoolAt(slug: string, input: unknown): Promise<LowAtResult> {
  const units = lowShape.safeParse(input);
  if (!units.success) return { changed: false, reason: 'malformed' };
  const { count } = await db().product.updateMany({
    where: { slug: storable(slug), licenseKeySource: 'pool' },
    data: { lowPoolAt: units.data },
  });
  return count > 0 ? { changed: true, lowPoolAt: units.data } : { changed: false, reason: 'no_pool' };
}
