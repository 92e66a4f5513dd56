import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../db';
import { type Fulfillment, type Order, type OrderLine, Prisma } from '../generated/prisma/client';
import type { FulfillmentKind, FulfillmentState, LineState } from '../generated/prisma/enums';
import { isPaid } from '../is-paid';
import { bookStock } from '../stock/book-stock';
import { type AttentionReason, readReasons } from './attention';
import type { ProductLine } from './kinds/kind';
import { withProducts } from './line-products';
import { grantedUnits, lineState, planLine, unitsToHave, unitsWanted } from './line-units';
import { moveUnits, type UnitsMove, type UnitsTarget } from './move-units';
import { deriveFulfillment } from './order-states';
import { unmetRenewals } from './unmet-renewals';

export interface LinesOutcome {
  fulfillment: FulfillmentState;
  /** Why the order needs a person; empty when it does not (I7). */
  attention: AttentionReason[];
  /** How many lines were completed now. */
  completed: number;
  /** What was granted and taken back now. */
  moves: UnitsMove[];
  /** Whether there is a new reason for attention. */
  newAttention: boolean;
}

export interface SettleOptions {
  /** As in `UnitsChange`. */
  subscriptionEndsAt?: Date | null;
}

/** The fulfilments of a line with what cannot come back of them: units that were sent, keys that were seen. */
type Granted = Fulfillment & {
  parcelItems: { quantity: number; parcel: { state: string } }[];
  _count: { licenseKeys: number };
};

/**
 * Brings every line of an order to the units that are the buyer's: what was refunded is taken back, what is missing is
 * granted as far as it can be, and of each line that cannot be completed it says why. Books the stock that this takes
 * and puts back what has not left (I4). Runs under the order's lock and decides from what it finds, not from what led
 * there, so that whatever was done before is not done again (I1).
 *
 * @param order with its payment as it is now; while that is contested, or not with us, nothing is granted (I2)
 */
export async function settleLines(
  tx: Tx,
  order: Order,
  lines: OrderLine[],
  { subscriptionEndsAt }: SettleOptions = {},
): Promise<LinesOutcome> {
  const mayGrant = isPaid(order.payment);
  const products = await withProducts(tx, lines);
  const rows = await grantedRows(tx, lines);
  const planned = products.map((entry) => {
    const own = rows.filter(({ orderLineId }) => orderLineId === entry.line.id);
    const granted = grantedUnits(entry.product.kinds, own);
    const facts = { ...entry.line, granted, gone: goneUnits(entry, own) };
    return { ...entry, granted, plan: planLine(facts, order.payment, mayGrant) };
  });
  const missing = await bookStock(
    tx,
    // A contested payment may still come home: what its checkout holds waits with it.
    order.payment === 'disputed' ? null : order.checkoutId,
    planned.flatMap(({ line, product, plan }) => stockUnits(line, product.id, plan.toTake)),
    planned.flatMap(({ line, product, plan }) => stockUnits(line, product.id, plan.toReturn)),
  );
  const targets = planned.map(({ line, product, granted, plan }): UnitsTarget => {
    const least = unitsToHave(plan, granted, missing.get(line.id) ?? 0);
    return { line, product, least, most: plan.wanted };
  });
  const unmet = await unmetRenewals(tx, order, lines);
  const { moves, refused } = await moveUnits(tx, order, targets, rows, subscriptionEndsAt);

  const settled = lines.map((line) => {
    const entry = planned.find((one) => one.line.id === line.id);
    const wanted = unitsWanted(line, order.payment);
    const own = unitsNow(rows, moves, line.id);
    const granted = entry ? grantedUnits(entry.product.kinds, own) : 0;
    const short = missing.get(line.id) ?? 0;
    const state = lineState(
      {
        ...line,
        ...{ wanted, mayGrant },
        complete: entry !== undefined && granted >= wanted,
        onlyStock: short > 0 && !refused.has(line.id),
        lostInPart: order.amountLost > 0,
        renewalUnmet: unmet.has(line.id),
      },
      order.payment,
    );
    const found = { known: entry !== undefined, refused: refused.get(line.id), wanted, granted };
    const [before = null] = readReasons(line.attention);
    const reason = (mayGrant ? null : before) ?? reasonOf(line, order, found);
    const why: AttentionReason = unmet.has(line.id) ? { code: 'renewal_unmet', lineId: line.id } : reason;
    const attention = state === 'needs_attention' ? why : null;
    return { line, state, attention, before, wanted, granted };
  });
  await writeLines(tx, settled);

  return {
    fulfillment: fulfillmentOf(settled, order),
    attention: attentionOf(settled, order),
    completed: settled.filter(({ line, state }) => state === 'fulfilled' && waits(line.state)).length,
    moves,
    newAttention: settled.some(hasNews),
  };
}

