import { z } from 'zod';

/** Where the last dispute of a payment stands; `reason` is Stripe's word for it. */
export interface Dispute {
  state: 'open' | 'won' | 'lost';
  reason: string | null;
}

const told = z.object({ object: z.string(), reason: z.string().nullish(), status: z.string().nullish() });

/**
 * The dispute an order's timeline told of last, or null where there was none. A lost one ends as the payment state
 * `refunded` does, and only this says that it was the bank that took the money back.
 *
 * https://docs.stripe.com/api/disputes/object#dispute_object-status
 */
export function lastDispute(timeline: readonly { kind: string; data: unknown }[]): Dispute | null {
  let last: Dispute | null = null;
  for (const { kind, data } of timeline) {
    if (kind !== 'payment_disputed' && kind !== 'dispute_closed') continue;
    const { reason = null, status } = told.safeParse(data).data ?? {};
    if (kind === 'payment_disputed') last = { state: 'open', reason };
    else last = { state: status === 'lost' ? 'lost' : 'won', reason };
  }
  return last;
}
