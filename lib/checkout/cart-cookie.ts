import { cookies } from 'next/headers';
import { env } from '../env';
import { sign, verify } from '../signing';
import { day } from '../time';
import { readBrowserHash } from './browser-cookie';
import { type Cart, removeBought } from './cart';
import { decodeCart, encodeCart } from './cart-text';
import { lastPurchases } from './purchases';

const cartCookie = 'bottega_cart';
const ninetyDays = (90 * day) / 1000;

/** The cart as the browser keeps it. One that was tampered with is an empty one. */
export async function readCartCookie(): Promise<Cart> {
  return decodeCart(verify('cart', (await cookies()).get(cartCookie)?.value));
}

/**
 * The cart of the browser that asks, without what it has bought: also where the shopper closed the tab before the
 * thank-you page could take it out. Whatever changes the cart starts from this, and so keeps it in the cookie.
 */
export async function readCart(): Promise<Cart> {
  const [cart, browserHash] = await Promise.all([readCartCookie(), readBrowserHash()]);
  const purchases = browserHash ? await lastPurchases(browserHash) : [];
  return purchases.reduce((left, { lines, sessionId }) => removeBought(left, lines, sessionId), cart);
}

/**
 * Keeps the cart in the browser. Only in server actions and route handlers: a page cannot set cookies.
 * https://nextjs.org/docs/app/api-reference/functions/cookies
 */
export async function writeCart(cart: Cart): Promise<void> {
  const jar = await cookies();
  if (cart.lines.length === 0 && cart.bought.length === 0) {
    jar.delete(cartCookie);
    return;
  }
  jar.set(cartCookie, sign('cart', encodeCart(cart)), {
    httpOnly: true,
    sameSite: 'lax',
    secure: env().appUrl.startsWith('https:'),
    path: '/',
    maxAge: ninetyDays,
  });
}

/**
 * Takes what this browser has bought out of its cart, once per purchase. Whether the order is this browser's is for
 * the caller to know. Only in server actions and route handlers.
 *
 * @param reference what tells this purchase from others: the session ID
 * @returns whether anything left the cart
 */
export async function clearCartIfBought(bought: { slug: string }[], reference: string): Promise<boolean> {
  const before = await readCartCookie();
  const after = removeBought(before, bought, reference);
  if (after !== before) await writeCart(after);
  return after.lines.length < before.lines.length;
}
