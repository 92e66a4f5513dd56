'use server';

import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import {
  type AddOutcome,
  addToCart,
  type Cart,
  limitOf,
  maxLines,
  removeLine,
  setQuantity,
} from '@/lib/checkout/cart';
import { clearCartIfBought, readCart, writeCart } from '@/lib/checkout/cart-cookie';
import { offersFor } from '@/lib/checkout/current-cart';

/** How putting something in the cart ended; `quantity` is what is in it now. */
export interface AddState {
  outcome: AddOutcome | 'unknown' | 'malformed';
  quantity: number;
}

const slug = z.string().min(1).max(100);
const quantity = z.coerce.number().int().min(0).max(999_999);
const wantedLines = z.array(z.object({ slug, quantity })).max(maxLines);

// A form can be sent by anybody with anything in it: what does not parse changes nothing.
const fields = (form: FormData) =>
  z.object({ slug, quantity }).safeParse({ slug: form.get('slug'), quantity: form.get('quantity') });

/** Puts a product in the cart, from its page. */
export async function addItem(_before: AddState | null, form: FormData): Promise<AddState> {
  const wanted = fields(form).data;
  if (!wanted) return { outcome: 'malformed', quantity: 0 };
  const offer = (await offersFor([wanted.slug], await getLocale())).get(wanted.slug);
  if (!offer) return { outcome: 'unknown', quantity: 0 };
  const before = await readCart();
  const { cart, ...state } = addToCart(before, offer, wanted.quantity);
  if (cart !== before) await writeCart(cart);
  return state;
}

/** Sets how many of a line are wanted; none takes it out. */
export async function setItem(form: FormData): Promise<void> {
  const wanted = fields(form).data;
  if (!wanted) return;
  const offer = (await offersFor([wanted.slug], await getLocale())).get(wanted.slug);
  const cart = await readCart();
  await writeCart(offer ? setQuantity(cart, offer, wanted.quantity) : removeLine(cart, wanted.slug));
}

/** Takes a line out. */
export async function removeItem(form: FormData): Promise<void> {
  const wanted = slug.safeParse(form.get('slug')).data;
  if (wanted) await writeCart(removeLine(await readCart(), wanted));
}

/**
 * Takes what was bought out of this browser's cart; for the thank-you page. It touches no order and no other
 * browser, so it needs no proof; whether the purchase is this browser's is for the caller to know.
 *
 * @param reference the session ID: the same purchase is taken out once
 */
export async function removeBoughtFromCart(
  lines: { slug: string; quantity: number }[],
  reference: string,
): Promise<void> {
  const bought = wantedLines.safeParse(lines).data;
  const known = z.string().min(1).max(100).safeParse(reference).data;
  if (bought && known) await clearCartIfBought(bought, known);
}

/**
 * Fills the cart with what an earlier attempt held, as far as it is still to be had: "pay again with the same cart".
 * What is in the cart already stays, unless it cannot be paid together with it.
 */
export async function refillCart(lines: { slug: string; quantity: number }[]): Promise<void> {
  const wanted = wantedLines.safeParse(lines).data;
  if (!wanted) return;
  const offers = await offersFor(
    wanted.map((line) => line.slug),
    await getLocale(),
  );
  let cart: Cart = await readCart();
  for (const line of wanted) {
    const offer = offers.get(line.slug);
    if (!offer || limitOf(offer) === 0) continue;
    const present = cart.lines.find((other) => other.slug === line.slug)?.quantity ?? 0;
    const result = addToCart(cart, offer, Math.max(0, line.quantity - present));
    cart =
      result.outcome === 'alone' ? addToCart({ ...cart, lines: [] }, offer, line.quantity).cart : result.cart;
  }
  await writeCart(cart);
}
