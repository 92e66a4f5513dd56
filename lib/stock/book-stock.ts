import type { Tx } from '../db';
import { lockStock } from './holds';
import { queueStockFollowUps } from './queue-stock-follow-ups';

/** Units of a product, and the line that needs them or gives them back. */
export interface LineUnits {
  lineId: string;
  productId: string;
  units: number;
}

/** How much of each product a booking takes from its hold, from the shelf, and gives back of its hold. */
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
  needs: readonly LineUnits[],
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
  // A product that is no longer counted has no shelf to go back to.
  for (const [productId, left] of holdLeft) {
    if (left > 0 && onHand.has(productId)) moveOf(productId).givenBack = left;
  }
  return { moves, takenByLine };
}

/**
 * Turns what the checkout held into a sale and puts back what lines no longer need, under the order's lock (I4). A
 * checkout that is named ends here: what nobody needs of its holds goes back on the shelf.
 *
 * @param needs units still to be taken, in the order of the lines
 * @param returns units to put back
 * @returns for each line that is short, how many units are missing
 */
export async function bookStock(
  tx: Tx,
  checkoutId: string | null,
  needs: readonly LineUnits[],
  returns: readonly LineUnits[],
): Promise<Map<string, number>> {
  const holds = checkoutId ? await tx.hold.findMany({ where: { checkoutId, state: 'held' } }) : [];
  const productIds = [...needs, ...returns, ...holds].map(({ productId }) => productId);
  if (productIds.length === 0) return new Map();
  const stock = await lockStock(tx, [...new Set(productIds)]);
  const plan = planStock(
    needs,
    new Map(holds.map((hold) => [hold.productId, hold.quantity])),
    new Map([...stock].map(([productId, row]) => [productId, row.onHand])),
  );
  const counted = returns.filter(({ productId }) => stock.has(productId));
  for (const productId of stock.keys()) {
    const { fromHold, fromHand, givenBack } = plan.moves.get(productId) ?? nothingMoved;
    const returned = sumOf(counted.filter((row) => row.productId === productId));
    if (fromHold + fromHand + givenBack + returned === 0) continue;
    await tx.stock.update({
      where: { productId },
      data: {
        held: { decrement: fromHold + givenBack },
        onHand: { increment: givenBack + returned - fromHand },
        sold: { increment: fromHold + fromHand - returned },
      },
    });
    await queueStockFollowUps(tx, productId, givenBack + returned - fromHand);
  }
  for (const hold of holds) {
    const used = (plan.moves.get(hold.productId)?.fromHold ?? 0) > 0;
    await tx.hold.update({
      where: { checkoutId_productId: { checkoutId: hold.checkoutId, productId: hold.productId } },
      data: { state: used ? 'sold' : 'released' },
    });
  }
  for (const { lineId, units } of counted) await moveTaken(tx, lineId, -units);
  const missing = new Map<string, number>();
  for (const { lineId, units } of needs) {
    const taken = plan.takenByLine.get(lineId);
    if (taken === undefined) continue;
    await moveTaken(tx, lineId, taken);
    if (taken < units) missing.set(lineId, units - taken);
  }
  return missing;
}

const nothingMoved: StockMove = { fromHold: 0, fromHand: 0, givenBack: 0 };

const sumOf = (rows: readonly LineUnits[]): number => rows.reduce((sum, { units }) => sum + units, 0);

async function moveTaken(tx: Tx, lineId: string, units: number): Promise<void> {
  if (units === 0) return;
  await tx.orderLine.update({ where: { id: lineId }, data: { stockTaken: { increment: units } } });
}
