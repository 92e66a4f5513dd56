import type { Tx } from '../db';
import type { Prisma } from '../generated/prisma/client';
import { lockOrder } from '../locks/lock-orders';

const select = {
  id: true,
  orderId: true,
  number: true,
  state: true,
  carrier: true,
  trackingNumber: true,
  trackingUrl: true,
  createdAt: true,
  shippedAt: true,
  deliveredAt: true,
  shippedBy: true,
  announcedRevision: true,
  timesMailed: true,
  items: { select: { fulfillmentId: true, quantity: true } },
  order: { select: { number: true, payment: true, email: true, locale: true, erasedAt: true } },
} satisfies Prisma.ParcelSelect;

/** A parcel as it stands under its order's lock. */
export type LockedParcel = Prisma.ParcelGetPayload<{ select: typeof select }>;

/**
 * Locks the order a parcel belongs to, and reads the parcel as it then is: of two who act on it at once the second
 * sees what the first one did (I1).
 *
 * @returns null where there is no such parcel
 */
export async function lockParcel(tx: Tx, parcelId: string): Promise<LockedParcel | null> {
  const parcel = await tx.parcel.findUnique({ where: { id: parcelId }, select: { orderId: true } });
  if (!parcel) return null;
  await lockOrder(tx, { id: parcel.orderId });
  return await tx.parcel.findUnique({ where: { id: parcelId }, select });
}
