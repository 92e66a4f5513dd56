import { cache } from 'react';
import { z } from 'zod';
import { db } from '../db';
import { rememberedPurchases } from './cart';

const storedCart = z.array(z.object({ slug: z.string() }));

/** The products of a cart as a checkout keeps it. */
export const slugsOf = (cart: unknown): string[] =>
  storedCart.safeParse(cart).data?.map(({ slug }) => slug) ?? [];

export interface Purchase {
  sessionId: string;
  lines: { slug: string }[];
}

/**
 * The last purchases of a browser, oldest first: no more than its cart remembers. A payment on its way counts, one
 * that failed does not. Read once per request.
 */
export const lastPurchases = cache(async (browserHash: string): Promise<Purchase[]> => {
  const checkouts = await db().checkout.findMany({
    where: { browserHash, order: { payment: { not: 'failed' } } },
    select: { sessionId: true, cart: true },
    orderBy: { createdAt: 'desc' },
    take: rememberedPurchases,
  });
  return checkouts.reverse().flatMap(({ sessionId, cart }) => {
    const lines = storedCart.safeParse(cart).data;
    return sessionId && lines ? [{ sessionId, lines }] : [];
  });
});
