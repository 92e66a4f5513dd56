import { db } from '../db';
import type { Prisma } from '../generated/prisma/client';
import type { Attempt } from './attempt';
import type { MerchantWish, WishOutcomes } from './decision/merchant-wishes';
import { targetOfOrder } from './targets';
import { writeDecision } from './write-decisions';

/** The order that a wish is about. */
function orderOf(wish: MerchantWish): Prisma.OrderWhereInput {
  if ('grantId' in wish) {
    const fulfillments = { some: { downloads: { some: { id: wish.grantId } } } };
    return { lines: { some: { fulfillments } } };
  }
  if ('parcelId' in wish) return { parcels: { some: { id: wish.parcelId } } };
  return 'orderId' in wish ? { id: wish.orderId } : { lines: { some: { id: wish.lineId } } };
}

/**
 * Does what a merchant wants with an order, under its lock, so that two presses are one; or says why not.
 *
 * @param attempt who wants it, for the timeline: `merchant` with their address, or `system` with the system's name
 * @returns null where what it is about is not there
 */
export async function applyMerchantWish<Wish extends MerchantWish>(
  wish: Wish,
  attempt: Pick<Attempt, 'trigger' | 'actor'>,
): Promise<WishOutcomes[Wish['kind']] | null> {
  const startedAt = performance.now();
  const order = await db().order.findFirst({ where: orderOf(wish), select: { id: true, sessionId: true } });
  if (!order) return null;
  const target = targetOfOrder(order);
  const decision = await writeDecision({ target, view: { records: [] }, attempt, startedAt, wish });
  // `decide` answers each wish by its kind.
  return decision === 'stale' ? null : (decision.wish as WishOutcomes[Wish['kind']] | null);
}
