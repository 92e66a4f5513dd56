import type { FulfillmentKind } from '../../generated/prisma/enums';
import { kinds } from '../kinds';
import type { UnitsChange } from '../kinds/kind';
import type { AttentionReason } from './attention';
import { change, type Draft, insert, type LineGoods, remove } from './draft';
import type { LineRow } from './order-state';

/** A line, and how many units of it each of its kinds is to have: no more than `most`, and `least` where it can. */
export interface UnitsTarget extends LineGoods {
  line: LineRow;
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

interface Change extends UnitsChange {
  kind: FulfillmentKind;
}

/**
 * Brings every kind of these lines to the units they are to have: first down, then up. What has its units already is
 * left alone, so that a second call does nothing (I1).
 *
 * @returns what moved, and for each line (by its ID) that could not be raised to the end, why (I7)
 */
export function grantAndRevoke(
  draft: Draft,
  targets: readonly UnitsTarget[],
): { moves: UnitsMove[]; refused: ReadonlyMap<string, AttentionReason> } {
  const down: Change[] = [];
  const up: Change[] = [];
  for (const { line, product, variant, least, most } of targets) {
    for (const kind of product.kinds) {
      const row = draft.state.fulfillments.find((one) => one.orderLineId === line.id && one.kind === kind);
      const from = row?.units ?? 0;
      const to = Math.max(least, Math.min(from, most));
      const goods = { line, product, variant };
      const move = { ...goods, kind, fulfillmentId: row?.id ?? draft.given.newId(), from, to };
      if (to < from) down.push(move);
      else if (to > from) up.push(move);
    }
  }
  lower(draft, down);
  const { raised, refused } = raise(draft, up);
  const moves = [...down, ...raised].map(({ line, kind, fulfillmentId, from, to }) => ({
    lineId: line.id,
    ...{ kind, fulfillmentId, from, to },
  }));
  return { moves, refused };
}

function lower(draft: Draft, changes: readonly Change[]): void {
  for (const [kind, some] of byKind(changes)) kinds[kind].revoke(draft, some);
  for (const { fulfillmentId, to } of changes) setUnits(draft, fulfillmentId, to);
}

function raise(draft: Draft, changes: readonly Change[]) {
  const before = new Set(draft.state.fulfillments.map(({ id }) => id));
  const fresh = changes.filter(({ fulfillmentId }) => !before.has(fulfillmentId));
  const rows = fresh.map(({ fulfillmentId: id, line, kind, to: units }) => ({
    id,
    orderLineId: line.id,
    kind,
    units,
    revokedAt: null,
  }));
  insert(draft, 'fulfillments', ...rows);
  const refused = new Map<string, AttentionReason>();
  const reached = new Map(changes.map(({ fulfillmentId, to }) => [fulfillmentId, to]));
  for (const [kind, some] of byKind(changes)) {
    for (const { fulfillmentId, reason, units } of kinds[kind].grant(draft, some)) {
      const refusal = some.find((one) => one.fulfillmentId === fulfillmentId);
      if (!refusal) continue;
      refused.set(refusal.line.id, reason);
      reached.set(fulfillmentId, units ?? refusal.from);
    }
  }
  for (const [id, units] of reached) setUnits(draft, id, units);
  // What was refused was not granted: without its row, the next attempt tries again.
  remove(draft, 'fulfillments', ({ id, units }) => units === 0 && !before.has(id));
  const raised = changes
    .map((one) => ({ ...one, to: reached.get(one.fulfillmentId) ?? one.to }))
    .filter(({ from, to }) => to > from);
  return { raised, refused };
}

function setUnits(draft: Draft, fulfillmentId: string, units: number): void {
  const row = draft.state.fulfillments.find(({ id }) => id === fulfillmentId);
  if (!row || row.units === units) return;
  change(draft, 'fulfillments', row, { units, revokedAt: units === 0 ? draft.given.now : null });
}

/** In the order of `kinds`. */
function byKind(changes: readonly Change[]): [FulfillmentKind, Change[]][] {
  const names = Object.keys(kinds) as FulfillmentKind[];
  return names.flatMap((kind) => {
    const some = changes.filter((one) => one.kind === kind);
    return some.length > 0 ? [[kind, some] as [FulfillmentKind, Change[]]] : [];
  });
}
