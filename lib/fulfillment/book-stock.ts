import { lockStock } from '../checkout/holds';
import { refreshLinks } from '../checkout/refresh-links';
import type { Tx } from '../db';
import type { ProductLine } from './kinds/kind';

/** How much of each product a booking takes from its hold, from the shelf, and gives back. */
export interface StockMove {
  fromHold: number;
  fromHand: number;
  givenBack: number;
}

/** What a booking decides: what moves for each product, and how much of each line it covers. */
export interface StockPlan {
  moves: Map<string, StockMove>;
  takenByLine: Map<string, number>;
}

/**
 * Decides where the units of each line come from: first from what the checkout held, then from the shelf. What the
 * shopper no longer wanted goes back. A line that cannot be covered takes what there is, so that a retry after new
 * stock arrives takes only what is missing (I4).
 *
 * @param needs units still to be taken, in the order of the lines
 * @param held units the checkout holds, by product
 * @param onHand units on the shelf, by product; products that are absent are not counted
 */
export function planStock(
  needs: readonly { lineId: string; productId: string; units: number }[],
  held: ReadonlyMap<string, number>,
  onHand: ReadonlyMap<string, number>,
): StockPlan {
  const holdLeft = new Map(held);
  const shelfLeft = new Map(onHand);
  const moves = new Map<string, StockMove>();
  const takenByLine = new Map<string, number>();
  const moveOf = (productId: string): StockMove => {
    const move = moves.get(productId) ?? { fromHold: 0, fromHand: 0, givenBack: 0 };
    moves.set(productId, move);
    return move;
  };
  for (const { lineId, productId, units } of needs) {
    if (!onHand.has(productId)) continue;
    const move = moveOf(productId);
    const fromHold = Math.min(units, holdLeft.get(productId) ?? 0);
    const fromHand = Math.min(units - fromHold, shelfLeft.get(productId) ?? 0);
    move.fromHold += fromHold;
    move.fromHand += fromHand;
    holdLeft.set(productId, (holdLeft.get(productId) ?? 0) - fromHold);
    shelfLeft.set(productId, (shelfLeft.get(productId) ?? 0) - fromHand);
    takenByLine.set(lineId, fromHold + fromHand);
  }
  for (const [productId, left] of holdLeft) if (left > 0) moveOf(productId).givenBack = left;
  return { moves, takenByLine };
}

/**
 * Turns what the checkout held into a sale, under the order's lock.
 *
 * @returns for each line that is short, how many units are missing
 */
export async function bookStock(
  tx: Tx,
  checkoutId: string | null,
  lines: readonly ProductLine[],
): Promise<Map<string, number>> {
  const holds = checkoutId ? await tx.hold.findMany({ where: { checkoutId, state: 'held' } }) : [];
  const productIds = [...lines.map(({ product }) => product.id), ...holds.map((hold) => hold.productId)];
  const stock = await lockStock(tx, [...new Set(productIds)]);
  const needs = lines.map(({ line, product }) => ({
    lineId: line.id,
    productId: product.id,
    units: line.quantity - line.stockTaken,
  }));
  const plan = planStock(
    needs,
    new Map(holds.map((hold) => [hold.productId, hold.quantity])),
    new Map([...stock].map(([productId, row]) => [productId, row.onHand])),
  );
  for (const [productId, { fromHold, fromHand, givenBack }] of plan.moves) {
    if (fromHold + fromHand + givenBack === 0) continue;
    await tx.stock.update({
      where: { productId },
      data: {
        held: { decrement: fromHold + givenBack },
        onHand: { increment: givenBack - fromHand },
        sold: { increment: fromHold + fromHand },
      },
    });
  }
  const reshelved = [...plan.moves].filter(([, { fromHand, givenBack }]) => fromHand !== givenBack);
  await refreshLinks(
    tx,
    reshelved.map(([productId]) => productId),
  );
  for (const hold of holds) {
    const used = (plan.moves.get(hold.productId)?.fromHold ?? 0) > 0;
    await tx.hold.update({
      where: { checkoutId_productId: { checkoutId: hold.checkoutId, productId: hold.productId } },
      data: { state: used ? 'sold' : 'released' },
    });
  }
  const missing = new Map<string, number>();
  for (const { lineId, units } of needs) {
    const taken = plan.takenByLine.get(lineId);
    if (taken === undefined || units === 0) continue;
    if (taken > 0)
      await tx.orderLine.update({ where: { id: lineId }, data: { stockTaken: { increment: taken } } });
    if (taken < units) missing.set(lineId, units - taken);
  }
  return missing;
}
