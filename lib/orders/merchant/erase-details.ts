import { buyerAddress } from '../../buyers/buyer-address';
import { detailsOf, eraseMails, eraseRows } from '../../buyers/erase-rows';
import { db, type Tx } from '../../db';
import { eraseGrants } from '../../fulfillment/kinds/erase';
import type { Buyer, Prisma } from '../../generated/prisma/client';
import { lockOrder } from '../../locks/lock-orders';
import { orderNumber, parseOrderNumber } from '../../order-number';
import { StripeUnavailable } from '../../stripe/errors';
import { subscriptionRuns } from '../../stripe/subscriptions';
import { addTimeline } from '../../timeline/timeline';
import { isUuid } from '../../uuid';
import { type EraseBlock, eraseBlock } from './erase-blocks';

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
  return await erase({ id: orderId }, order.buyerId, actor, async (tx, buyer) => {
    await tx.order.update({ where: { id: orderId }, data: { buyerId: null } });
    if (buyer && (await tx.order.count({ where: { buyerId: buyer.id } })) === 0) await forget(tx, buyer);
  });
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
  return await erase({ buyerId, erasedAt: null }, buyerId, actor, async (tx, locked) => {
    if (locked) await forget(tx, locked);
  });
}

/** Which subscriptions run is asked of Stripe first, outside any transaction: none that has ended begins again. */
async function erase(
  which: Prisma.OrderWhereInput,
  buyerId: string | null,
  actor: string,
  finish: (tx: Tx, buyer: Buyer | null) => Promise<void>,
): Promise<EraseResult> {
  let running: ReadonlySet<string>;
  try {
    running = await runningSubscriptions(which);
  } catch (error) {
    if (error instanceof StripeUnavailable) return refused('stripe_unavailable');
    throw error;
  }
  return await db().$transaction(
    async (tx) => {
      // The orders first, then the buyer, as whoever places an order does: nobody waits for somebody who waits for them.
      const orders = await lockAll(tx, which);
      if (buyerId) await tx.$queryRaw`SELECT id FROM buyer WHERE id = ${buyerId}::uuid FOR UPDATE`;
      const buyer = buyerId ? await tx.buyer.findUnique({ where: { id: buyerId } }) : null;
      const blocks = orders.flatMap((order) => {
        const why = eraseBlock(order, running);
        return why ? [{ order: orderNumber(order), why }] : [];
      });
      if (blocks.length > 0) return { erased: false, reason: 'blocked', blocks };
      const open = orders.filter(({ erasedAt }) => erasedAt === null);
      if (open.length === 0 && !(buyer && buyer.erasedAt === null)) return refused('already_erased');
      const known = [...detailsOf(open), ...[buyer?.email, buyer?.name].filter((text) => !!text)] as string[];
      await eraseRows(tx, open, known);
      await eraseGrants(
        tx,
        open.map(({ id }) => id),
      );
      for (const { id } of open) {
        await addTimeline(tx, id, { kind: 'details_erased', trigger: 'merchant', actor });
      }
      await finish(tx, buyer);
      return { erased: true, orders: open.length };
    },
    { maxWait: 15_000, timeout: 120_000 },
  );
}

async function runningSubscriptions(which: Prisma.OrderWhereInput): Promise<ReadonlySet<string>> {
  const orders = await db().order.findMany({
    where: { AND: [which, { subscriptionId: { not: null } }] },
    select: { subscriptionId: true },
  });
  const running = new Set<string>();
  for (const { subscriptionId } of orders) {
    if (subscriptionId && (await subscriptionRuns(subscriptionId))) running.add(subscriptionId);
  }
  return running;
}

async function lockAll(tx: Tx, which: Prisma.OrderWhereInput) {
  const found = await tx.order.findMany({ where: which, select: { id: true } });
  const ids = found.map(({ id }) => id);
  await lockOrder(tx, { ids });
  return await tx.order.findMany({
    where: { id: { in: ids } },
    include: { parcels: { select: { state: true } } },
    orderBy: { number: 'asc' },
  });
}

/** Takes a buyer's own address and name away, and to whom mails about no single order went. */
async function forget(tx: Tx, buyer: Buyer): Promise<void> {
  if (buyer.email) {
    await eraseMails(tx, { orderId: null, recipient: { equals: buyer.email, mode: 'insensitive' } });
  }
  await tx.buyer.update({
    where: { id: buyer.id },
    data: { email: null, name: null, erasedAt: new Date() },
  });
}
