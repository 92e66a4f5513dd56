import type { Tx } from '../db';
import { type Order, type OrderLine, Prisma } from '../generated/prisma/client';
import type { LineState } from '../generated/prisma/enums';
import type { TimelineNote } from '../timeline/timeline';
import { readReasons, storedReasons } from './attention';
import { grantedUnits } from './line-units';
import { moveFulfillment } from './move-fulfillment';
import { deriveFulfillment, type LineProgress } from './order-states';

/** A line with its order under the order's lock, and how far every line of that order is. */
export interface LineInOrder {
  order: Order;
  line: OrderLine;
  progress: (OrderLine & LineProgress)[];
}

/** Finds a line and locks its order; null where there is none. */
export async function withProgress(tx: Tx, lineId: string): Promise<LineInOrder | null> {
  await tx.$queryRaw`
    SELECT o.id FROM orders o JOIN order_line l ON l.order_id = o.id WHERE l.id = ${lineId}::uuid FOR UPDATE OF o`;
  const order = await tx.order.findFirst({
    where: { lines: { some: { id: lineId } } },
    include: { lines: { include: { product: { select: { kinds: true } }, fulfillments: true } } },
  });
  if (!order) return null;
  const progress = order.lines.map(({ product, fulfillments, ...line }) => ({
    ...line,
    granted: grantedUnits(product?.kinds ?? [], fulfillments),
  }));
  const line = progress.find(({ id }) => id === lineId);
  return line ? { order, line, progress } : null;
}

/** Writes what a merchant decided of a line that waits, and the state its order is in then. */
export async function rewriteLine(
  tx: Tx,
  { order, line, progress }: LineInOrder,
  fields: Prisma.OrderLineUncheckedUpdateInput & { state: LineState },
  how: Pick<TimelineNote, 'trigger' | 'actor'>,
): Promise<void> {
  await tx.orderLine.update({ where: { id: line.id }, data: { ...fields, attention: Prisma.DbNull } });
  const { state } = fields;
  const lines = progress.map((one) => (one.id === line.id ? { ...one, state, attention: null } : one));
  const fulfillment = deriveFulfillment(lines);
  const done = fulfillment === 'fulfilled';
  await moveFulfillment(
    tx,
    order,
    fulfillment,
    {
      attention: storedReasons(lines.flatMap(({ attention }) => readReasons(attention))),
      ...(state === 'fulfilled' && { fulfilledBy: how.trigger }),
      ...(done && { fulfilledAt: new Date() }),
    },
    how,
  );
}
