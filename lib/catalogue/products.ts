import { cache } from 'react';
import { db } from '../db';
import type { FulfillmentKind } from '../generated/prisma/client';
import { Prisma } from '../generated/prisma/client';
import type { Locale } from '../i18n/locales';
import { isStorable } from '../storable';
import type { StockCount } from './stock-state';

/** A price as the shopper sees it: `amount` in the currency's smallest unit, tax included. */
export interface ShownPrice {
  amount: number;
  currency: string;
  /** Null for what is paid once. */
  interval: 'month' | 'year' | null;
}

/** What a list of products needs of one. */
export interface ListedProduct {
  slug: string;
  family: string;
  kinds: FulfillmentKind[];
  image: string;
  name: string;
  summary: string;
  /** What one sees in the picture. */
  alt: string;
  price: ShownPrice;
  /** Null where nothing is counted. */
  stock: StockCount | null;
  /** Most one order may hold. */
  maxQuantity: number;
}

/** What the page of one product needs besides. */
export interface ProductDetails extends ListedProduct {
  description: string[];
  details: { label: string; value: string }[];
  accessDays: number | null;
  /** Address of the active Payment Link, where the product offers one and it exists at Stripe. */
  paymentLink: string | null;
}

interface Row extends Omit<ProductDetails, 'price' | 'stock'> {
  amount: number;
  currency: string;
  interval: 'month' | 'year' | null;
  onHand: number | null;
  held: number | null;
  ownHeld: number;
}

/**
 * One statement for list and page alike; `columns` adds what only the page shows. Shown is the first variant on sale at
 * its active price; the text falls back to English, and stock that `browserHash` itself holds in an unfinished checkout
 * is told apart.
 */
async function select(
  locale: Locale,
  browserHash: string | null,
  where: Prisma.Sql,
  columns = Prisma.empty,
): Promise<Row[]> {
  return await db().$queryRaw<Row[]>`
    SELECT p.slug, p.family, p.kinds::text[] AS kinds, p.image, p.max_quantity AS "maxQuantity",
           t.name, t.summary, t.alt,
           pr.unit_amount AS amount, pr.currency, pr.interval,
           s.on_hand AS "onHand", s.held,
           coalesce(own.held, 0)::int AS "ownHeld"
           ${columns}
    FROM product p
    JOIN LATERAL (
      SELECT * FROM product_text WHERE product_id = p.id AND locale IN (${locale}, 'en')
      ORDER BY locale = ${locale} DESC LIMIT 1
    ) t ON true
    JOIN LATERAL (
      SELECT * FROM product_variant WHERE product_id = p.id AND active ORDER BY position LIMIT 1
    ) v ON true
    JOIN LATERAL (
      SELECT * FROM price WHERE variant_id = v.id AND active ORDER BY created_at DESC LIMIT 1
    ) pr ON true
    LEFT JOIN stock s ON s.variant_id = v.id
    LEFT JOIN LATERAL (
      SELECT sum(h.quantity) AS held FROM hold h JOIN checkout c ON c.id = h.checkout_id
      WHERE s.held > 0 AND h.variant_id = v.id AND h.state = 'held' AND c.state IN ('starting', 'open')
        AND c.browser_hash = ${browserHash}
    ) own ON true
    WHERE p.active AND ${where}
    ORDER BY p.position`;
}

function listed(row: Row): ListedProduct {
  const { slug, family, kinds, image, name, summary, alt, maxQuantity, amount, currency, interval } = row;
  return {
    ...{ slug, family, kinds, image, name, summary, alt, maxQuantity },
    price: { amount, currency, interval },
    stock: row.onHand === null ? null : { onHand: row.onHand, held: row.held ?? 0, ownHeld: row.ownHeld },
  };
}

/** Every product for sale, in the shop's order. One statement. */
export async function listProducts(locale: Locale, browserHash: string | null): Promise<ListedProduct[]> {
  return (await select(locale, browserHash, Prisma.sql`true`)).map(listed);
}

/** The products with these slugs that are for sale, by slug. One statement; none for an empty list. */
export async function productsBySlug(
  slugs: string[],
  locale: Locale,
  browserHash: string | null,
): Promise<Map<string, ListedProduct>> {
  const wanted = slugs.filter(isStorable);
  if (wanted.length === 0) return new Map();
  const rows = await select(locale, browserHash, Prisma.sql`p.slug = ANY(${wanted})`);
  return new Map(rows.map((row) => [row.slug, listed(row)]));
}

/** One product for its page, or null if it is not for sale. Asked for twice in one request, it is read once. */
export const findProduct = cache(
  async (slug: string, locale: Locale, browserHash: string | null): Promise<ProductDetails | null> => {
    if (!isStorable(slug)) return null;
    const [row] = await select(
      locale,
      browserHash,
      Prisma.sql`p.slug = ${slug}`,
      Prisma.sql`, t.description, t.details, p.access_days AS "accessDays",
        CASE WHEN p.offers_link THEN (
          SELECT url FROM payment_link WHERE variant_id = v.id AND active ORDER BY id LIMIT 1
        ) END AS "paymentLink"`,
    );
    if (!row) return null;
    const { description, details, accessDays, paymentLink } = row;
    return { ...listed(row), description, details, accessDays, paymentLink };
  },
);
