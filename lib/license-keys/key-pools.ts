import { z } from 'zod';
import { namedProduct, namedVariant, variantName } from '../catalogue/line-name';
import { db, type Tx } from '../db';
import type { LicenseKeySource } from '../generated/prisma/enums';
import { storable } from '../storable';

/** The licence keys of one variant. */
export interface KeyPool {
  variantId: string;
  /** The product's */
  slug: string;
  /** The variant's place in its product */
  position: number;
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
  /** Units on the shelf and held by shoppers; null for a variant that is not counted */
  sellable: number | null;
}

/**
 * The licence keys of every variant that has any, in the order of the shop's shelves; names in one language.
 *
 * @param slug only those of this product's variants
 */
export async function listKeyPools(locale: string, slug?: string): Promise<KeyPool[]> {
  const variants = await db().productVariant.findMany({
    where: { product: { kinds: { has: 'license_key' }, slug: slug && storable(slug) } },
    orderBy: [{ product: { position: 'asc' } }, { productId: 'asc' }, { position: 'asc' }],
    select: {
      ...namedVariant.select,
      id: true,
      active: true,
      stock: true,
      product: {
        select: { ...namedProduct.select, slug: true, active: true, licenseKeySource: true, lowPoolAt: true },
      },
    },
  });
  const ids = variants.map(({ id }) => id);
  const counts = await db().$queryRaw<{ variantId: string; free: number; given: number; revoked: number }[]>`
    SELECT variant_id AS "variantId",
      count(*) FILTER (WHERE fulfillment_id IS NULL AND revoked_at IS NULL)::int AS free,
      count(*) FILTER (WHERE fulfillment_id IS NOT NULL AND revoked_at IS NULL)::int AS given,
      count(*) FILTER (WHERE revoked_at IS NOT NULL)::int AS revoked
    FROM license_key WHERE variant_id = ANY(${ids}::uuid[]) GROUP BY variant_id`;
  const waiting = await unitsWaiting(db(), ids);
  return variants.map(({ id, stock, product, ...variant }) => {
    const { slug, licenseKeySource, lowPoolAt } = product;
    const { free, given, revoked } = counts.find((row) => row.variantId === id) ?? {
      free: 0,
      given: 0,
      revoked: 0,
    };
    const source = licenseKeySource ?? 'pool';
    return {
      variantId: id,
      slug,
      position: variant.position,
      name: variantName(product, variant, locale),
      active: product.active && variant.active,
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
 * How many keys paid orders wait for, by variant: what their lines want, of a counted variant no more than stock
 * covers, less what they were given.
 *
 * @param client the caller's transaction, or `db()`
 */
export async function unitsWaiting(
  client: Pick<Tx, '$queryRaw'>,
  variantIds: string[],
): Promise<Map<string, number>> {
  const rows = await client.$queryRaw<{ variantId: string; units: number }[]>`
    SELECT l.variant_id AS "variantId", sum(greatest(0,
      least(l.quantity - l.units_refunded, CASE WHEN s.variant_id IS NOT NULL THEN l.stock_taken END)
      - coalesce(f.units, 0)))::int AS units
    FROM order_line l
    JOIN orders o ON o.id = l.order_id
    LEFT JOIN stock s ON s.variant_id = l.variant_id
    LEFT JOIN fulfillment f ON f.order_line_id = l.id AND f.kind = 'license_key'
    WHERE l.variant_id = ANY(${variantIds}::uuid[]) AND l.state = 'needs_attention'
      AND o.payment IN ('paid', 'partly_refunded') AND coalesce(f.units, 1) > 0
    GROUP BY l.variant_id`;
  return new Map(rows.filter(({ units }) => units > 0).map(({ variantId, units }) => [variantId, units]));
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
