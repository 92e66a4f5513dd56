import { cache } from 'react';
import { type ListedProduct, productsBySlug } from '../catalogue/products';
import { availableUnits } from '../catalogue/stock-state';
import type { Locale } from '../i18n/locales';
import { readBrowserHash } from './browser-cookie';
import type { Offer } from './cart';
import { readCart } from './cart-cookie';
import { type CartReview, reviewCart } from './review-cart';

/** A product as the cart sees it. */
export type OfferedProduct = ListedProduct & Offer;

export const offerOf = (product: ListedProduct): OfferedProduct => ({
  ...product,
  available: availableUnits(product.stock),
});

/** Today's offers for these products, by slug. Those no longer for sale are missing. */
export async function offersFor(slugs: string[], locale: Locale): Promise<Map<string, OfferedProduct>> {
  const products = await productsBySlug(slugs, locale, await readBrowserHash());
  return new Map([...products].map(([slug, product]) => [slug, offerOf(product)]));
}

/** This browser's cart held against the shop, read once per request. */
export const currentCart = cache(async (locale: Locale): Promise<CartReview<OfferedProduct>> => {
  const cart = await readCart();
  return reviewCart(
    cart,
    await offersFor(
      cart.lines.map((line) => line.slug),
      locale,
    ),
  );
});
