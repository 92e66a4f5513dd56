import type { ParcelState } from '../../../generated/prisma/enums';

export interface ParcelRow {
  id: string;
  orderId: string;
  /** 1, 2, … within the order. */
  number: number;
  state: ParcelState;
  announcedRevision: number;
  announcedReady: boolean;
  announcedMark: string | null;
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
