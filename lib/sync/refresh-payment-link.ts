import { db } from '../db';
import { callStripe } from '../stripe/errors';
import { ensureShippingRates } from '../stripe/shipping-rates';
import { syncPaymentLink } from './sync-payment-link';
import { syncedVariant } from './sync-product';

/**
 * Tells Stripe how many more purchases a variant's Payment Link takes, after its stock has changed; sold out, the link
 * is switched off. A link holds no stock, so this is what keeps it from selling what is gone (I4).
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function refreshPaymentLink(variantId: string): Promise<void> {
  const variant = await db().productVariant.findUnique({ where: { id: variantId }, include: syncedVariant });
  if (!variant?.product.offersLink) return;
  const onSale = variant.prices.find((price) => price.active)?.stripePriceId ?? null;
  await callStripe(async () => {
    await syncPaymentLink(variant, onSale, () => ensureShippingRates(() => {}), new Map());
  });
}
