import type Stripe from 'stripe';
import { now } from '../state/ids';

/** What the customer said on leaving. */
export interface CancellationWords {
  comment?: string | null;
  feedback?: Stripe.Subscription.CancellationDetails.Feedback | null;
}

/** What changes where a subscription is to end with its period, or to go on after all. */
export function endingOf(subscription: Stripe.Subscription, ending: boolean): Partial<Stripe.Subscription> {
  return {
    cancel_at: ending ? (subscription.items.data[0]?.current_period_end ?? null) : null,
    cancel_at_period_end: ending,
    canceled_at: ending ? (subscription.canceled_at ?? now()) : null,
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      reason: ending ? 'cancellation_requested' : null,
    },
  };
}

/** The subscription's `cancellation_details` with what the customer said. */
export function withWords(
  { cancellation_details: known }: Stripe.Subscription,
  { comment, feedback }: CancellationWords = {},
): Stripe.Subscription.CancellationDetails {
  return {
    comment: comment === undefined ? (known?.comment ?? null) : comment,
    feedback: feedback === undefined ? (known?.feedback ?? null) : feedback,
    feedback_option: null,
    reason: known?.reason ?? null,
  };
}
