import { db } from '../db';
import { stripe } from '../stripe/client';
import { ensureShippingRates } from '../stripe/shipping-rates';
import { syncPaymentLink } from './sync-payment-link';
import { type Change, syncedVariant, syncPrice, syncProduct, variantKey } from './sync-product';

export interface SyncResult {
  made: number;
  changed: number;
  /** Objects that were already as they should be. */
  same: number;
}

/**
 * Brings the catalogue to Stripe: a product and its prices for each variant, and a Payment Link where one is offered.
 * Safe to run again, also after it was interrupted, against another account, or with a database restored from a
 * backup: objects are found again by their own metadata and lookup keys. A second run changes nothing.
 *
 * @param report is told of each object made or changed, in words
 * @throws what Stripe refused; what was done until then stays and is found by the next run
 */
export async function syncCatalogue(report: (line: string) => void): Promise<SyncResult> {
  const result: SyncResult = { made: 0, changed: 0, same: 0 };
  const count = (what: string, change: Change) => {
    result[change] += 1;
    if (change !== 'same') report(`${what}: ${change}`);
  };
  const variants = await db().productVariant.findMany({
    include: syncedVariant,
    orderBy: [{ product: { position: 'asc' } }, { position: 'asc' }],
  });
  const knownProducts = await byVariant(stripe().products.list({ limit: 100 }));
  const knownLinks = await byVariant(stripe().paymentLinks.list({ active: true, limit: 100 }));
  let made: Promise<string[]> | undefined;
  const rates = () => {
    made ??= ensureShippingRates(report);
    return made;
  };

  for (const variant of variants) {
    const { slug, offersLink } = variant.product;
    const { id, change } = await syncProduct(variant, knownProducts);
    count(`product ${slug}`, change);
    for (const price of variant.prices) {
      count(`price ${price.lookupKey}`, await syncPrice(price, id));
    }
    const onSale = await db().price.findFirst({ where: { variantId: variant.id, active: true } });
    const link = await syncPaymentLink(variant, onSale?.stripePriceId ?? null, rates, knownLinks);
    if (offersLink || link !== 'same') count(`payment link ${slug}`, link);
  }
  return result;
}

async function byVariant<T extends { metadata: Record<string, string> }>(
  list: AsyncIterable<T>,
): Promise<Map<string, T>> {
  const found = new Map<string, T>();
  for await (const object of list) {
    const { slug, variant } = object.metadata;
    if (slug) found.set(variantKey({ slug, variant }), object);
  }
  return found;
}
