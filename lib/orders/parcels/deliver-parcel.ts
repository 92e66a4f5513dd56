import { z } from 'zod';
import { applyMerchantWish } from '../../fulfillment/apply-merchant-wish';

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
  const wish = { kind: 'deliver_parcel', parcelId: data.parcelId } as const;
  const outcome = await applyMerchantWish(wish, { trigger: 'merchant', actor });
  if (!outcome || outcome.refused === 'no_parcel') return refused('no_parcel');
  if (outcome.refused !== null) return refused(outcome.refused, outcome.parcel.deliveredAt);
  return { delivered: true, order: outcome.order };
}

function refused(
  reason: Extract<DeliverResult, { delivered: false }>['reason'],
  deliveredAt: Date | null = null,
): DeliverResult {
  return { delivered: false, reason, deliveredAt };
}
