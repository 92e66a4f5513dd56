/** What a shopper is told about how many there are. `yours`: their own unfinished checkout holds what is left. */
export type StockState = 'uncounted' | 'in_stock' | 'few' | 'last_one' | 'reserved' | 'yours' | 'sold_out';

/** From this many down, the shop says how many are left. */
const fewFrom = 5;

/** Units of a counted product: on hand, kept for checkouts under way, and kept for this browser's own. */
export interface StockCount {
  onHand: number;
  held: number;
  ownHeld: number;
}

/** How many units this shopper could buy now; null where nothing is counted. Their own holds count as theirs. */
export const availableUnits = (stock: StockCount | null): number | null =>
  stock && stock.onHand + stock.ownHeld;

/** The words for a stock count; null is a product that is not counted. */
export function stockState(stock: StockCount | null): StockState {
  if (!stock) return 'uncounted';
  const { onHand, held, ownHeld } = stock;
  if (onHand === 0) {
    if (ownHeld > 0) return 'yours';
    return held > 0 ? 'reserved' : 'sold_out';
  }
  if (onHand === 1) return 'last_one';
  return onHand <= fewFrom ? 'few' : 'in_stock';
}
