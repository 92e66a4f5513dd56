import type { Tx } from '../db';

/** An address as buyers are known by it: however it was typed, it is one person's. */
export const buyerAddress = (email: string): string => email.trim().toLowerCase();

/**
 * The buyer with this address, made at their first order, with the name they gave last. Called once for each new order,
 * in its transaction: an order that was there already may have been erased, and its buyer with it.
 *
 * Safe where two orders of one new buyer come at the same instant: the unique address lets one of them make the row,
 * the other waits and finds it. One that is being erased meanwhile no longer has the address, so a new row is made.
 *
 * @param email as Stripe collected it; without one there is no buyer to know
 * @returns the buyer's ID, or null
 */
export async function buyerOf(tx: Tx, email: string | null, name: string | null): Promise<string | null> {
  const address = buyerAddress(email ?? '');
  if (!address) return null;
  // The weakest lock that erasure waits for: orders of one buyer do not wait for each other.
  const [known] = await tx.$queryRaw<{ id: string; name: string | null }[]>`
    SELECT id, name FROM buyer WHERE email = ${address} FOR KEY SHARE`;
  if (known && (name === null || name === known.name)) return known.id;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO buyer (id, email, name) VALUES (gen_random_uuid(), ${address}, ${name})
    ON CONFLICT (email) DO UPDATE SET name = coalesce(excluded.name, buyer.name)
    RETURNING id`;
  return row?.id ?? null;
}
