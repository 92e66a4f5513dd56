import { z } from 'zod';
import { db } from '../../db';
import { orderNumber } from '../../order-number';
import { lockParcel } from '../../shipping/lock-parcel';
import { addTimeline } from '../../timeline/timeline';

/** What happened to a parcel, or why nothing did. */
export type DeliverResult =
  | { delivered: true /** The order's number */; order: string }
  | {
      delivered: false;
      reason: 'no_parcel' | 'not_sent' | 'already_delivered' | 'cancelled';
      /** For `already_delivered`: when */
      deliveredAt: Date | null;
    };

/**
 * Notes that a parcel which was sent has arrived, once, under the order's lock. A contested payment changes nothing
 * about where the parcel is.
 *
 * @param input `parcelId`, as it came from the form
 * @param actor the merchant's address, for the timeline
 */
export async function deliverParcel(input: unknown, actor: string): Promise<DeliverResult> {
  const { data } = z.object({ parcelId: z.uuid() }).safeParse(input);
  if (!data) return refused('no_parcel');
  return await db().$transaction(async (tx): Promise<DeliverResult> => {
    const parcel = await lockParcel(tx, data.parcelId);
    if (!parcel) return refused('no_parcel');
    const { state, number } = parcel;
    if (state === 'cancelled') return refused('cancelled');
    if (state === 'awaiting_shipment') return refused('not_sent');
    if (state === 'delivered') return refused('already_delivered', parcel.deliveredAt);
    await tx.parcel.update({
      where: { id: parcel.id },
      data: { state: 'delivered', deliveredAt: new Date() },
    });
    await addTimeline(tx, parcel.orderId, {
      kind: 'parcel_delivered',
      trigger: 'merchant',
      actor,
      data: { parcelId: parcel.id, number },
    });
    return { delivered: true, order: orderNumber(parcel.order) };
  });
}

function refused(
  reason: Extract<DeliverResult, { delivered: false }>['reason'],
  deliveredAt: Date | null = null,
): DeliverResult {
  return { delivered: false, reason, deliveredAt };
}
