import { z } from 'zod';
import { applyMerchantWish } from '../../fulfillment/apply-merchant-wish';
import type { Held } from '../../shipping/may-leave';

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
  const wish = { kind: 'unsend_parcel', parcelId: data.parcelId } as const;
  const outcome = await applyMerchantWish(wish, { trigger: 'merchant', actor });
  if (!outcome || outcome.refused === 'no_parcel') return refused('no_parcel');
  if (outcome.refused !== null) return refused(outcome.refused, outcome.parcel.deliveredAt);
  const { order, told } = outcome;
  return { unsent: true, order, told };
}

function refused(
  reason: Extract<UnsendResult, { unsent: false }>['reason'],
  deliveredAt: Date | null = null,
): UnsendResult {
  return { unsent: false, reason, deliveredAt };
}
