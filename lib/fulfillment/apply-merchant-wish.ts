import { db } from '../db';
import type { MerchantWish, WishOutcome } from './decision/merchant-wishes';
import { targetOfOrder } from './targets';
import { writeDecision } from './write-decisions';

/**
 * Does what a merchant wants with a line, under its order's lock, so that two presses are one; or says why not.
 *
 * @param actor the merchant's address, for the timeline
 */
export async function applyMerchantWish(wish: MerchantWish, actor: string): Promise<WishOutcome> {
  const startedAt = performance.now();
  const line = await db().orderLine.findUnique({
    where: { id: wish.lineId },
    select: { order: { select: { sessionId: true } } },
  });
  // Nothing of an order that a person made waits for the machine.
  if (!line?.order.sessionId) return { refused: 'no_line' };
  const decision = await writeDecision({
    target: targetOfOrder(line.order),
    view: { records: [] },
    attempt: { trigger: 'merchant', actor },
    ...{ startedAt, wish },
  });
  return decision === 'stale' || !decision.wish ? { refused: 'no_line' } : decision.wish;
}
