import type { PaymentState } from '../generated/prisma/enums';
import type { MessageKind } from '../queue/message-kinds';
import { whyHeld } from './may-leave';
import { contentMark, type OrderRow, type ParcelRow, parcelMessage } from './parcel-message';

/** A parcel, and what the merchant's systems were last told of it. */
export type AnnouncedParcel = ParcelRow & {
  announcedRevision: number;
  announcedReady: boolean;
  announcedMark: string | null;
};

/** A message about one parcel, and what is known to be told once it is queued. */
export interface ParcelAnnouncement {
  parcelId: string;
  kind: Extract<MessageKind, `parcel.${string}`>;
  key: string;
  data: { revision: number } & Partial<ReturnType<typeof parcelMessage>> & { reason?: string };
  announced: { announcedRevision: number; announcedReady: boolean; announcedMark: string };
}

/**
 * What the merchant's own systems have to be told of an order's parcels: `parcel.ready` for each that waits, again when
 * its contents or the address have changed, and `parcel.cancelled` for one they were told of that must not leave any
 * more, because it was called off or because the payment is contested.
 *
 * Messages may arrive in another order than they were sent in: the one with the higher `revision` holds.
 */
export function parcelAnnouncements(
  order: OrderRow & { payment: PaymentState },
  parcels: readonly AnnouncedParcel[],
): ParcelAnnouncement[] {
  const held = whyHeld(order.payment);
  return parcels.flatMap((parcel): ParcelAnnouncement[] => {
    const { id, announcedReady, announcedMark } = parcel;
    const next = parcel.announcedRevision + 1;
    const message = parcelMessage(order, parcel);
    if (parcel.state === 'awaiting_shipment' && parcel.items.length > 0 && !held) {
      const mark = contentMark(message);
      // Known already: the same key again reaches only an endpoint that was added since.
      const revision = announcedReady && announcedMark === mark ? parcel.announcedRevision : next;
      return [
        {
          parcelId: id,
          kind: 'parcel.ready',
          key: `parcel.ready:${id}:${revision}:${mark}`,
          data: { revision, ...message },
          announced: { announcedRevision: revision, announcedReady: true, announcedMark: mark },
        },
      ];
    }
    if (announcedMark === null || parcel.state === 'shipped' || parcel.state === 'delivered') return [];
    const isFrozen = parcel.state === 'awaiting_shipment' && held === 'frozen';
    const reason = isFrozen ? 'payment_disputed' : 'called_off';
    // What is frozen may be called off later; what is called off is so for good.
    if (announcedMark === reason || announcedMark === 'called_off') return [];
    const { parcel_id, parcel_number, order_id, order_number } = message;
    return [
      {
        parcelId: id,
        kind: 'parcel.cancelled',
        key: `parcel.cancelled:${id}:${next}:${reason}`,
        data: { revision: next, parcel_id, parcel_number, order_id, order_number, reason },
        announced: { announcedRevision: next, announcedReady: false, announcedMark: reason },
      },
    ];
  });
}
