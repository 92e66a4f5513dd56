import type { BuyerOrder, BuyerParcel } from '../../buyer-view/buyer-order';
import { db } from '../../db';
import { carrierName, trackingLink } from '../../shipping/carriers';
import { NothingToTell } from '../nothing-to-tell';

/** A parcel that has left. */
export interface SentParcel {
  items: BuyerParcel['items'];
  shippedAt: Date | null;
  /** Name to show; null where nobody said who carries it */
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  /** Others of the same order are still to leave */
  moreFollows: boolean;
}

/**
 * The parcel a mail tells of.
 *
 * @throws {NothingToTell} where it has not left: it was called off since, or its leaving was taken back
 */
export async function loadSentParcel(order: BuyerOrder, parcelId: string | undefined): Promise<SentParcel> {
  const parcel = parcelId ? await db().parcel.findUnique({ where: { id: parcelId } }) : null;
  const items = order.parcels.find(({ id }) => id === parcelId)?.items;
  if (!parcel || !items) throw new NothingToTell('gone');
  if (parcel.state !== 'shipped' && parcel.state !== 'delivered') throw new NothingToTell('parcel_not_sent');
  return {
    items,
    shippedAt: parcel.shippedAt,
    carrier: carrierName(parcel.carrier),
    trackingNumber: parcel.trackingNumber,
    trackingUrl: trackingLink(parcel),
    moreFollows:
      order.parcels.some(({ state }) => state === 'awaiting_shipment') ||
      order.lines.some(({ state }) => state === 'back_ordered'),
  };
}
