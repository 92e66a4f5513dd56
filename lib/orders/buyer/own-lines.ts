import { z } from 'zod';
import { db } from '../../db';
import { viewOf } from './viewer';

/** A product and how many of it. */
export interface OwnLine {
  slug: string;
  quantity: number;
}

const storedCart = z.array(z.object({ slug: z.string(), quantity: z.number().int().positive() }));

/**
 * What was bought with a session that this browser started, to be taken out of its cart.
 *
 * @returns null for another browser's session, and while nothing was bought
 */
export async function boughtInBrowser(sessionId: string, browserHash: string): Promise<OwnLine[] | null> {
  const checkout = await db().checkout.findUnique({
    where: { sessionId, browserHash },
    select: { cart: true, order: { select: { payment: true } } },
  });
  const { payment } = checkout?.order ?? {};
  if (!checkout || !payment || payment === 'failed') return null;
  return storedCart.safeParse(checkout.cart).data ?? null;
}

/**
 * What to put back into the cart after a payment that came to nothing: the cart the checkout was started with, or the
 * order's own lines where it did not start here.
 *
 * @returns null for whoever may not know it (I8), and where there is nothing to put back
 */
export async function linesToPayAgain(
  asked: { sessionId: string | null; signedOrderId: string | null; browserHash: string | null },
  now = new Date(),
): Promise<OwnLine[] | null> {
  const { sessionId, signedOrderId, browserHash } = asked;
  if (signedOrderId === null && sessionId === null) return null;
  const order = await db().order.findUnique({
    where: signedOrderId === null ? { sessionId: sessionId ?? '' } : { id: signedOrderId },
    include: {
      checkout: { select: { cart: true, browserHash: true } },
      lines: { orderBy: { position: 'asc' }, include: { product: { select: { slug: true } } } },
    },
  });
  if (order) {
    const viewed = { ...order, browserHash: order.checkout?.browserHash ?? null };
    if (viewOf(viewed, { browserHash, holdsSignedLink: signedOrderId !== null }, now) !== 'full') return null;
    const cart = order.checkout && storedCart.safeParse(order.checkout.cart).data;
    return (
      cart ??
      order.lines.flatMap(({ product, quantity }) => (product ? [{ slug: product.slug, quantity }] : []))
    );
  }
  if (sessionId === null || browserHash === null) return null;
  const checkout = await db().checkout.findUnique({
    where: { sessionId, browserHash },
    select: { cart: true },
  });
  return (checkout && storedCart.safeParse(checkout.cart).data) ?? null;
}
