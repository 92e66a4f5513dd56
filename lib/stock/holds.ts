import type { Tx } from '../db';
import { queueStockFollowUps } from './queue-stock-follow-ups';

/** Units of a counted variant to be kept for a shopper while they pay. */
export interface HoldItem {
  variantId: string;
  quantity: number;
}

export interface StockRow {
  variantId: string;
  onHand: number;
  held: number;
}

/**
 * Locks the stock of these variants, always in the same order, so that two transactions never wait for each other
 * (I4). Variants without a stock row are not counted, and not returned.
 */
export async function lockStock(tx: Tx, variantIds: string[]): Promise<Map<string, StockRow>> {
  const rows = await tx.$queryRaw<StockRow[]>`
    SELECT variant_id AS "variantId", on_hand AS "onHand", held
    FROM stock WHERE variant_id = ANY(${variantIds}::uuid[])
    ORDER BY variant_id FOR UPDATE`;
  return new Map(rows.map((row) => [row.variantId, row]));
}

/**
 * Holds stock for a checkout, all of it or nothing.
 *
 * @returns the first variant of which there is not enough, with what is left of it; null when all is held
 */
export async function holdStock(
  tx: Tx,
  checkoutId: string,
  items: HoldItem[],
): Promise<{ variantId: string; available: number } | null> {
  const stock = await lockStock(
    tx,
    items.map((item) => item.variantId),
  );
  const counted = items.filter((item) => stock.has(item.variantId));
  for (const { variantId, quantity } of counted) {
    const onHand = stock.get(variantId)?.onHand ?? 0;
    if (onHand < quantity) return { variantId, available: onHand };
  }
  await moveToHold(tx, checkoutId, counted);
  return null;
}

/** The caller has the rows of the stock locked, and each of these units is on the shelf. */
async function moveToHold(tx: Tx, checkoutId: string, items: HoldItem[]): Promise<void> {
  for (const { variantId, quantity } of items) {
    await tx.stock.update({
      where: { variantId },
      data: { onHand: { decrement: quantity }, held: { increment: quantity } },
    });
    await queueStockFollowUps(tx, variantId, -quantity);
  }
  await tx.hold.createMany({ data: items.map((item) => ({ checkoutId, ...item })) });
}

/**
 * Gives back what a checkout still holds. The caller has the checkout's row locked; a second call finds nothing.
 *
 * @returns how many units went back on hand
 */
export async function releaseHolds(tx: Tx, checkoutId: string): Promise<number> {
  const holds = await tx.hold.findMany({ where: { checkoutId, state: 'held' } });
  if (holds.length === 0) return 0;
  const stock = await lockStock(
    tx,
    holds.map((hold) => hold.variantId),
  );
  // A variant that is no longer counted has no shelf to go back to.
  const counted = holds.filter((hold) => stock.has(hold.variantId));
  for (const { variantId, quantity } of counted) {
    await tx.stock.update({
      where: { variantId },
      data: { held: { decrement: quantity }, onHand: { increment: quantity } },
    });
    await queueStockFollowUps(tx, variantId, quantity);
  }
  await tx.hold.updateMany({ where: { checkoutId, state: 'held' }, data: { state: 'released' } });
  return counted.reduce((sum, hold) => sum + hold.quantity, 0);
}
