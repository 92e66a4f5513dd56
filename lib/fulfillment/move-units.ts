import type { Tx } from '../db';
import type { Fulfillment, Order } from '../generated/prisma/client';
import type { FulfillmentKind } from '../generated/prisma/enums';
import type { AttentionReason } from './attention';
import { kinds } from './kinds';
import type { ProductLine, UnitsChange } from './kinds/kind';

/** A line, and how many units of it each of its kinds is to have: no more than `most`, and `least` where it can. */
export interface UnitsTarget extends ProductLine {
  least: number;
  most: number;
}

/** A fulfilment whose units moved. */
export interface UnitsMove {
  lineId: string;
  kind: FulfillmentKind;
  fulfillmentId: string;
  from: number;
  to: number;
}

export interface MovedUnits {
  moves: UnitsMove[];
  /** For each line (by its ID) that could not be raised to the end, why (I7). */
  refused: Map<string, AttentionReason>;
}

/**
 * Brings every kind of these lines to the units they are to have, inside the caller's transaction and under the
 * order's lock: first down, then up. What has its units already is left alone, so that a second call does nothing (I1).
 *
 * @param rows the fulfilments these lines have
 * @param subscriptionEndsAt as in `UnitsChange`
 */
export async function moveUnits(
  tx: Tx,
  order: Order,
  lines: readonly UnitsTarget[],
  rows: readonly Fulfillment[],
  subscriptionEndsAt: Date | null | undefined,
): Promise<MovedUnits> {
  const down: Change[] = [];
  const up: Change[] = [];
  for (const { line, product, least, most } of lines) {
    for (const kind of product.kinds) {
      const row = rows.find((one) => one.orderLineId === line.id && one.kind === kind);
      const from = row?.units ?? 0;
      const to = Math.max(least, Math.min(from, most));
      const which = { line, product, kind, fulfillmentId: row?.id ?? '', isNew: !row };
      const change = { ...which, from, to, subscriptionEndsAt };
      if (to < from) down.push(change);
      else if (to > from) up.push(change);
    }
  }
  await lower(tx, order, down);
  const { raised, refused } = await raise(tx, order, up);
  const moves = [...down, ...raised].map(({ line, kind, fulfillmentId, from, to }) => ({
    lineId: line.id,
    ...{ kind, fulfillmentId, from, to },
  }));
  return { moves, refused };
}

interface Change extends UnitsChange {
  kind: FulfillmentKind;
}

async function lower(tx: Tx, order: Order, changes: Change[]): Promise<void> {
  for (const [kind, some] of byKind(changes)) await kinds[kind].revoke(tx, order, some);
  await writeUnits(tx, changes);
}

async function raise(
  tx: Tx,
  order: Order,
  changes: Change[],
): Promise<{ raised: Change[]; refused: Map<string, AttentionReason> }> {
  const known = changes.filter(({ isNew }) => !isNew);
  const inserted = await insertRows(
    tx,
    changes.filter(({ isNew }) => isNew),
  );
  const refused = new Map<string, AttentionReason>();
  const reached = new Map<string, number>();
  for (const [kind, some] of byKind([...known, ...inserted])) {
    for (const { fulfillmentId, reason, units } of await kinds[kind].grant(tx, order, some)) {
      const change = some.find((one) => one.fulfillmentId === fulfillmentId);
      if (!change) continue;
      refused.set(change.line.id, reason);
      reached.set(fulfillmentId, units ?? change.from);
    }
  }
  // What was refused was not granted: without its row, the next attempt tries again.
  const dropped = inserted.map(({ fulfillmentId }) => fulfillmentId).filter((id) => reached.get(id) === 0);
  if (dropped.length > 0) await tx.fulfillment.deleteMany({ where: { id: { in: dropped } } });
  const asFarAs = (change: Change) => ({ ...change, to: reached.get(change.fulfillmentId) ?? change.to });
  const raised = [...known, ...inserted].map(asFarAs).filter(({ from, to }) => to > from);
  // A row that was inserted has the units that were hoped for.
  await writeUnits(
    tx,
    raised.filter(({ isNew, fulfillmentId }) => !isNew || reached.has(fulfillmentId)),
  );
  return { raised, refused };
}

/** I1: the unique index on (order line, kind) decides who grants; a row that was there already is not returned. */
async function insertRows(tx: Tx, changes: Change[]): Promise<Change[]> {
  if (changes.length === 0) return [];
  const rows = await tx.fulfillment.createManyAndReturn({
    data: changes.map(({ line, kind, to }) => ({ orderLineId: line.id, kind, units: to })),
    skipDuplicates: true,
    select: { id: true, orderLineId: true, kind: true },
  });
  return changes.flatMap((change) => {
    const row = rows.find((one) => one.orderLineId === change.line.id && one.kind === change.kind);
    return row ? [{ ...change, fulfillmentId: row.id }] : [];
  });
}

/** One statement for all that end up with the same number of units. */
async function writeUnits(tx: Tx, changes: Change[]): Promise<void> {
  const now = new Date();
  for (const units of new Set(changes.map(({ to }) => to))) {
    const ids = changes.filter(({ to }) => to === units).map(({ fulfillmentId }) => fulfillmentId);
    await tx.fulfillment.updateMany({
      where: { id: { in: ids } },
      data:
        units === 0
          ? { units, state: 'revoked', revokedAt: now }
          : { units, state: 'granted', revokedAt: null },
    });
  }
}

/** In the order of `kinds`, so that locks on pools of keys are always taken last in the same order. */
function byKind(changes: Change[]): [FulfillmentKind, Change[]][] {
  const names = Object.keys(kinds) as FulfillmentKind[];
  return names.flatMap((kind) => {
    const some = changes.filter((change) => change.kind === kind);
    return some.length > 0 ? [[kind, some] as [FulfillmentKind, Change[]]] : [];
  });
}
