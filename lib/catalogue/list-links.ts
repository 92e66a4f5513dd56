import { db } from '../db';
import { namedProduct, namedVariant, variantName } from './line-name';

/** A Payment Link and what it sells. */
export interface LinkRow {
  id: string;
  url: string;
  active: boolean;
  slug: string;
  name: string;
  /** Units on hand; null for a product that is not counted */
  onHand: number | null;
}

/** Every Payment Link, the active ones first, then in the order of the shop's shelves; names in one language. */
export async function listLinks(locale: string): Promise<LinkRow[]> {
  const links = await db().paymentLink.findMany({
    orderBy: [
      { active: 'desc' },
      { variant: { product: { position: 'asc' } } },
      { variant: { position: 'asc' } },
      { id: 'asc' },
    ],
    include: {
      variant: {
        select: {
          ...namedVariant.select,
          stock: { select: { onHand: true } },
          product: { select: { ...namedProduct.select, slug: true } },
        },
      },
    },
  });
  return links.map(({ id, url, active, variant: { stock, product, ...variant } }) => ({
    id,
    url,
    active,
    slug: product.slug,
    name: variantName(product, variant, locale),
    onHand: stock?.onHand ?? null,
  }));
}
