import { z } from 'zod';
import { applyMerchantWish } from '../../fulfillment/apply-merchant-wish';
import { carrierName } from '../../shipping/carriers';
import { chosenUnits } from '../../shipping/divide-parcel';
import type { Held } from '../../shipping/may-leave';
import { carrierField, trackingNumberField, trackingUrlField } from '../../shipping/tracking-fields';

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
  const wish = { kind: 'send_parcel', parcelId, tracking, ...(units && { units }) } as const;
  const outcome = await applyMerchantWish(wish, { trigger: 'merchant', actor });
  if (!outcome || outcome.refused === 'no_parcel') return refused('no_parcel');
  if (outcome.refused !== null) return refused(outcome.refused, outcome.parcel.shippedAt);
  const { order, rest, mailed } = outcome;
  const { carrier, trackingNumber } = tracking;
  return { shipped: true, order, carrier: carrierName(carrier), trackingNumber, rest, mailed };
}

function refused(
  reason: Extract<ShipResult, { shipped: false }>['reason'],
  shippedAt: Date | null = null,
): ShipResult {
  return { shipped: false, reason, shippedAt };
}
