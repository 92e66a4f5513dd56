import type { Tx } from '../db';
import type { Trigger } from '../generated/prisma/enums';
import { queueMail } from '../queue/queue-mail';
import { addTimeline } from '../timeline/timeline';
import { carrierName } from './carriers';
import type { LockedParcel } from './lock-parcel';
import type { Tracking } from './tracking-fields';

/** Who sends a parcel off: a merchant at the desk, or their shipping system. */
export interface Sender {
  trigger: Trigger;
  actor: string;
}

/**
 * Marks a waiting parcel as sent, under the order's lock; the buyer's mail and the timeline go with it (I5).
 *
 * @returns whether a mail was queued: not where no address is known
 */
export async function sendParcel(
  tx: Tx,
  parcel: LockedParcel,
  tracking: Tracking,
  { trigger, actor }: Sender,
): Promise<boolean> {
  await tx.parcel.update({
    where: { id: parcel.id },
    data: { state: 'shipped', shippedAt: new Date(), shippedBy: trigger, ...tracking },
  });
  await addTimeline(tx, parcel.orderId, {
    kind: 'parcel_shipped',
    trigger,
    actor,
    data: { parcelId: parcel.id, number: parcel.number, ...shownTracking(tracking) },
  });
  return await mailShipped(tx, parcel);
}

/**
 * Queues the mail that tells the buyer where their parcel is: one for its leaving, one for each correction that is told,
 * one for leaving again after that was taken back. Under the order's lock.
 *
 * @returns false where no address is known
 */
export async function mailShipped(tx: Tx, parcel: LockedParcel): Promise<boolean> {
  const { email, locale } = parcel.order;
  if (!email) return false;
  const { id, timesMailed } = parcel;
  const key = timesMailed === 0 ? `shipped:${id}` : `shipped:${id}:${timesMailed}`;
  await tx.parcel.update({ where: { id }, data: { timesMailed: timesMailed + 1 } });
  return await queueMail(tx, {
    key,
    orderId: parcel.orderId,
    template: 'shipped',
    recipient: email,
    locale,
    data: { parcelId: parcel.id },
  });
}

/** Carrier and numbers as the timeline shows them, the carrier by its name. */
export const shownTracking = ({ carrier, trackingNumber, trackingUrl }: Tracking): Tracking => ({
  carrier: carrierName(carrier),
  trackingNumber,
  trackingUrl,
});