/** A line that is still pending was never settled while the money was with us, so nothing was granted on it. */
async function grantedRows(tx: Tx, lines: readonly OrderLine[]): Promise<Granted[]> {
  const begun = lines.filter(({ state }) => state !== 'pending').map(({ id }) => id);
  if (begun.length === 0) return [];
  return await tx.fulfillment.findMany({
    where: { orderLineId: { in: begun } },
    include: {
      parcelItems: { include: { parcel: { select: { state: true } } } },
      _count: { select: { licenseKeys: true } },
    },
  });
}

interface SettledLine {
  line: OrderLine;
  state: LineState;
  attention: AttentionReason | null;
  /** What it needed a person for until now. */
  before: AttentionReason | null;
  wanted: number;
  granted: number;
}

const hasNews = ({ attention, before }: SettledLine): boolean =>
  attention !== null && !isDeepStrictEqual(attention, before);

/** Why a line is not complete (I7). */
function reasonOf(
  { id: lineId, stripePriceId, unitsByHand }: OrderLine,
  { amountLost, currency }: Order,
  found: Pick<SettledLine, 'wanted' | 'granted'> & {
    known: boolean;
    refused: AttentionReason | undefined;
  },
): AttentionReason {
  const { known, refused, wanted, granted } = found;
  if (!known) return { code: 'unknown_product', lineId, priceId: stripePriceId };
  if (unitsByHand !== null) return { code: 'refunded_by_hand', lineId };
  if (refused) return refused;
  if (granted < wanted) return { code: 'out_of_stock', lineId, wanted, missing: wanted - granted };
  return { code: 'lost_in_part', lineId, amount: amountLost, currency };
}

const waits = (state: LineState): boolean => state !== 'fulfilled' && state !== 'cancelled';

const stockUnits = (line: OrderLine, productId: string, units: number) =>
  units > 0 ? [{ lineId: line.id, productId, units }] : [];

/** Keys of a pool are spent once somebody was given them, goods once they were sent. */
function goneUnits({ product }: ProductLine, rows: Granted[]): number {
  const keys = product.licenseKeySource === 'pool' ? rows.map((row) => row._count.licenseKeys) : [];
  const left = rows.map(({ parcelItems }) =>
    parcelItems
      .filter(({ parcel }) => parcel.state === 'shipped' || parcel.state === 'delivered')
      .reduce((sum, { quantity }) => sum + quantity, 0),
  );
  return Math.max(0, ...keys, ...left);
}

function unitsNow(rows: readonly Fulfillment[], moves: readonly UnitsMove[], lineId: string) {
  const units = new Map<FulfillmentKind, number>();
  for (const row of rows) if (row.orderLineId === lineId) units.set(row.kind, row.units);
  for (const move of moves) if (move.lineId === lineId) units.set(move.kind, move.to);
  return [...units].map(([kind, count]) => ({ kind, units: count }));
}

/** One statement for all lines that are done, and one for those called off: an order may have a hundred. */
async function writeLines(tx: Tx, settled: SettledLine[]): Promise<void> {
  for (const state of ['fulfilled', 'cancelled'] as const) {
    const changed = settled.filter((one) => one.state === state && one.line.state !== state);
    if (changed.length === 0) continue;
    await tx.orderLine.updateMany({
      where: { id: { in: changed.map(({ line }) => line.id) } },
      data: { state, attention: Prisma.DbNull, backOrderedAt: null },
    });
  }
  for (const one of settled) {
    const { line, state, attention, wanted } = one;
    if (attention && (line.state !== state || hasNews(one))) {
      const data = { state, attention, backOrderedAt: null };
      await tx.orderLine.update({ where: { id: line.id }, data });
    }
    if (line.unitsByHand !== null && line.unitsByHand > wanted) {
      await tx.orderLine.update({ where: { id: line.id }, data: { unitsByHand: wanted } });
    }
  }
}

function fulfillmentOf(settled: SettledLine[], order: Order): FulfillmentState {
  if (settled.length > 0) return deriveFulfillment(settled);
  if (order.payment === 'refunded') return 'cancelled';
  return isPaid(order.payment) ? 'needs_attention' : order.fulfillment;
}

function attentionOf(settled: SettledLine[], order: Order): AttentionReason[] {
  if (settled.length === 0) return isPaid(order.payment) ? [{ code: 'no_lines' }] : [];
  return settled.flatMap(({ attention }) => attention ?? []);
}
