import { z } from 'zod';
import { db } from '../../db';
import { orderNumber } from '../../order-number';
import { carrierName } from '../../shipping/carriers';
import { lockParcel } from '../../shipping/lock-parcel';
import { mailShipped, shownTracking } from '../../shipping/send-parcel';
import { carrierField, trackingNumberField, trackingUrlField } from '../../shipping/tracking-fields';
import { addTimeline } from '../../timeline/timeline';

/** What was corrected, or why nothing was. */
export type CorrectResult =
  | {
      corrected: true;
      /** The order's number */
      order: string;
      carrier: string | null;
      trackingNumber: string | null;
      /** Whether the buyer gets a second mail: only where it was asked for */
      mailed: boolean;
    }
  | { corrected: false; reason: 'malformed' | 'no_parcel' | 'not_sent' | 'cancelled' | 'erased' | 'same' };

const shape = z.object({
  parcelId: z.uuid(),
  carrier: carrierField,
  trackingNumber: trackingNumberField,
  trackingUrl: trackingUrlField,
  tellBuyer: z.coerce.boolean().default(false),
});

/**
 * Corrects carrier and tracking number of a parcel that was sent: a slip of the pen, or a number that came later. The
 * order's page shows the new ones at once; the buyer gets a second mail only where that is asked for.
 *
 * @param input as it came from the form: `parcelId`, `carrier`, `trackingNumber`, `trackingUrl`, `tellBuyer`
 * @param actor the merchant's address, for the timeline
 */
export async function correctTracking(input: unknown, actor: string): Promise<CorrectResult> {
  const { data } = shape.safeParse(input);
  if (!data) return { corrected: false, reason: 'malformed' };
  const { parcelId, tellBuyer, ...tracking } = data;
  return await db().$transaction(async (tx): Promise<CorrectResult> => {
    const parcel = await lockParcel(tx, parcelId);
    if (!parcel) return { corrected: false, reason: 'no_parcel' };
    if (parcel.state === 'cancelled') return { corrected: false, reason: 'cancelled' };
    if (parcel.state === 'awaiting_shipment') return { corrected: false, reason: 'not_sent' };
    // A tracking number leads to an address, and that was erased.
    if (parcel.order.erasedAt) return { corrected: false, reason: 'erased' };
    const { carrier, trackingNumber, trackingUrl } = tracking;
    const same =
      carrier === parcel.carrier &&
      trackingNumber === parcel.trackingNumber &&
      trackingUrl === parcel.trackingUrl;
    if (same) return { corrected: false, reason: 'same' };
    await tx.parcel.update({ where: { id: parcelId }, data: tracking });
    await addTimeline(tx, parcel.orderId, {
      kind: 'tracking_corrected',
      trigger: 'merchant',
      actor,
      data: { parcelId, number: parcel.number, ...shownTracking(tracking) },
    });
    // One mail for one correction (I5): a second press of the same form finds it done, above.
    const mailed = tellBuyer && (await mailShipped(tx, parcel));
    return {
      corrected: true,
      order: orderNumber(parcel.order),
      carrier: carrierName(carrier),
      trackingNumber,
      mailed,
    };
  });
}
