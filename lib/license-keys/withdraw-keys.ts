import { z } from 'zod';
import { db, type Tx } from '../db';
import { queueStockFollowUps } from '../stock/queue-stock-follow-ups';
import { unitsWaiting } from './key-pools';
import { freeKeys, lockPool } from './load-keys';

/** What withdrawing changed, or exactly why it changed nothing. */
export type WithdrawResult =
  | { withdrawn: number; free: number /** Units taken off the shelf with them */; taken: number }
  | { withdrawn: 0; reason: 'no_pool' | 'no_key' }
  /** The pool is not as the merchant saw it: a key was given to somebody, or the button was pressed twice. */
  | { withdrawn: 0; reason: 'changed'; seen: number; now: number };

/**
 * Deletes free keys from the pool of a variant: one, or all of them. A key that somebody was given is
 * never deleted. Of a counted variant, units that no key stands behind any more leave the shelf.
 *
 * @param which a key's ID, or how many free keys the merchant saw when asking for all of them to go
 */
export async function withdrawKeys(
  variantId: string,
  which: { keyId: unknown } | { all: unknown },
): Promise<WithdrawResult> {
  return await db().$transaction(async (tx) => {
    if (!(await lockPool(tx, variantId))) return { withdrawn: 0, reason: 'no_pool' };
    const free = { variantId, fulfillmentId: null, revokedAt: null };
    if ('keyId' in which) {
      const id = z.uuid().safeParse(which.keyId).data;
      const { count } = id ? await tx.licenseKey.deleteMany({ where: { ...free, id } }) : { count: 0 };
      if (count === 0) return { withdrawn: 0, reason: 'no_key' };
      return await withdrawn(tx, variantId, count);
    }
    const seen = z.coerce.number().int().min(1).safeParse(which.all).data;
    const now = await freeKeys(tx, variantId);
    if (seen !== now) return { withdrawn: 0, reason: 'changed', seen: seen ?? 0, now };
    const { count } = await tx.licenseKey.deleteMany({ where: free });
    return await withdrawn(tx, variantId, count);
  });
}

async function withdrawn(tx: Tx, variantId: string, count: number): Promise<WithdrawResult> {
  const free = await freeKeys(tx, variantId);
  const stock = await tx.stock.findUnique({ where: { variantId } });
  const covered = free - ((await unitsWaiting(tx, [variantId])).get(variantId) ?? 0);
  const excess = stock ? stock.onHand + stock.held - covered : 0;
  // What shoppers hold while they pay stays theirs; and no more leaves than keys did.
  const taken = Math.max(0, Math.min(stock?.onHand ?? 0, excess, count));
  if (taken > 0) {
    await tx.stock.update({
      where: { variantId },
      data: { received: { decrement: taken }, onHand: { decrement: taken } },
    });
    await queueStockFollowUps(tx, variantId, -taken);
  }
  return { withdrawn: count, free, taken };
}
