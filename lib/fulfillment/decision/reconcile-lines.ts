import { isDeepStrictEqual } from 'node:util';
import type { FulfillmentKind, FulfillmentState, LineState } from '../../generated/prisma/enums';
import { isPaid } from '../../is-paid';
import { kinds } from '../kinds';
import type { AttentionReason } from './attention';
import { change, type Draft, goodsOfLine, orderOf, queueMail } from './draft';
import { grantAndRevoke, type UnitsMove } from './grant-and-revoke';
import { grantedUnits, lineState, planLine, unitsToHave, unitsWanted } from './line-units';
import { moveFulfillment } from './move-fulfillment';
import type { Json, LineRow, OrderRow } from './order-state';
import { deriveFulfillment } from './order-states';
import { matchProducts } from './place-order';
import { isRenewalUnmet, meetRenewals } from './renewals';
import { bookStock } from './stock';

/** How many units of each line are wanted, by the line's ID. */
export type Wanted = ReadonlyMap<string, number>;

export const wantedOf = (lines: readonly LineRow[], payment: OrderRow['payment']): Wanted =>
  new Map(lines.map((line) => [line.id, unitsWanted(line, payment)]));

/** What reconciling the lines of an order did. */
export interface ReconciledLines {
  /** The kinds of which anything was granted or taken back. */
  moved: ReadonlySet<FulfillmentKind>;
  /** Whether something that had been taken back was given again. */
  restored: boolean;
}

interface ReconciledLine {
  line: LineRow;
  state: LineState;
  attention: AttentionReason | null;
  /** What it needed a person for until now. */
  before: AttentionReason | null;
  granted: number;
}

/**
 * Brings every line of a paid order to the units that are the buyer's: what was refunded is taken back, what is missing
 * is granted as far as it can be, and of each line that cannot be completed it says why. Takes the stock that this needs
 * and puts back what has not left (I4). Then the order's state, the mail that says what is there (I5), and the timeline.
 * Decides from the rows, not from what led there, so that whatever was done before is not done again (I1).
 *
 * @param before what was wanted before the payment changed: what is wanted again is given again
 * @param receiptQueued whether a receipt goes out with this attempt, which says what was delivered
 */
export function reconcileLines(draft: Draft, before: Wanted, receiptQueued: boolean): ReconciledLines {
  const order = orderOf(draft);
  const mayGrant = isPaid(order.payment);
  matchProducts(draft);
  const planned = draft.state.lines.flatMap((line) => {
    const goods = goodsOfLine(draft, line);
    if (!goods) return [];
    const { product, variant } = goods;
    const rows = draft.state.fulfillments.filter(({ orderLineId }) => orderLineId === line.id);
    const granted = grantedUnits(product.kinds, rows);
    const gone = Math.max(0, ...rows.map((row) => kinds[row.kind].goneUnits(draft, row, product)));
    const plan = planLine({ ...line, granted, gone }, order.payment, mayGrant);
    return [{ line, product, variant, granted, plan }];
  });
  const missing = bookStock(
    draft,
    // A contested payment may still come home: what its checkout holds waits with it.
    order.payment === 'disputed' ? null : order.checkoutId,
    planned.flatMap(({ line, variant, plan }) => stockUnits(line, variant.id, plan.toTake)),
    planned.flatMap(({ line, variant, plan }) => stockUnits(line, variant.id, plan.toReturn)),
  );
  const { moves, refused } = grantAndRevoke(
    draft,
    planned.map(({ line, product, variant, granted, plan }) => ({
      ...{ line, product, variant, most: plan.wanted },
      least: unitsToHave(plan, granted, missing.get(line.id) ?? 0),
    })),
  );
  const restored = restoredOf(draft, moves, before);
  if (restored.length > 0) meetRenewals(draft);
  const lines = draft.state.lines.map((line): ReconciledLine => {
    const product = goodsOfLine(draft, line)?.product;
    const wanted = unitsWanted(line, order.payment);
    const rows = draft.state.fulfillments.filter(({ orderLineId }) => orderLineId === line.id);
    const granted = product ? grantedUnits(product.kinds, rows) : 0;
    const renewalUnmet = isRenewalUnmet(draft, line);
    const outcome = {
      ...{ ...line, wanted, mayGrant, renewalUnmet },
      complete: product !== undefined && granted >= wanted,
      onlyStock: (missing.get(line.id) ?? 0) > 0 && !refused.has(line.id),
      lostInPart: order.amountLost > 0,
    };
    const state = lineState(outcome, order.payment);
    const found = { isKnown: product !== undefined, refused: refused.get(line.id), wanted, granted };
    const reason = (mayGrant ? null : line.attention) ?? reasonOf(line, order, found);
    const why: AttentionReason = renewalUnmet ? { code: 'renewal_unmet', lineId: line.id } : reason;
    return {
      line,
      state,
      granted,
      before: line.attention,
      attention: state === 'needs_attention' ? why : null,
    };
  });
  for (const one of lines) writeLine(draft, one, unitsWanted(one.line, order.payment));
  const fulfillment = writeOutcome(draft, lines);
  return announceMoves(draft, {
    lines,
    moves,
    restored,
    receiptQueued,
    fulfillment,
    wasAsking: order.attention !== null,
  });
}

