import { orderUrl } from '../../buyer-view/order-link';
import { db } from '../../db';
import { env } from '../../env';

/**
 * Where somebody whose payment failed can pay again: the order's page, whose button fills the cart as it was. A
 * Payment Link had no cart: what it sold has a page of its own, as long as it is on sale.
 */
export async function payAgainUrl(orderId: string): Promise<string> {
  const { origin, lines } = await db().order.findUniqueOrThrow({
    where: { id: orderId },
    select: { origin: true, lines: { select: { product: { select: { slug: true, active: true } } } } },
  });
  const [only, ...others] = lines;
  if (origin !== 'payment_link' || !only?.product?.active || others.length > 0) return orderUrl(orderId);
  return `${env().appUrl}/products/${only.product.slug}`;
}
