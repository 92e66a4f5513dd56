import { z } from 'zod';
import type { Json } from './order-state';

/** What Stripe says was bought of one product, or of something that is none of ours (`slug` null). */
export interface BoughtLine {
  lineId: string;
  slug: string | null;
  description: string;
  quantity: number;
}

/** What became of one thing on Stripe's page. */
export interface PurchaseChange {
  /** Null where Stripe lists it no more. */
  lineId: string | null;
  description: string;
  /** Units that the cart had; none of what was added. */
  before: number;
  units: number;
}

/** What became of a cart on Stripe's page; both empty where it was left as it was. */
export interface PurchaseChanges {
  changed: PurchaseChange[];
  added: PurchaseChange[];
}

const storedCart = z.array(z.object({ slug: z.string(), quantity: z.number().int() }));

/** The cart that a checkout kept; undefined where there was none of ours. */
export const readCart = (stored: unknown): z.output<typeof storedCart> | undefined =>
  storedCart.safeParse(stored).data;

/**
 * What the shopper changed in Checkout: quantities, and optional items they added. What is fulfilled is what Stripe
 * says was bought; this only says the difference.
 * https://docs.stripe.com/payments/checkout/adjustable-quantity, https://docs.stripe.com/payments/checkout/optional-items
 */
export function purchaseChanges(
  cart: readonly { slug: string; quantity: number }[],
  bought: readonly BoughtLine[],
): PurchaseChanges {
  const asked = new Map(cart.map(({ slug, quantity }) => [slug, quantity]));
  const found = new Map<string, BoughtLine>();
  for (const line of bought) {
    const key = line.slug ?? `no product: ${line.description}`;
    const quantity = line.quantity + (found.get(key)?.quantity ?? 0);
    found.set(key, { ...line, quantity });
  }
  const changed: PurchaseChange[] = [];
  const added: PurchaseChange[] = [];
  for (const [slug, before] of asked) {
    const gone = { lineId: null, quantity: 0, description: slug };
    const { lineId, quantity: units, description } = found.get(slug) ?? gone;
    if (units !== before) changed.push({ lineId, description, before, units });
  }
  for (const [key, { lineId, quantity: units, description }] of found) {
    if (!asked.has(key) && units > 0) added.push({ lineId, description, before: 0, units });
  }
  return { changed, added };
}

/** Changes as the timeline keeps them: in words by Stripe's names, “2 → 3 × Bowl”, and by the order's lines. */
export function changesNote(changes: readonly PurchaseChange[]): { [key: string]: Json } {
  const goods = changes.map(({ description: _, ...change }) => change);
  return {
    what: changes
      .map(({ before, units, description }) => `${before > 0 ? `${before} → ` : ''}${units} × ${description}`)
      .join(', '),
    ...(goods.every(({ lineId }) => lineId !== null) && { goods }),
  };
}
