import type { Tx } from '../db';
import { isWanted, queueMessage } from '../queue/queue-message';
import { parcelAnnouncements } from './parcel-announcements';
import { parcelMessageSelect } from './parcel-message';

/**
 * Announces what there is to send of an order to the merchant's own systems, under the order's lock, at the end of
 * whatever a merchant changed of its parcels (I5). It queues nothing where everything was announced before.
 */
export async function announceParcels(tx: Tx, orderId: string): Promise<void> {
  // Most shops have no such system: then there is nothing to find out.
  if (!(await isWanted(tx, ['parcel.ready', 'parcel.cancelled']))) return;
  const { parcels, ...order } = await tx.order.findUniqueOrThrow({
    where: { id: orderId },
    include: {
      parcels: {
        orderBy: { number: 'asc' },
        select: {
          ...parcelMessageSelect,
          announcedRevision: true,
          announcedReady: true,
          announcedMark: true,
        },
      },
    },
  });
  for (const { parcelId, kind, key, data, announced } of parcelAnnouncements(order, parcels)) {
    if (!(await isWanted(tx, [kind]))) continue;
    await queueMessage(tx, { kind, key, orderId, data });
    await tx.parcel.update({ where: { id: parcelId }, data: announced });
  }
}