const stockUnits = (line: LineRow, variantId: string, units: number) =>
  units > 0 ? [{ lineId: line.id, variantId, units }] : [];

/** Why a line is not complete (I7). */
function reasonOf(
  { id: lineId, stripePriceId, unitsByHand }: LineRow,
  { amountLost, currency }: OrderRow,
  found: { isKnown: boolean; refused: AttentionReason | undefined; wanted: number; granted: number },
): AttentionReason {
  const { isKnown, refused, wanted, granted } = found;
  if (!isKnown) return { code: 'unknown_product', lineId, priceId: stripePriceId };
  if (unitsByHand !== null) return { code: 'refunded_by_hand', lineId };
  if (refused) return refused;
  if (granted < wanted) return { code: 'out_of_stock', lineId, wanted, missing: wanted - granted };
  return { code: 'lost_in_part', lineId, amount: amountLost, currency };
}

const hasNews = ({ attention, before }: ReconciledLine): boolean =>
  attention !== null && !isDeepStrictEqual(attention, before);

function writeLine(draft: Draft, one: ReconciledLine, wanted: number): void {
  const { line, state, attention } = one;
  const isByHandToo = line.unitsByHand !== null && line.unitsByHand > wanted;
  if (line.state === state && !hasNews(one) && !isByHandToo) return;
  change(draft, 'lines', line, {
    ...(state !== 'back_ordered' && { state, attention, backOrderedAt: null }),
    ...(isByHandToo && { unitsByHand: wanted }),
  });
}

/** The state of the order, out of those of its lines. */
function writeOutcome(draft: Draft, lines: readonly ReconciledLine[]): FulfillmentState {
  const order = orderOf(draft);
  const to = fulfillmentOf(lines, order);
  const attention = attentionOf(lines, to);
  const isSame = to === order.fulfillment && isDeepStrictEqual(attention, order.attention);
  const isDone = to === 'fulfilled' && order.fulfilledAt === null;
  const isFirst = order.fulfilledBy === null && isPaid(order.payment);
  if (isSame && !isDone && !isFirst) return to;
  return moveFulfillment(draft, to, {
    attention,
    ...((isDone || isFirst) && { fulfilledBy: draft.attempt.trigger }),
    ...(isDone && { fulfilledAt: draft.given.now }),
  });
}

function fulfillmentOf(lines: readonly ReconciledLine[], order: OrderRow): FulfillmentState {
  if (lines.length > 0) return deriveFulfillment(lines);
  if (order.payment === 'refunded') return 'cancelled';
  return isPaid(order.payment) ? 'needs_attention' : order.fulfillment;
}

