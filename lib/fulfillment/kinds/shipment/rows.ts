import type { ParcelState, Trigger } from '../../../generated/prisma/enums';

export interface ParcelRow {
  id: string;
  orderId: string;
  /** 1, 2, … within the order. */
  number: number;
  state: ParcelState;
  /** A key of `carriers` in lib/shipping, or the carrier's name as it was written. */
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  createdAt: Date;
  shippedAt: Date | null;
  deliveredAt: Date | null;
  /** Who reported that it left: a merchant, or their shipping system. */
  shippedBy: Trigger | null;
  announcedRevision: number;
  announcedReady: boolean;
  announcedMark: string | null;
  /** How many mails told the buyer where it is. */
  timesMailed: number;
}

export interface ParcelItemRow {
  parcelId: string;
  fulfillmentId: string;
  quantity: number;
}

export interface ShipmentRows {
  parcels: readonly ParcelRow[];
  parcelItems: readonly ParcelItemRow[];
}
