import { lockStock } from '../checkout/holds';
import type { Tx } from '../db';
import type { Order } from '../generated/prisma/client';
import type { FulfillmentKind } from '../generated/prisma/enums';
import { addTimeline, type TimelineNote } from '../orders/timeline';
import { kinds } from './kinds';

/**
 * Takes back everything an order granted: keys and downloads are revoked, access ends, parcels that have not left are
 * stopped and their goods return to stock (I4). Runs under the order's lock; a second call finds nothing.
 */
export async function revokeOrder(
  tx: Tx,
  order: Order,
  note: Pick<TimelineNote, 'trigger' | 'eventId' | 'actor'>,
): Promise<void> {
  const granted = await tx.fulfillment.findMany({
    where: { orderLine: { orderId: order.id }, state: 'granted' },
    include: { orderLine: true, parcelItems: { include: { parcel: { select: { state: true } } } } },
  });
  const returned = new Map<string, number>();
  for (const { kind, orderLine, parcelItems } of granted) {
    const unsent = parcelItems.every((item) => item.parcel.state === 'awaiting_shipment');
    if (kind !== 'shipment' || !unsent || !orderLine.productId || orderLine.stockTaken === 0) continue;
    returned.set(orderLine.productId, (returned.get(orderLine.productId) ?? 0) + orderLine.stockTaken);
    await tx.orderLine.update({ where: { id: orderLine.id }, data: { stockTaken: 0 } });
  }
  await lockStock(tx, [...returned.keys()]);
  for (const [productId, units] of returned) {
    await tx.stock.update({
      where: { productId },
      data: { sold: { decrement: units }, onHand: { increment: units } },
    });
  }
  for (const kind of Object.keys(kinds) as FulfillmentKind[]) {
    const ids = granted.filter((row) => row.kind === kind).map((row) => row.id);
    if (ids.length > 0) await kinds[kind].revoke(tx, ids);
  }
  await tx.fulfillment.updateMany({
    where: { id: { in: granted.map((row) => row.id) } },
    data: { state: 'revoked', revokedAt: new Date() },
  });
  await tx.orderLine.updateMany({
    where: { orderId: order.id },
    data: { state: 'cancelled', attention: null },
  });
  await tx.order.update({ where: { id: order.id }, data: { fulfillment: 'cancelled', attention: null } });
  const { trigger, eventId, actor } = note;
  await addTimeline(tx, order.id, {
    kind: 'revoked',
    trigger,
    eventId,
    actor,
    data: { fulfillments: granted.length },
  });
}
