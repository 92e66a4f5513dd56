import { z } from 'zod';
import { applyMerchantWish } from '../../fulfillment/apply-merchant-wish';
import { carrierName } from '../../shipping/carriers';
import { carrierField, trackingNumberField, trackingUrlField } from '../../shipping/tracking-fields';

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
  const wish = { kind: 'correct_tracking', parcelId, tracking, tellsBuyer: tellBuyer } as const;
  const outcome = await applyMerchantWish(wish, { trigger: 'merchant', actor });
  if (!outcome) return { corrected: false, reason: 'no_parcel' };
  if (outcome.refused !== null) return { corrected: false, reason: outcome.refused };
  const { carrier, trackingNumber } = tracking;
  const { order, mailed } = outcome;
  return { corrected: true, order, carrier: carrierName(carrier), trackingNumber, mailed };
}
