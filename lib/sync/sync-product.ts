import { textIn } from '../catalogue/line-name';
import { pictureUrl } from '../catalogue/picture-url';
import { db } from '../db';
import type { Price, Product, ProductText } from '../generated/prisma/client';
import { stripe } from '../stripe/client';
import { callStripe, StripeRefused } from '../stripe/errors';
import type { StripePrice, StripeProduct } from '../stripe/types';

export type SyncedProduct = Product & {
  prices: Price[];
  texts: ProductText[];
  stock: { onHand: number } | null;
};

/** What a sync did to one object at Stripe. */
export type Change = 'made' | 'changed' | 'same';

/** The object, or null where this account (or this mode of it) has none with the ID. */
export async function orNull<T>(retrieve: () => Promise<T>): Promise<T | null> {
  try {
    return await callStripe(retrieve);
  } catch (error) {
    if (error instanceof StripeRefused && error.code === 'resource_missing') return null;
    throw error;
  }
}

/**
 * Brings one product of the database to Stripe, and writes its ID back.
 *
 * @param known the account's products by the `slug` in their metadata, for a database that has lost the ID
 */
export async function syncProduct(
  product: SyncedProduct,
  known: Map<string, StripeProduct>,
): Promise<{ id: string; change: Change }> {
  const text = textIn(product.texts, 'en');
  const wanted = {
    name: text?.name ?? product.slug,
    description: text?.summary ?? '',
    active: product.active,
    images: [pictureUrl(product.slug, 'upright')],
    metadata: { slug: product.slug },
  };
  const { stripeProductId } = product;
  const found =
    (stripeProductId && (await orNull(() => stripe().products.retrieve(stripeProductId)))) ||
    known.get(product.slug);
  if (!found) {
    const made = await stripe().products.create(wanted);
    await remember(product, made.id);
    return { id: made.id, change: 'made' };
  }
  await remember(product, found.id);
  const same =
    found.name === wanted.name &&
    (found.description ?? '') === wanted.description &&
    found.active === wanted.active &&
    found.metadata.slug === product.slug &&
    JSON.stringify(found.images) === JSON.stringify(wanted.images);
  if (same) return { id: found.id, change: 'same' };
  await stripe().products.update(found.id, wanted);
  return { id: found.id, change: 'changed' };
}

async function remember(product: SyncedProduct, stripeProductId: string): Promise<void> {
  if (product.stripeProductId === stripeProductId) return;
  await db().product.update({ where: { id: product.id }, data: { stripeProductId } });
}

/**
 * Brings one price to Stripe. Amounts never change there either: another amount is another price with a lookup key of
 * its own, and the one it replaces is switched off, but stays, for sessions paid at it.
 * https://docs.stripe.com/products-prices/manage-prices#lookup-keys
 */
export async function syncPrice(price: Price, stripeProductId: string): Promise<Change> {
  const found = await findPrice(price, stripeProductId);
  if (!found) {
    // A price that is no longer on sale and that this account never had is of no use to it.
    if (!price.active) return 'same';
    const made = await stripe().prices.create({
      product: stripeProductId,
      currency: price.currency,
      unit_amount: price.unitAmount,
      tax_behavior: 'inclusive',
      lookup_key: price.lookupKey,
      transfer_lookup_key: true,
      ...(price.interval && { recurring: { interval: price.interval } }),
    });
    await db().price.update({ where: { id: price.id }, data: { stripePriceId: made.id } });
    return 'made';
  }
  if (price.stripePriceId !== found.id) {
    await db().price.update({ where: { id: price.id }, data: { stripePriceId: found.id } });
  }
  if (found.active === price.active) return 'same';
  await stripe().prices.update(found.id, { active: price.active });
  return 'changed';
}

async function findPrice(price: Price, stripeProductId: string): Promise<StripePrice | null> {
  const { stripePriceId } = price;
  const fits = (found: StripePrice) =>
    found.unit_amount === price.unitAmount &&
    found.currency === price.currency &&
    (found.recurring?.interval ?? null) === price.interval &&
    (typeof found.product === 'string' ? found.product : found.product.id) === stripeProductId;
  if (stripePriceId) {
    const found = await orNull(() => stripe().prices.retrieve(stripePriceId));
    if (found && fits(found)) return found;
  }
  const { data } = await stripe().prices.list({ lookup_keys: [price.lookupKey], limit: 1 });
  return data.find(fits) ?? null;
}
