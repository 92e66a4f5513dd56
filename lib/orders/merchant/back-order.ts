import { z } from 'zod';
import { applyMerchantWish } from '../../fulfillment/apply-merchant-wish';

/** What was put on back-order, or exactly why nothing was. */
export type BackOrderResult =
  | { backOrdered: true; description: string; units: number }
  | {
      backOrdered: false;
      /** `not_short`: it does not wait for stock, but for something else, or for nothing */
      reason: 'malformed' | 'no_line' | 'not_paid' | 'already' | 'not_short';
    };

const shape = z.object({ lineId: z.uuid() });

/**
 * Puts a line that lacks stock on back-order: what is missing is sent by itself once it has arrived, the buyer is told,
 * and the order no longer needs a person for it (I7).
 *
 * @param input as it came from the form: `lineId`
 * @param actor the merchant's address, for the timeline
 */
export async function backOrderLine(input: unknown, actor: string): Promise<BackOrderResult> {
  const { data } = shape.safeParse(input);
  if (!data) return { backOrdered: false, reason: 'malformed' };
  const wish = { kind: 'back_order', lineId: data.lineId } as const;
  const outcome = await applyMerchantWish(wish, { trigger: 'merchant', actor });
  if (!outcome) return { backOrdered: false, reason: 'no_line' };
  if (outcome.refused === null) {
    return { backOrdered: true, description: outcome.description, units: outcome.units };
  }
  return { backOrdered: false, reason: outcome.refused === 'not_waiting' ? 'not_short' : outcome.refused };
}
