import type { Tx } from '../db';
import type { MessageKind } from '../queue/message-kinds';
import { isWanted, queueMessage } from '../queue/queue-message';
import { whyHeld } from './may-leave';
import { contentMark, parcelMessage, parcelMessageSelect } from './parcel-message';

/** What the merchant's systems were last told of a parcel. */
interface Told {
  kind: string;
  key: string;
  revision: number;
  mark: string;
}

/**
 * Tells the merchant's own systems what there is to send of an order: `parcel.ready` for each parcel that waits, again
 * when its contents or the address have changed, and `parcel.cancelled` for one they were told of that must not leave
 * any more, because it was called off or because the payment is contested. Call it under the order's lock, at the end
 * of whatever changed its parcels or its payment: it queues nothing where all is told (I5).
 *
 * Messages may arrive in another order than they were sent in: the one with the higher `revision` holds.
 */
export async function announceParcels(tx: Tx, orderId: string): Promise<void> {
  // Most shops have no such system: then there is nobody to tell, and nothing to find out first.
  const kinds = ['parcel.ready', 'parcel.cancelled'] satisfies MessageKind[];
  if (!(await isWanted(tx, kinds))) return;
  const order = await tx.order.findUniqueOrThrow({
    where: { id: orderId },
    include: { parcels: { orderBy: { number: 'asc' }, select: parcelMessageSelect } },
  });
  const told = await lastTold(tx, orderId);
  const held = whyHeld(order.payment);
  for (const parcel of order.parcels) {
    const last = told.get(parcel.id);
    const revision = (last?.revision ?? 0) + 1;
    const message = parcelMessage(order, parcel);
    if (parcel.state === 'awaiting_shipment' && parcel.items.length > 0 && !held) {
      const mark = contentMark(message);
      const news = last?.kind !== 'parcel.ready' || last.mark !== mark;
      // Known already: the same key again reaches only an endpoint that was added since.
      const key = news ? `parcel.ready:${parcel.id}:${revision}:${mark}` : last.key;
      const data = { revision: news ? revision : last.revision, ...message };
      await queueMessage(tx, { kind: 'parcel.ready', key, orderId, data });
    } else if (last && parcel.state !== 'shipped' && parcel.state !== 'delivered') {
      const reason =
        parcel.state === 'awaiting_shipment' && held === 'frozen' ? 'payment_disputed' : 'called_off';
      // What is frozen may be called off later; what is called off is so for good.
      if (last.mark === reason || last.mark === 'called_off') continue;
      const { parcel_id, parcel_number, order_id, order_number } = message;
      await queueMessage(tx, {
        kind: 'parcel.cancelled',
        key: `parcel.cancelled:${parcel.id}:${revision}:${reason}`,
        orderId,
        data: { revision, parcel_id, parcel_number, order_id, order_number, reason },
      });
    }
  }
}

/** The revision of the newest message about a parcel; 0 where no system was told of it. */
export async function announcedRevision(tx: Tx, parcel: { id: string; orderId: string }): Promise<number> {
  return (await lastTold(tx, parcel.orderId)).get(parcel.id)?.revision ?? 0;
}

const keyShape = /^(parcel\.(?:ready|cancelled)):([0-9a-f-]{36}):(\d+):(\w+)$/;

/** The newest message about each parcel, read off the keys they were queued under. */
async function lastTold(tx: Tx, orderId: string): Promise<Map<string, Told>> {
  const rows = await tx.outgoingMessage.findMany({
    where: { orderId, kind: { in: ['parcel.ready', 'parcel.cancelled'] } },
    select: { idempotencyKey: true },
  });
  const told = new Map<string, Told>();
  for (const { idempotencyKey: key } of rows) {
    const [, kind, parcelId, number, mark] = keyShape.exec(key) ?? [];
    if (!kind || !parcelId || !mark) continue;
    const revision = Number(number);
    if (revision > (told.get(parcelId)?.revision ?? 0)) told.set(parcelId, { kind, key, revision, mark });
  }
  return told;
}
