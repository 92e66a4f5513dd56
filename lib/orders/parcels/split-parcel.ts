import { z } from 'zod';
import { db } from '../../db';
import { orderNumber } from '../../order-number';
import { announceParcels } from '../../shipping/announce-parcels';
import { chosenUnits, divideParcel, planDivision } from '../../shipping/divide-parcel';
import { lockParcel } from '../../shipping/lock-parcel';
import { addTimeline } from '../../timeline/timeline';

/** Whether one parcel became two, or why it stayed as it is. */
export type SplitResult =
  | {
      split: true /** The order's number */;
      order: string /** Number of the new parcel within it */;
      rest: number;
    }
  | {
      split: false;
      reason:
        | 'malformed'
        | 'no_parcel'
        | 'already_shipped'
        | 'cancelled'
        | 'changed'
        | 'nothing_chosen'
        | 'all_chosen';
    };

const shape = z.object({ parcelId: z.uuid(), units: chosenUnits });

/**
 * Divides a waiting parcel in two without sending either, so that each gets its own slip: the chosen units stay, the
 * rest moves into a new parcel. Under the order's lock; every unit lies in one of the two (I1). Goods of a contested
 * payment may be divided: nothing leaves by it.
 *
 * @param input `parcelId`, and `units`, how many of each fulfilment stay
 * @param actor the merchant's address, for the timeline
 */
export async function splitParcel(input: unknown, actor: string): Promise<SplitResult> {
  const { data } = shape.safeParse(input);
  if (!data) return { split: false, reason: 'malformed' };
  const { parcelId, units } = data;
  return await db().$transaction(async (tx): Promise<SplitResult> => {
    const parcel = await lockParcel(tx, parcelId);
    if (!parcel) return { split: false, reason: 'no_parcel' };
    if (parcel.state === 'cancelled') return { split: false, reason: 'cancelled' };
    if (parcel.state !== 'awaiting_shipment') return { split: false, reason: 'already_shipped' };
    const division = planDivision(parcel.items, units);
    if (division.kind === 'whole') return { split: false, reason: 'all_chosen' };
    if (division.kind !== 'part') return { split: false, reason: division.kind };
    const rest = await divideParcel(tx, parcel, division);
    await addTimeline(tx, parcel.orderId, {
      kind: 'parcel_split',
      trigger: 'merchant',
      actor,
      data: { parcelId, number: parcel.number, rest },
    });
    await announceParcels(tx, parcel.orderId);
    return { split: true, order: orderNumber(parcel.order), rest };
  });
}
