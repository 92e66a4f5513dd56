import { db } from '../db';
import { callStripe } from '../stripe/errors';
import { ensureShippingRates } from '../stripe/shipping-rates';
import { syncPaymentLink } from './sync-payment-link';

/**
 * Tells Stripe how many more purchases a product's Payment Link takes, after its stock has changed; sold out, the link
 * is switched off. A link holds no stock, so this is what keeps it from selling what is gone (I4).
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function refreshPaymentLink(productId: string): Promise<void> {
  const product = await db().product.findUnique({
    where: { id: productId },
    include: { prices: true, texts: true, stock: { select: { onHand: true } } },
  });
  if (!product?.offersLink) return;
  const onSale = product.prices.find((price) => price.active)?.stripePriceId ?? null;
  await callStripe(async () => {
    await syncPaymentLink(product, onSale, () => ensureShippingRates(() => {}), new Map());
  });
}