/** An order without lines keeps its reason also while its payment is contested (I7). */
function attentionOf(lines: readonly ReconciledLine[], to: FulfillmentState): AttentionReason[] | null {
  if (lines.length === 0) return to === 'needs_attention' ? [{ code: 'no_lines' }] : null;
  const reasons = lines.flatMap(({ attention }) => attention ?? []);
  return reasons.length > 0 ? reasons : null;
}

/** Moves of lines of which more is wanted than before: what had been taken back is given again. */
function restoredOf(draft: Draft, moves: readonly UnitsMove[], before: Wanted): UnitsMove[] {
  const after = wantedOf(draft.state.lines, orderOf(draft).payment);
  return moves.filter(
    ({ lineId, from, to }) =>
      to > from && (before.get(lineId) ?? Number.POSITIVE_INFINITY) < (after.get(lineId) ?? 0),
  );
}

interface Outcome {
  lines: readonly ReconciledLine[];
  moves: readonly UnitsMove[];
  /** Those of them that gave back what had been taken back. */
  restored: readonly UnitsMove[];
  receiptQueued: boolean;
  fulfillment: FulfillmentState;
  /** Whether the order needed a person before. */
  wasAsking: boolean;
}

/** Writes what moved on the timeline, and to the buyer where no receipt says it. */
function announceMoves(draft: Draft, outcome: Outcome): ReconciledLines {
  const { lines, moves, restored, receiptQueued, fulfillment, wasAsking } = outcome;
  const order = orderOf(draft);
  const granted = moves.filter((move) => move.to > move.from && !restored.includes(move));
  if (!receiptQueued) queueDelivery(draft, granted);

  const down = goodsOf(
    draft,
    moves.filter(({ from, to }) => to < from),
  );
  if (down) draft.notes.push({ kind: 'units_taken_back', data: down });
  const again = goodsOf(draft, restored);
  if (again) draft.notes.push({ kind: 'units_restored', data: again });
  const completed = lines.filter(({ line, state }) => state === 'fulfilled' && isOpen(line.state)).length;
  // An order without lines has no line to carry its reason.
  const asksNow = order.attention !== null && !wasAsking;
  if (granted.length > 0 || completed > 0 || lines.some(hasNews) || asksNow)
    noteOutcome(draft, fulfillment, completed);
  return { moved: new Set(moves.map(({ kind }) => kind)), restored: restored.length > 0 };
}

function noteOutcome(draft: Draft, fulfillment: FulfillmentState, granted: number): void {
  if (fulfillment === 'cancelled' || fulfillment === 'unfulfilled') return;
  const { attention } = orderOf(draft);
  draft.notes.push({ kind: fulfillment, data: { granted, ...(attention && { attention }) } });
}

const isOpen = (state: LineState): boolean => state !== 'fulfilled' && state !== 'cancelled';

/** What moved, for the timeline: of each line the kind that moved most. Null where nothing did. */
function goodsOf({ state }: Draft, moves: readonly UnitsMove[]): { [key: string]: Json } | null {
  const goods = state.lines.flatMap(({ id, description }) => {
    const own = moves.filter(({ lineId }) => lineId === id).map(({ from, to }) => Math.abs(to - from));
    return own.length > 0 ? [{ lineId: id, units: Math.max(...own), description }] : [];
  });
  if (goods.length === 0) return null;
  return {
    what: goods.map(({ units, description }) => `${units} × ${description}`).join(', '),
    goods: goods.map(({ lineId, units }) => ({ lineId, units })),
  };
}

/**
 * The mail that says what is there now, once for each time something was granted: a receipt that went out with it, or
 * before it, does not say it.
 */
function queueDelivery(draft: Draft, granted: readonly UnitsMove[]): void {
  const first = granted.find(({ kind }) => kinds[kind].arrivesAtOnce);
  if (!first) return;
  const again = first.from > 0 ? `:${first.to}` : '';
  queueMail(draft, `delivery:${orderOf(draft).id}:${first.fulfillmentId}${again}`, 'delivery');
}
