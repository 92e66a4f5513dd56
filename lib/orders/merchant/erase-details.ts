import { buyerAddress } from '../../buyers/buyer-address';
import { db } from '../../db';
import type { EraseBlock } from '../../fulfillment/decision/erase-details';
import { type Erasure, eraseOrders } from '../../fulfillment/erase-orders';
import { parseOrderNumber } from '../../order-number';
import { StripeUnavailable } from '../../stripe/errors';
import { subscriptionRuns } from '../../stripe/subscriptions';
import { isUuid } from '../../uuid';

/** What was erased, or exactly why nothing was. */
export type EraseResult =
  | { erased: true; orders: number }
  | {
      erased: false;
      reason: 'not_found' | 'not_confirmed' | 'already_erased' | 'stripe_unavailable' | 'blocked';
      /** For `blocked`: each order whose details are still needed, and why */
      blocks: { order: string; why: EraseBlock }[];
    };

const refused = (reason: Extract<EraseResult, { erased: false }>['reason']): EraseResult => ({
  erased: false,
  reason,
  blocks: [],
});

/**
 * Erases the buyer's personal details from one order, wherever the shop keeps them. What was bought and paid stays for
 * the books, and the signed link still opens what was bought. Where it was the buyer's only order, the shop forgets the
 * buyer too; else the order is no longer theirs as far as anybody can tell.
 *
 * @param typed the order's number, typed by the merchant to confirm
 * @param actor the merchant's address, for the timeline
 */
export async function eraseOrder(orderId: string, typed: string, actor: string): Promise<EraseResult> {
  const order = isUuid(orderId)
    ? await db().order.findUnique({
        where: { id: orderId },
        select: { number: true, erasedAt: true, buyerId: true },
      })
    : null;
  if (!order) return refused('not_found');
  if (order.erasedAt) return refused('already_erased');
  if (parseOrderNumber(typed) !== order.number) return refused('not_confirmed');
  return await erase({ orderId, buyerId: order.buyerId }, actor);
}

/**
 * Erases a buyer: their personal details on all of their orders, or on none while one of them still needs them.
 *
 * @param typed the buyer's address, typed by the merchant to confirm
 * @param actor the merchant's address, for the timeline
 */
export async function eraseBuyer(buyerId: string, typed: string, actor: string): Promise<EraseResult> {
  const buyer = isUuid(buyerId) ? await db().buyer.findUnique({ where: { id: buyerId } }) : null;
  if (!buyer) return refused('not_found');
  if (buyer.erasedAt) return refused('already_erased');
  if (buyerAddress(typed) !== buyer.email) return refused('not_confirmed');
  return await erase({ orderId: null, buyerId }, actor);
}

/** Which subscriptions have ended is asked of Stripe first, outside any transaction: none that has begins again. */
async function erase(which: Pick<Erasure, 'orderId' | 'buyerId'>, actor: string): Promise<EraseResult> {
  let ended: ReadonlySet<string>;
  try {
    ended = await endedSubscriptions(which);
  } catch (error) {
    if (error instanceof StripeUnavailable) return refused('stripe_unavailable');
    throw error;
  }
  const result = await eraseOrders({ ...which, ended }, actor);
  if (result.erased) return result;
  return result.blocks.length > 0 ? { ...result, reason: 'blocked' } : refused('already_erased');
}

async function endedSubscriptions({ orderId, buyerId }: Pick<Erasure, 'orderId' | 'buyerId'>) {
  const orders = await db().order.findMany({
    where: { ...(orderId === null ? { buyerId } : { id: orderId }), subscriptionId: { not: null } },
    select: { subscriptionId: true },
  });
  const ended = new Set<string>();
  for (const { subscriptionId } of orders) {
    if (subscriptionId && !(await subscriptionRuns(subscriptionId))) ended.add(subscriptionId);
  }
  return ended;
}
