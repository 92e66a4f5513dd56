import type Stripe from 'stripe';
import type { Delivery } from '../../engine';
import { formatMoney } from '../money';

/** How a state is coloured: nothing to do, good, waiting, wrong. */
export type Tone = 'plain' | 'good' | 'wait' | 'bad';

export interface State {
  word: string;
  tone: Tone;
}

/** The one word for where a session stands, taking its payment and what was given back into account. */
export function sessionState(
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent | undefined,
  refunded: number,
): State {
  if (session.status === 'open') return { word: 'Open', tone: 'plain' };
  if (session.status === 'expired') return { word: 'Expired', tone: 'plain' };
  if (refunded > 0) {
    return { word: refunded >= (session.amount_total ?? 0) ? 'Refunded' : 'Partly refunded', tone: 'plain' };
  }
  if (session.payment_status === 'paid') return { word: 'Paid', tone: 'good' };
  if (session.payment_status === 'no_payment_required') return { word: 'No payment needed', tone: 'good' };
  return intent?.status === 'processing'
    ? { word: 'Processing', tone: 'wait' }
    : { word: 'Failed', tone: 'bad' };
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
