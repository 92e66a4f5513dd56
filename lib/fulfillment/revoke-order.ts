import { lockStock } from '../checkout/holds';
import { refreshLinks } from '../checkout/refresh-links';
import type { Tx } from '../db';
import type { Order } from '../generated/prisma/client';
import type { FulfillmentKind } from '../generated/prisma/enums';
import { addTimeline, type TimelineNote } from '../orders/timeline';
import { kinds } from './kinds';
import { moveFulfillment } from './move-fulfillment';

/**
 * Takes back everything an order granted: keys and downloads are revoked, access ends, parcels that have not left are
 * stopped and their goods return to stock (I4). Runs under the order's lock; a second call finds nothing.
 */
export async function revokeOrder(
  tx: Tx,
  order: Order,
  note: Pick<TimelineNote, 'trigger' | 'eventId' | 'actor'>,
): Promise<void> {
  await returnStock(tx, order.id);
  const granted = await tx.fulfillment.findMany({
    where: { orderLine: { orderId: order.id }, state: 'granted' },
    select: { id: true, kind: true },
  });
  for (const kind of Object.keys(kinds) as FulfillmentKind[]) {
    const ids = granted.filter((row) => row.kind === kind).map((row) => row.id);
    if (ids.length > 0) await kinds[kind].revoke(tx, ids);
  }
  await tx.fulfillment.updateMany({
    where: { id: { in: granted.map((row) => row.id) } },
    data: { state: 'revoked', units: 0, revokedAt: new Date() },
  });
  await tx.orderLine.updateMany({
    where: { orderId: order.id },
    data: { state: 'cancelled', attention: null },
  });
  await moveFulfillment(tx, order, 'cancelled', { attention: null }, note);
  const { trigger, eventId, actor } = note;
  await addTimeline(tx, order.id, {
    kind: 'revoked',
    trigger,
    eventId,
    actor,
    data: { fulfillments: granted.length },
  });
}

/**
 * Puts back on the shelf what the order's lines took and what has not left: all of it for a line that never became a
 * parcel. A key that was given to somebody is spent, so the unit that stood for it does not come back.
 */
async function returnStock(tx: Tx, orderId: string): Promise<void> {
  const lines = await tx.orderLine.findMany({
    where: { orderId, stockTaken: { gt: 0 }, productId: { not: null } },
    include: {
      product: { select: { licenseKeySource: true } },
      fulfillments: { include: { parcelItems: { include: { parcel: { select: { state: true } } } } } },
    },
  });
  const returned = new Map<string, number>();
  for (const { id, productId, product, stockTaken, fulfillments } of lines) {
    const items = fulfillments.flatMap((row) => row.parcelItems);
    const sent = items.filter(({ parcel }) => parcel.state === 'shipped' || parcel.state === 'delivered');
    const spent = product?.licenseKeySource === 'pool' && fulfillments.length > 0;
    const units = spent ? 0 : stockTaken - sent.reduce((sum, item) => sum + item.quantity, 0);
    if (!productId || units <= 0) continue;
    returned.set(productId, (returned.get(productId) ?? 0) + units);
    await tx.orderLine.update({ where: { id }, data: { stockTaken: { decrement: units } } });
  }
  await lockStock(tx, [...returned.keys()]);
  for (const [productId, units] of returned) {
    await tx.stock.updateMany({
      where: { productId },
      data: { sold: { decrement: units }, onHand: { increment: units } },
    });
  }
  await refreshLinks(tx, [...returned.keys()]);
}
