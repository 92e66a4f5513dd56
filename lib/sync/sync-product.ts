import { textIn, variantName } from '../catalogue/line-name';
import { pictureUrl } from '../catalogue/picture-url';
import { db } from '../db';
import type { Price, Prisma, ProductVariant } from '../generated/prisma/client';
import { stripe } from '../stripe/client';
import { callStripe, StripeRefused } from '../stripe/errors';
import type { StripePrice, StripeProduct } from '../stripe/types';

/** What a query includes of a variant that is brought to Stripe. */
export const syncedVariant = {
  prices: { orderBy: { createdAt: 'asc' } },
  stock: { select: { onHand: true } },
  texts: true,
  product: { include: { texts: true } },
} satisfies Prisma.ProductVariantInclude;

export type SyncedVariant = Prisma.ProductVariantGetPayload<{ include: typeof syncedVariant }>;

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

/** By what a variant's objects at Stripe are known again; IDs of ours do not outlive a database made anew. */
export interface VariantMetadata {
  slug: string;
  /** The place among the product's variants; left out for the first, as where there is but one. */
  variant?: string;
}

export const metadataOf = ({ product: { slug }, position }: SyncedVariant): VariantMetadata => ({
  slug,
  ...(position > 0 && { variant: String(position) }),
});

/** One word for a variant, the same for the row and for its objects at Stripe. */
export const variantKey = ({ slug, variant = '0' }: VariantMetadata): string => `${slug} ${variant}`;

/**
 * Brings one variant of the database to Stripe as a product of its own, and writes its ID back: Stripe's page, its
 * receipts and the Dashboard name and show what is bought by its product alone.
 *
 * @param known the account's products by `variantKey` of their metadata, for a database that has lost the ID
 */
export async function syncProduct(
  variant: SyncedVariant,
  known: Map<string, StripeProduct>,
): Promise<{ id: string; change: Change }> {
  const { product, stripeProductId } = variant;
  const metadata = metadataOf(variant);
  const text = textIn(product.texts, 'en');
  const wanted = {
    name: variantName(product, variant, 'en'),
    description: text?.summary ?? '',
    active: product.active && variant.active,
    images: [pictureUrl(product.slug, 'upright')],
    metadata: { ...metadata },
  };
  const found =
    (stripeProductId && (await orNull(() => stripe().products.retrieve(stripeProductId)))) ||
    known.get(variantKey(metadata));
  if (!found) {
    const made = await stripe().products.create(wanted);
    await remember(variant, made.id);
    return { id: made.id, change: 'made' };
  }
  await remember(variant, found.id);
  const same =
    found.name === wanted.name &&
    (found.description ?? '') === wanted.description &&
    found.active === wanted.active &&
    found.metadata.slug === metadata.slug &&
    found.metadata.variant === metadata.variant &&
    JSON.stringify(found.images) === JSON.stringify(wanted.images);
  if (same) return { id: found.id, change: 'same' };
  await stripe().products.update(found.id, wanted);
  return { id: found.id, change: 'changed' };
}

async function remember(variant: ProductVariant, stripeProductId: string): Promise<void> {
  if (variant.stripeProductId === stripeProductId) return;
  await db().productVariant.update({ where: { id: variant.id }, data: { stripeProductId } });
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
