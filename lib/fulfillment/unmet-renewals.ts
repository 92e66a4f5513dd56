import type { Tx } from '../db';
import type { Order, OrderLine } from '../generated/prisma/client';
import type { TimelineKind } from '../timeline/timeline';
import { unitsWanted } from './line-units';

/** What opens access again that a renewal was paid for, or says that a person has seen to it. */
const met: readonly TimelineKind[] = ['unfrozen', 'units_restored', 'fulfilled_by_hand'];

/**
 * The lines of which nothing is wanted any more, because the first payment of their subscription went back, and for
 * which a later period was paid all the same (I7): a person has to decide. Read from the timeline, where the renewal
 * stands (`recordRenewal`), and after it what has met it. Under the order's lock; asks nothing where the order has no
 * subscription or is still wanted.
 *
 * @param order with its payment as it is now
 * @returns the lines' IDs
 */
export async function unmetRenewals(
  tx: Tx,
  order: Order,
  lines: readonly OrderLine[],
): Promise<ReadonlySet<string>> {
  const over = order.subscriptionId === null ? [] : lines.filter((line) => isTakenBack(line, order));
  const unmet = new Set<string>();
  if (over.length === 0) return unmet;
  const told = await tx.timelineEntry.findMany({
    where: { orderId: order.id, kind: { in: ['renewal_without_access', ...met] } },
    orderBy: { id: 'asc' },
    select: { kind: true, data: true },
  });
  for (const { kind, data } of told) {
    for (const { id } of over) {
      if (kind === 'renewal_without_access') unmet.add(id);
      else if (kind !== 'fulfilled_by_hand' || lineOf(data) === id) unmet.delete(id);
    }
  }
  return unmet;
}

/** Whether a line was one of ours, and all of it has gone back. */
export const isTakenBack = (line: OrderLine, { payment }: Pick<Order, 'payment'>): boolean =>
  line.productId !== null && line.quantity > 0 && unitsWanted(line, payment) === 0;

const lineOf = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && 'lineId' in data ? data.lineId : undefined;
