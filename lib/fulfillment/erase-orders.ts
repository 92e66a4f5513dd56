import { eraseTexts, forgetBuyer, lockBuyer } from '../buyers/erase-texts';
import type { Pipeline } from '../db';
import { orderNumber } from '../order-number';
import { decide } from './decision/decide';
import type { EraseBlock, EraseWish } from './decision/erase-details';
import type { OrderRow } from './decision/order-state';
import { loadFacts, StartOver } from './load-facts';
import { targetOfOrder } from './targets';
import { transact } from './transact';
import { giveFresh } from './write-decisions';
import { writePlans } from './write-plans';

/** Whose details are to be erased: those of one order, or of a buyer with all of their orders. */
export type Erasure = {
  /** The buyer, or whose order it is; null where nobody is known. */
  buyerId: string | null;
  /** Null for all of the buyer's. */
  orderId: string | null;
  /** Subscriptions that have ended at Stripe: of any other it may still collect. */
  ended: ReadonlySet<string>;
};

/** What was erased; or each order whose details are still needed, and why. Nothing is erased then. */
export type Erased =
  | { erased: true; orders: number }
  | { erased: false; blocks: { order: string; why: EraseBlock }[] };

/**
 * Erases personal details, of all the orders or of none, in one transaction: of the orders' rows what `decide` says, of
 * texts and copies what names the buyer, and the buyer where no other order needs them.
 *
 * @param actor the merchant's address, for the timeline
 * @returns no blocks where all of it had been erased before
 */
export async function eraseOrders(erasure: Erasure, actor: string): Promise<Erased> {
  const attempt = { trigger: 'merchant', actor } as const;
  return await transact(async (pipeline): Promise<Erased> => {
    const found = await findOrders(pipeline, erasure);
    const { facts, goods } = await loadFacts(pipeline, found.map(targetOfOrder));
    const buyer = erasure.buyerId === null ? null : await lockBuyer(pipeline, erasure.buyerId);
    const others = buyer ? await othersOf(pipeline, buyer.id, found) : 0;
    if (erasure.orderId === null && others > 0) throw new StartOver('An order');
    const given = giveFresh();
    const decided = facts.flatMap((one) => {
      const { order } = one.state;
      if (!order) return [];
      const { plan, wish } = decide(one, { records: [] }, attempt, given, wishOf(order, erasure));
      return [{ order, plan, why: wish?.refused as EraseBlock | 'already_erased' | null }];
    });
    const blocks = decided.flatMap(({ order, why }) =>
      why === null || why === 'already_erased' ? [] : [{ order: orderNumber(order), why }],
    );
    if (blocks.length > 0) return { erased: false, blocks };
    const done = decided.filter(({ why }) => why === null);
    const isForgotten = buyer !== null && buyer.erasedAt === null && others === 0;
    if (done.length === 0 && !isForgotten) return { erased: false, blocks: [] };
    const known = [buyer?.email, buyer?.name].filter((text) => !!text) as string[];
    await eraseTexts(
      pipeline,
      done.map(({ order }) => order),
      known,
    );
    writePlans(
      pipeline,
      done.map(({ plan }) => plan),
      done.map(() => attempt),
      goods,
    );
    if (isForgotten) forgetBuyer(pipeline, buyer);
    return { erased: true, orders: done.length };
  });
}

const wishOf = ({ id, subscriptionId }: OrderRow, { orderId, ended }: Erasure): EraseWish => ({
  ...{ kind: 'erase_details', orderId: id, leavesBuyer: orderId !== null },
  subscriptionRuns: subscriptionId !== null && !ended.has(subscriptionId),
});

type Found = { id: string; sessionId: string | null };

const findOrders = (pipeline: Pipeline, { orderId, buyerId }: Erasure): Promise<Found[]> =>
  pipeline.send<Found>({
    name: 'find_erased_orders',
    text: `
      SELECT id, session_id AS "sessionId" FROM orders
      WHERE id = $1::uuid OR ($1::uuid IS NULL AND buyer_id = $2::uuid AND erased_at IS NULL)
      ORDER BY number`,
    values: [orderId, buyerId],
  });

/** How many other orders a buyer has whose details are there, those included that were placed until the buyer's lock. */
async function othersOf(pipeline: Pipeline, buyerId: string, found: readonly Found[]): Promise<number> {
  const [counted] = await pipeline.send<{ count: number }>({
    name: 'count_other_orders',
    text: `
      SELECT count(*)::int AS count FROM orders
      WHERE buyer_id = $1::uuid AND erased_at IS NULL AND id <> ALL ($2::uuid[])`,
    values: [buyerId, found.map(({ id }) => id)],
  });
  return counted?.count ?? 0;
}
