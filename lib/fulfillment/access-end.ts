import type { Subscription } from '../stripe/subscriptions';
import { day } from '../time';

/** As much of a subscription as says how long its access lasts. */
export type SubscriptionFacts = Pick<Subscription, 'status' | 'cancel_at' | 'ended_at'> & {
  items: { data: { current_period_start: number }[] };
};

/** While Stripe tries a renewal's payment again, the buyer keeps the access for so many days of the unpaid period. */
const graceDays = 7;

/**
 * When the access that a subscription gives is over, as far as is known now; null while nothing ends it. Decides from
 * the subscription as Stripe reports it, never from what led there, so that the order of events does not matter.
 * `incomplete` is treated as going on: access is granted for paid sessions only, and that state lasts a moment there.
 * https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses
 */
export function accessEnd(subscription: SubscriptionFacts, now: Date): Date | null {
  const { status, cancel_at: cancelAt, ended_at: endedAt, items } = subscription;
  switch (status) {
    case 'canceled':
    case 'incomplete_expired':
    case 'paused':
    case 'unpaid':
      return endedAt === null ? now : at(endedAt);
    case 'past_due': {
      const unpaidSince = Math.max(0, ...items.data.map((item) => item.current_period_start));
      return at(Math.min(unpaidSince + (graceDays * day) / 1000, cancelAt ?? Number.POSITIVE_INFINITY));
    }
    default:
      return cancelAt === null ? null : at(cancelAt);
  }
}

const at = (seconds: number): Date => new Date(seconds * 1000);
