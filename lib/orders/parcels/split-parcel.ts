import { z } from 'zod';
import { applyMerchantWish } from '../../fulfillment/apply-merchant-wish';
import { chosenUnits } from '../../shipping/divide-parcel';

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
  const wish = { kind: 'split_parcel', parcelId, units } as const;
  const outcome = await applyMerchantWish(wish, { trigger: 'merchant', actor });
  if (!outcome) return { split: false, reason: 'no_parcel' };
  if (outcome.refused !== null) return { split: false, reason: outcome.refused };
  const { order, rest } = outcome;
  return { split: true, order, rest };
}
