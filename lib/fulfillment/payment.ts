import type { SessionSnapshot } from '../stripe/sessions';

/** What a completed session says of its payment. */
export type ObservedPayment = 'awaiting' | 'paid' | 'failed';

/**
 * Reads the payment of a completed session. Anything but `unpaid` is paid, `no_payment_required` too (I2). An unpaid
 * one is on its way as long as its PaymentIntent is; once that wants another payment method or was cancelled, the
 * delayed payment has failed. A session stays `paid` when its money was given back: see `mayHaveGoneBack`.
 * https://docs.stripe.com/payments/paymentintents/lifecycle
 */
export function observePayment({ session, paymentIntent }: SessionSnapshot): ObservedPayment {
  if (session.payment_status !== 'unpaid') return 'paid';
  const ended = paymentIntent?.status === 'requires_payment_method' || paymentIntent?.status === 'canceled';
  return ended ? 'failed' : 'awaiting';
}

/** Whether the payment of a session was refunded or disputed since, wholly or in part: then more has to be asked. */
export function mayHaveGoneBack({ paymentIntent }: SessionSnapshot): boolean {
  const charge = paymentIntent?.latest_charge;
  return !!charge && typeof charge === 'object' && (charge.amount_refunded > 0 || charge.disputed);
}
