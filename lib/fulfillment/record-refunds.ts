import type { Tx } from '../db';
import type { OrderLine, RefundLine } from '../generated/prisma/client';
import type { RefundState } from '../generated/prisma/enums';
import type { RefundFacts } from '../stripe/refunds';
import { keepRecords } from './keep-records';
import { isBelievable, isInForce, laterState } from './refund-states';

/** A refund as the order knows it. */
interface Known {
  state: RefundState;
  amount: number;
  lines: RefundLine[];
}

/**
 * Writes down the refunds of an order's payment, and which units they are for, under the order's lock. Refunds that
 * are known and not among these stay: this answer of Stripe's may be the older one.
 *
 * @param lines the order's; their `unitsRefunded` is brought up to date, here and in the database
 * @returns what went back or is on its way, in the smallest unit
 */
export async function recordRefunds(
  tx: Tx,
  orderId: string,
  lines: OrderLine[],
  heard: readonly RefundFacts[],
): Promise<number> {
  const rows = await tx.refund.findMany({ where: { orderId }, include: { lines: true } });
  const known = new Map<string, Known>(rows.map((row) => [row.id, row]));
  for (const refund of heard) {
    const before = known.get(refund.id);
    const state = before ? laterState(before.state, refund.state) : refund.state;
    if (before?.state !== state) await writeRefund(tx, orderId, refund, state);
    known.set(refund.id, { state, amount: refund.amount, lines: before?.lines ?? [] });
  }
  await keepRecords(
    tx,
    orderId,
    heard.map(({ id, answer }) => ({ kind: 'refund', objectId: id, body: answer })),
  );
  for (const refund of heard) {
    const row = known.get(refund.id);
    if (row && row.lines.length === 0) row.lines = await recordUnits(tx, refund, row, lines, known);
  }
  const units = refundedUnits(known);
  for (const line of lines) {
    const unitsRefunded = units(line.id);
    if (unitsRefunded === line.unitsRefunded) continue;
    await tx.orderLine.update({ where: { id: line.id }, data: { unitsRefunded } });
    line.unitsRefunded = unitsRefunded;
  }
  return [...known.values()]
    .filter(({ state }) => isInForce(state))
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** How many units of a line went back, over all refunds that are live. */
function refundedUnits(known: ReadonlyMap<string, Known>): (lineId: string) => number {
  const live = [...known.values()].filter(({ state }) => isInForce(state)).flatMap((row) => row.lines);
  return (lineId) =>
    live.filter(({ orderLineId }) => orderLineId === lineId).reduce((sum, { quantity }) => sum + quantity, 0);
}

async function writeRefund(tx: Tx, orderId: string, refund: RefundFacts, state: RefundState): Promise<void> {
  const { id, amount, currency, reason, failureReason, actor, createdAt } = refund;
  await tx.refund.upsert({
    where: { id },
    create: { id, orderId, amount, currency, state, reason, failureReason, actor, createdAt },
    update: { state, failureReason },
  });
}

/** @returns the units a refund is for; none where what it says of them cannot be true */
async function recordUnits(
  tx: Tx,
  { id: refundId, amount, units }: RefundFacts,
  { state }: Known,
  lines: readonly OrderLine[],
  known: ReadonlyMap<string, Known>,
): Promise<RefundLine[]> {
  if (units.length === 0) return [];
  const refunded = refundedUnits(known);
  // What came to nothing takes no units, so it may name those that went back with another.
  const left = lines.map(({ id, quantity }) => ({
    id,
    quantity,
    refunded: isInForce(state) ? refunded(id) : 0,
  }));
  if (!isBelievable({ amount, units }, left)) return [];
  return await tx.refundLine.createManyAndReturn({
    data: units.map(({ lineId, quantity, amount: cost }) => ({
      refundId,
      orderLineId: lineId,
      quantity,
      amount: cost,
    })),
  });
}
