import type { Tx } from '../db';
import type { Order } from '../generated/prisma/client';
import type { FulfillmentKind } from '../generated/prisma/enums';
import { kinds } from './kinds';
import type { Grant, ProductLine } from './kinds/kind';

/**
 * Grants every kind of these lines that has not been granted yet, inside the caller's transaction.
 *
 * @param subscriptionEndsAt when what the order's subscription gives is over; null while nothing ends it
 * @returns for each line that could not be completed (by its ID), why, in words for the merchant (I7)
 */
export async function grantLines(
  tx: Tx,
  order: Order,
  lines: ProductLine[],
  subscriptionEndsAt: Date | null,
): Promise<Map<string, string>> {
  const reasons = new Map<string, string>();
  if (lines.length === 0) return reasons;
  const byLine = new Map(lines.map((entry) => [entry.line.id, entry]));
  // I1: the unique index on (order line, kind) decides who grants; a row that was there already is not returned.
  const inserted = await tx.fulfillment.createManyAndReturn({
    data: lines.flatMap(({ line, product }) =>
      product.kinds.map((kind) => ({ orderLineId: line.id, kind, units: line.quantity })),
    ),
    skipDuplicates: true,
    select: { id: true, orderLineId: true, kind: true },
  });
  const wanted = lines.reduce((sum, { product }) => sum + product.kinds.length, 0);
  if (inserted.length < wanted) await findRevoked(tx, lines, reasons);
  const byKind = new Map<FulfillmentKind, Grant[]>();
  for (const row of inserted) {
    const entry = byLine.get(row.orderLineId);
    if (entry)
      byKind.set(row.kind, [
        ...(byKind.get(row.kind) ?? []),
        { ...entry, fulfillmentId: row.id, subscriptionEndsAt },
      ]);
  }
  for (const [kind, grants] of byKind) {
    const refusals = await kinds[kind].grant(tx, order, grants);
    if (refusals.length === 0) continue;
    // What was refused was not granted: without its row, the next attempt tries again.
    await tx.fulfillment.deleteMany({
      where: { id: { in: refusals.map((refusal) => refusal.fulfillmentId) } },
    });
    for (const { fulfillmentId, reason } of refusals) {
      const line = grants.find((grant) => grant.fulfillmentId === fulfillmentId)?.line;
      if (line) reasons.set(line.id, reason);
    }
  }
  return reasons;
}

/** What was granted and taken back is not granted a second time by a machine: whoever wants that does it by hand. */
async function findRevoked(tx: Tx, lines: ProductLine[], reasons: Map<string, string>): Promise<void> {
  const revoked = await tx.fulfillment.findMany({
    where: { orderLineId: { in: lines.map(({ line }) => line.id) }, state: 'revoked' },
    include: { orderLine: { select: { description: true } } },
  });
  for (const { orderLineId, orderLine } of revoked) {
    reasons.set(
      orderLineId,
      `“${orderLine.description}” was taken back before: deliver it by hand, or refund.`,
    );
  }
}
