/** Units of a variant, and the line that needs them or gives them back. */
export interface LineUnits {
  lineId: string;
  variantId: string;
  units: number;
}

/** How much of each variant a booking takes from its hold, from the shelf, and gives back of its hold. */
export interface StockMove {
  fromHold: number;
  fromHand: number;
  givenBack: number;
}

/** What a booking decides: what moves for each variant, and how much of each line it covers. */
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
 * @param held units the checkout holds, by variant
 * @param onHand units on the shelf, by variant; variants that are absent are not counted
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
  const moveOf = (variantId: string): StockMove => {
    const move = moves.get(variantId) ?? { fromHold: 0, fromHand: 0, givenBack: 0 };
    moves.set(variantId, move);
    return move;
  };
  for (const { lineId, variantId, units } of needs) {
    if (!onHand.has(variantId)) continue;
    const move = moveOf(variantId);
    const fromHold = Math.min(units, holdLeft.get(variantId) ?? 0);
    const fromHand = Math.min(units - fromHold, shelfLeft.get(variantId) ?? 0);
    move.fromHold += fromHold;
    move.fromHand += fromHand;
    holdLeft.set(variantId, (holdLeft.get(variantId) ?? 0) - fromHold);
    shelfLeft.set(variantId, (shelfLeft.get(variantId) ?? 0) - fromHand);
    takenByLine.set(lineId, fromHold + fromHand);
  }
  // A variant that is no longer counted has no shelf to go back to.
  for (const [variantId, left] of holdLeft) {
    if (left > 0 && onHand.has(variantId)) moveOf(variantId).givenBack = left;
  }
  return { moves, takenByLine };
}
