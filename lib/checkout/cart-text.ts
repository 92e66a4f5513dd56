import { z } from 'zod';
import { type Cart, emptyCart, maxLines } from './cart';

const interval = z.enum(['month', 'year']);

// Short keys and tuples: the text lives in a cookie.
const shape = z.object({
  l: z
    .array(
      z.tuple([
        z.string().min(1).max(100),
        z.number().int().min(1).max(999_999),
        z.number().int().min(0),
        z.string().length(3),
        interval.nullable(),
      ]),
    )
    .max(maxLines),
  b: z.array(z.string().max(100)).max(10),
});

/** A cart as a short text. */
export const encodeCart = (cart: Cart): string =>
  JSON.stringify({
    l: cart.lines.map(({ slug, quantity, seen }) => [
      slug,
      quantity,
      seen.amount,
      seen.currency,
      seen.interval,
    ]),
    b: cart.bought,
  } satisfies z.input<typeof shape>);

/** The cart in a text made by `encodeCart`; an empty one for anything else, such as a text of an older version. */
export function decodeCart(text: string | null): Cart {
  if (text === null) return emptyCart;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return emptyCart;
  }
  const parsed = shape.safeParse(data);
  if (!parsed.success) return emptyCart;
  return {
    lines: parsed.data.l.map(([slug, quantity, amount, currency, every]) => ({
      slug,
      quantity,
      seen: { amount, currency, interval: every },
    })),
    bought: parsed.data.b,
  };
}
