import type Stripe from 'stripe';
import type { Delivery } from '../../engine';
import { formatMoney } from '../../money';

/** How a state is coloured: nothing to do, good, waiting, wrong. */
export type Tone = 'plain' | 'good' | 'wait' | 'bad';

export interface State {
  word: string;
  tone: Tone;
}

/** The one word for where a session stands, taking its payment and what was given back or disputed into account. */
export function sessionState(
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent | undefined,
  refunded: number,
  disputes: readonly Stripe.Dispute[] = [],
): State {
  if (session.status === 'open') return { word: 'Open', tone: 'plain' };
  if (session.status === 'expired') return { word: 'Expired', tone: 'plain' };
  const [dispute] = disputes;
  if (dispute && dispute.status !== 'won') {
    return dispute.status === 'lost'
      ? { word: 'Dispute lost', tone: 'bad' }
      : { word: 'Disputed', tone: 'wait' };
  }
  if (refunded > 0) {
    return { word: refunded >= (session.amount_total ?? 0) ? 'Refunded' : 'Partly refunded', tone: 'plain' };
  }
  if (session.payment_status === 'paid') return { word: 'Paid', tone: 'good' };
  if (session.payment_status === 'no_payment_required') return { word: 'No payment needed', tone: 'good' };
  return intent?.status === 'processing'
    ? { word: 'Processing', tone: 'wait' }
    : { word: 'Failed', tone: 'bad' };
}

export function disputeState({ status }: Stripe.Dispute): State {
  if (status === 'won') return { word: 'Won', tone: 'good' };
  if (status === 'lost') return { word: 'Lost', tone: 'bad' };
  return { word: status === 'needs_response' ? 'Needs an answer' : 'Under review', tone: 'wait' };
}

export function refundState({ status }: Stripe.Refund): State {
  if (status === 'succeeded') return { word: 'Given back', tone: 'plain' };
  if (status === 'failed') return { word: 'Failed', tone: 'bad' };
  return status === 'canceled' ? { word: 'Cancelled', tone: 'plain' } : { word: 'On its way', tone: 'wait' };
}

export function subscriptionState({ status, cancel_at_period_end }: Stripe.Subscription): State {
  if (status === 'canceled') return { word: 'Cancelled', tone: 'plain' };
  if (status === 'past_due' || status === 'unpaid') return { word: 'Past due', tone: 'bad' };
  if (status !== 'active' && status !== 'trialing')
    return { word: status.replaceAll('_', ' '), tone: 'wait' };
  if (cancel_at_period_end) return { word: 'Ends with its period', tone: 'wait' };
  return { word: status === 'trialing' ? 'Trial' : 'Active', tone: 'good' };
}

/** @param superseded Whether a later attempt has been made, so that the retry it announced is over. */
export function deliveryState(delivery: Delivery | undefined, superseded = false): State {
  if (!delivery) return { word: 'Not sent', tone: 'plain' };
  const { status, retryAt } = delivery;
  if (status !== null && status >= 200 && status < 300) return { word: `${status} OK`, tone: 'good' };
  const word = status === null ? 'No answer' : `${status}`;
  return retryAt === null || superseded
    ? { word, tone: 'bad' }
    : { word: `${word}, will retry`, tone: 'wait' };
}

/** Where the shopper paid. */
export function sourceOf(session: Stripe.Checkout.Session): string {
  if (session.payment_link) return 'Payment Link';
  return session.ui_mode === 'embedded_page' ? 'Embedded' : 'Hosted';
}

export const amountOf = (session: Stripe.Checkout.Session): string =>
  session.currency ? formatMoney(session.amount_total ?? 0, session.currency, 'en') : '—';

export const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null);

/** An ID short enough for a table: its kind and its last letters. */
export const shortId = (id: string): string => (id.length > 22 ? `${id.slice(0, 12)}…${id.slice(-6)}` : id);

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const calendar = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** Times of today without their date, in this machine's time zone. */
export function writtenTime(date: Date, now = new Date()): string {
  const time = clock.format(date);
  return calendar.format(date) === calendar.format(now) ? time : `${calendar.format(date)}, ${time}`;
}

/** A moment with its date, in this machine's time zone. */
export const writtenMoment = (date: Date): string => `${calendar.format(date)}, ${clock.format(date)}`;
