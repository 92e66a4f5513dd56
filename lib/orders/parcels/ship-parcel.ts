import { z } from 'zod';
import { db } from '../../db';
import { orderNumber } from '../../order-number';
import { announceParcels } from '../../shipping/announce-parcels';
import { carrierName } from '../../shipping/carriers';
import { chosenUnits, divideParcel, planDivision } from '../../shipping/divide-parcel';
import { lockParcel } from '../../shipping/lock-parcel';
import { type Held, whyHeld } from '../../shipping/may-leave';
import { sendParcel } from '../../shipping/send-parcel';
import { carrierField, trackingNumberField, trackingUrlField } from '../../shipping/tracking-fields';
import { addTimeline } from '../../timeline/timeline';

/** What happened to a parcel, or why nothing did. */
export type ShipResult =
  | {
      shipped: true;
      /** The order's number */
      order: string;
      /** By its name */
      carrier: string | null;
      trackingNumber: string | null;
      /** Number of the parcel that what was not sent now waits in; null where all was sent */
      rest: number | null;
      /** Whether the buyer is told by mail; not where no address is known */
      mailed: boolean;
    }
  | {
      shipped: false;
      reason:
        | 'malformed'
        | 'no_parcel'
        | 'already_shipped'
        | 'cancelled'
        | 'changed'
        | 'nothing_chosen'
        | Held;
      /** For `already_shipped`: when it left */
      shippedAt: Date | null;
    };

const shape = z.object({
  parcelId: z.uuid(),
  carrier: carrierField,
  trackingNumber: trackingNumberField,
  trackingUrl: trackingUrlField,
  units: chosenUnits.optional(),
});

/**
 * Marks a parcel as sent, under the order's lock: of two presses one marks it, the other learns that it has left. Where
 * only some of its units go now, the rest waits in a parcel of its own; every unit lies in one of them (I1).
 *
 * @param input `parcelId`; `carrier`, `trackingNumber`, `trackingUrl`, which may be empty; `units`, how many of each
 *   fulfilment go now, all where it is left out
 * @param actor the merchant's address, for the timeline
 */
export async function shipParcel(input: unknown, actor: string): Promise<ShipResult> {
  const { data } = shape.safeParse(input);
  if (!data) return refused('malformed');
  const { parcelId, units, ...tracking } = data;
  return await db().$transaction(async (tx) => {
    const parcel = await lockParcel(tx, parcelId);
    if (!parcel) return refused('no_parcel');
    if (parcel.state === 'cancelled') return refused('cancelled');
    if (parcel.state !== 'awaiting_shipment') return refused('already_shipped', parcel.shippedAt);
    const held = whyHeld(parcel.order.payment);
    if (held) return refused(held);
    const division = planDivision(parcel.items, units);
    if (division.kind === 'changed' || division.kind === 'nothing_chosen') return refused(division.kind);
    const rest = division.kind === 'part' ? await divideParcel(tx, parcel, division) : null;
    if (rest !== null) {
      const data = { parcelId, number: parcel.number, rest };
      await addTimeline(tx, parcel.orderId, { kind: 'parcel_split', trigger: 'merchant', actor, data });
    }
    const mailed = await sendParcel(tx, parcel, tracking, { trigger: 'merchant', actor });
    await announceParcels(tx, parcel.orderId);
    const { carrier, trackingNumber } = tracking;
    return {
      shipped: true,
      order: orderNumber(parcel.order),
      carrier: carrierName(carrier),
      trackingNumber,
      rest,
      mailed,
    };
  });
}

function refused(
  reason: Extract<ShipResult, { shipped: false }>['reason'],
  shippedAt: Date | null = null,
): ShipResult {
  return { shipped: false, reason, shippedAt };
}
