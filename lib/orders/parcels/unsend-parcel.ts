import { z } from 'zod';
import { db, type Tx } from '../../db';
import { orderNumber } from '../../order-number';
import { type LockedParcel, lockParcel } from '../../shipping/lock-parcel';
import { type Held, whyHeld } from '../../shipping/may-leave';
import { shownTracking } from '../../shipping/send-parcel';
import { addTimeline } from '../../timeline/timeline';

/** What was taken back of a parcel's leaving, or why nothing was. */
export type UnsendResult =
  | {
      unsent: true;
      /** The order's number */
      order: string;
      /** Whether the buyer has had the mail that says it left */
      told: boolean;
    }
  | {
      unsent: false;
      reason:
        | 'no_parcel'
        | 'not_sent'
        | 'already_delivered'
        | 'cancelled'
        | 'erased'
        /** The merchant's own shipping system says that it has left */
        | 'sent_by_system'
        /** Some of what is in it was refunded as sent goods */
        | 'refunded_since'
        | Held;
      /** For `already_delivered`: when */
      deliveredAt: Date | null;
    };

/**
 * Takes a wrong press back: a parcel that was marked as sent and never left waits again, without its tracking. The mail
 * that tells of its leaving is not sent where it has not gone yet; when it does leave, the buyer is told anew. Under
 * the order's lock. What was refunded since counted these goods as gone, so then it stays as it is (I4).
 *
 * @param input `parcelId`, as it came from the form
 * @param actor the merchant's address, for the timeline
 */
export async function unsendParcel(input: unknown, actor: string): Promise<UnsendResult> {
  const { data } = z.object({ parcelId: z.uuid() }).safeParse(input);
  if (!data) return refused('no_parcel');
  return await db().$transaction(async (tx): Promise<UnsendResult> => {
    const parcel = await lockParcel(tx, data.parcelId);
    if (!parcel) return refused('no_parcel');
    const { id, state, number, orderId, order } = parcel;
    if (state === 'cancelled') return refused('cancelled');
    if (state === 'awaiting_shipment') return refused('not_sent');
    if (state === 'delivered') return refused('already_delivered', parcel.deliveredAt);
    // It could not be sent again: nobody knows where to.
    if (order.erasedAt) return refused('erased');
    if (await isRefunded(tx, parcel)) return refused('refunded_since');
    const held = whyHeld(order.payment);
    if (held) return refused(held);
    if (parcel.shippedBy === 'system') return refused('sent_by_system');
    await tx.parcel.update({
      where: { id },
      data: {
        ...{ state: 'awaiting_shipment', shippedAt: null, shippedBy: null },
        ...{ carrier: null, trackingNumber: null, trackingUrl: null },
      },
    });
    const mails = { orderId, template: 'shipped', data: { path: ['parcelId'], equals: id } };
    await tx.mailMessage.updateMany({
      where: { ...mails, state: 'queued' },
      data: { state: 'dropped', lastError: 'parcel_not_sent' },
    });
    await addTimeline(tx, orderId, {
      kind: 'parcel_unsent',
      trigger: 'merchant',
      actor,
      data: { parcelId: id, number, ...shownTracking(parcel) },
    });
    const told = (await tx.mailMessage.count({ where: { ...mails, state: 'sent' } })) > 0;
    return { unsent: true, order: orderNumber(order), told };
  });
}

/** Whether more of something lies in the order's parcels than is the buyer's: sent goods that were refunded. */
async function isRefunded(tx: Tx, { items }: LockedParcel): Promise<boolean> {
  const fulfillments = await tx.fulfillment.findMany({
    where: { id: { in: items.map(({ fulfillmentId }) => fulfillmentId) } },
    select: { units: true, parcelItems: { select: { quantity: true } } },
  });
  return fulfillments.some(
    ({ units, parcelItems }) => parcelItems.reduce((sum, { quantity }) => sum + quantity, 0) > units,
  );
}

function refused(
  reason: Extract<UnsendResult, { unsent: false }>['reason'],
  deliveredAt: Date | null = null,
): UnsendResult {
  return { unsent: false, reason, deliveredAt };
}
