import { isDeepStrictEqual } from 'node:util';
import type { Draft } from './draft';
import { change, goodsOfLine } from './draft';
import type { PlannedJob } from './order-plan';
import type { HoldRow, StockRow } from './order-state';
import { type LineUnits, planStock } from './plan-stock';

const nothing = { fromHold: 0, fromHand: 0, givenBack: 0 };

/**
 * Turns what a checkout holds into a sale and puts back what lines no longer need (I4). A checkout that is named ends
 * here: what nobody needs of its holds goes back on the shelf.
 *
 * @param needs units still to be taken, in the order of the lines
 * @param returns units to put back
 * @returns for each line that is short, how many units are missing
 */
export function bookStock(
  draft: Draft,
  checkoutId: string | null,
  needs: readonly LineUnits[],
  returns: readonly LineUnits[],
): Map<string, number> {
  const holds = openHolds(draft, checkoutId);
  const counted = returns.filter(({ variantId }) => isCounted(draft, variantId));
  const returnedOf = (variantId: string): number =>
    counted.filter((row) => row.variantId === variantId).reduce((sum, { units }) => sum + units, 0);
  const plan = planStock(
    needs,
    new Map(holds.map((hold) => [hold.variantId, hold.quantity])),
    // What one line gives back another line of the order may need.
    new Map(draft.goods.stock.map((row) => [row.variantId, row.onHand + returnedOf(row.variantId)])),
  );
  for (const { variantId } of draft.goods.stock) {
    const { fromHold, fromHand, givenBack } = plan.moves.get(variantId) ?? nothing;
    const returned = returnedOf(variantId);
    moveStock(draft, variantId, {
      onHand: givenBack + returned - fromHand,
      held: -fromHold - givenBack,
      sold: fromHold + fromHand - returned,
    });
  }
  for (const hold of holds) {
    const isUsed = (plan.moves.get(hold.variantId)?.fromHold ?? 0) > 0;
    change(draft, 'holds', hold, { state: isUsed ? 'sold' : 'released' });
  }
  for (const { lineId, units } of counted) moveTaken(draft, lineId, -units);
  const missing = new Map<string, number>();
  for (const { lineId, units } of needs) {
    const taken = plan.takenByLine.get(lineId);
    if (taken === undefined) continue;
    moveTaken(draft, lineId, taken);
    if (taken < units) missing.set(lineId, units - taken);
  }
  return missing;
}

/** Gives back what a checkout still holds; a second call finds nothing. */
export function releaseHolds(draft: Draft, checkoutId: string): void {
  for (const hold of openHolds(draft, checkoutId)) {
    // A variant that is no longer counted has no shelf to go back to.
    if (isCounted(draft, hold.variantId)) {
      moveStock(draft, hold.variantId, { onHand: hold.quantity, held: -hold.quantity, sold: 0 });
    }
    change(draft, 'holds', hold, { state: 'released' });
  }
}

/** Holds stock for a checkout that was completed without any, as far as there is some. */
export function holdWhatThereIs(draft: Draft, checkoutId: string, wanted: ReadonlyMap<string, number>): void {
  for (const [variantId, quantity] of wanted) {
    const units = Math.min(
      quantity,
      draft.goods.stock.find((row) => row.variantId === variantId)?.onHand ?? 0,
    );
    if (units <= 0) continue;
    moveStock(draft, variantId, { onHand: -units, held: units, sold: 0 });
    draft.state.holds = [...draft.state.holds, { checkoutId, variantId, quantity: units, state: 'held' }];
  }
}

export const isCounted = ({ goods }: Draft, variantId: string): boolean =>
  goods.stock.some((row) => row.variantId === variantId);

const openHolds = ({ state }: Draft, checkoutId: string | null): HoldRow[] =>
  state.holds.filter((hold) => hold.checkoutId === checkoutId && hold.state === 'held');

/** Moves units of a variant, and queues what follows: its link may sell more or less, and those who wait get theirs. */
function moveStock(draft: Draft, variantId: string, by: Pick<StockRow, 'onHand' | 'held' | 'sold'>): void {
  if (by.onHand === 0 && by.held === 0 && by.sold === 0) return;
  draft.goods.stock = draft.goods.stock.map((row) =>
    row.variantId === variantId
      ? { ...row, onHand: row.onHand + by.onHand, held: row.held + by.held, sold: row.sold + by.sold }
      : row,
  );
  if (by.onHand === 0) return;
  const moved = goodsOfLine(draft, { variantId });
  if (moved?.product.offersLink) queueJob(draft, { name: 'refresh_link', variantId });
  if (by.onHand > 0 && moved?.variant.hasBackOrders) {
    queueJob(draft, { name: 'fulfill_back_orders', variantId });
  }
}

/** Queues a job once. */
export function queueJob(draft: Draft, job: PlannedJob): void {
  if (!draft.jobs.some((one) => isDeepStrictEqual(one, job))) draft.jobs.push(job);
}

function moveTaken(draft: Draft, lineId: string, units: number): void {
  const line = draft.state.lines.find(({ id }) => id === lineId);
  if (line && units !== 0) change(draft, 'lines', line, { stockTaken: line.stockTaken + units });
}
