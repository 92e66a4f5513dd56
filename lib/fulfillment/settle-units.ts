import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../db';
import type { Order, OrderLine } from '../generated/prisma/client';
import type { FulfillmentKind, FulfillmentState, PaymentState } from '../generated/prisma/enums';
import { isPaid } from '../is-paid';
import { queueMail } from '../queue/queue-mail';
import type { Attempt, Notes } from './attempt';
import { readReasons, storedReasons } from './attention';
import { unitsWanted } from './line-units';
import { moveFulfillment } from './move-fulfillment';
import type { UnitsMove } from './move-units';
import { type LinesOutcome, type SettleOptions, settleLines } from './settle-lines';

/** How many units of each line are wanted, by the line's ID. */
export type Wanted = ReadonlyMap<string, number>;

export const wantedOf = (lines: readonly OrderLine[], payment: PaymentState): Wanted =>
  new Map(lines.map((line) => [line.id, unitsWanted(line, payment)]));

/** What settling the units of an order did. */
export interface SettledUnits {
  fulfillment: FulfillmentState;
  notes: Notes;
  /** The kinds of which anything was granted or taken back. */
  moved: ReadonlySet<FulfillmentKind>;
  /** Whether something that had been taken back was given again. */
  restored: boolean;
}

/**
 * Settles the lines of an order whose payment was made and brings everything that follows from them up to date in the
 * same transaction: the order's state, the mail that says what is there (I5), and what the timeline will tell.
 *
 * @param order with its payment as it is now
 * @param before what was wanted before the payment changed: what is wanted again is given again
 * @param options.receiptQueued whether a receipt goes out with this attempt, which says what was delivered
 */
export async function settleUnits(
  tx: Tx,
  order: Order,
  lines: OrderLine[],
  before: Wanted,
  attempt: Attempt,
  options: SettleOptions & { receiptQueued: boolean },
): Promise<SettledUnits> {
  const outcome = await settleLines(tx, order, lines, options);
  const fulfillment = await recordOutcome(tx, order, outcome, attempt);

  const after = wantedOf(lines, order.payment);
  const isBack = (lineId: string) => (before.get(lineId) ?? Infinity) < (after.get(lineId) ?? 0);
  const up = outcome.moves.filter(({ from, to }) => to > from);
  const restored = up.filter(({ lineId }) => isBack(lineId));
  const granted = up.filter(({ lineId }) => !isBack(lineId));
  if (!options.receiptQueued) await writeOfDelivery(tx, order, granted);

  const notes: Notes = [];
  const takenBack = goodsOf(
    lines,
    outcome.moves.filter(({ from, to }) => to < from),
  );
  if (takenBack) notes.push({ kind: 'units_taken_back', data: takenBack });
  const givenAgain = goodsOf(lines, restored);
  if (givenAgain) notes.push({ kind: 'units_restored', data: givenAgain });
  if (
    granted.length > 0 ||
    outcome.completed > 0 ||
    outcome.newAttention ||
    newOrderAttention(order, outcome)
  ) {
    notes.push(...noteOf(outcome, fulfillment));
  }
  const moved = new Set(outcome.moves.map(({ kind }) => kind));
  return { fulfillment, notes, moved, restored: restored.length > 0 };
}

/** An order without lines has no line to carry its reason. */
const newOrderAttention = (order: Order, { attention }: LinesOutcome): boolean =>
  attention.length > 0 && order.attention === null;

async function recordOutcome(
  tx: Tx,
  order: Order,
  { fulfillment, attention }: LinesOutcome,
  attempt: Attempt,
): Promise<FulfillmentState> {
  const same =
    fulfillment === order.fulfillment && isDeepStrictEqual(attention, readReasons(order.attention));
  const done = fulfillment === 'fulfilled' && order.fulfilledAt === null;
  const first = order.fulfilledBy === null && isPaid(order.payment);
  if (same && !done && !first) return fulfillment;
  const fields = {
    attention: storedReasons(attention),
    ...((done || first) && { fulfilledBy: attempt.trigger }),
    ...(done && { fulfilledAt: new Date() }),
  };
  return await moveFulfillment(tx, order, fulfillment, fields, attempt);
}

function noteOf({ completed, attention }: LinesOutcome, fulfillment: FulfillmentState): Notes {
  if (fulfillment === 'cancelled' || fulfillment === 'unfulfilled') return [];
  return [{ kind: fulfillment, data: { granted: completed, ...(attention.length > 0 && { attention }) } }];
}

/** What moved, for the timeline: of each line the kind that moved most. Null where nothing did. */
function goodsOf(lines: readonly OrderLine[], moves: readonly UnitsMove[]): Notes[number]['data'] | null {
  const goods = lines.flatMap(({ id, description }) => {
    const own = moves.filter(({ lineId }) => lineId === id).map(({ from, to }) => Math.abs(to - from));
    return own.length > 0 ? [{ lineId: id, units: Math.max(...own), description }] : [];
  });
  if (goods.length === 0) return null;
  return {
    what: goods.map(({ units, description }) => `${units} × ${description}`).join(', '),
    goods: goods.map(({ lineId, units }) => ({ lineId, units })),
  };
}

const digital: ReadonlySet<string> = new Set(['download', 'license_key', 'access']);

/**
 * The mail that says what is there now, once for each time something was granted: a receipt that went out with it, or
 * before it, does not say it.
 */
async function writeOfDelivery(tx: Tx, order: Order, granted: readonly UnitsMove[]): Promise<void> {
  const first = granted.find(({ kind }) => digital.has(kind));
  if (!first || !order.email) return;
  const again = first.from > 0 ? `:${first.to}` : '';
  await queueMail(tx, {
    key: `delivery:${order.id}:${first.fulfillmentId}${again}`,
    orderId: order.id,
    template: 'delivery',
    recipient: order.email,
    locale: order.locale,
  });
}
