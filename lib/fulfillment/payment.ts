import type { SessionSnapshot } from '../stripe/sessions';

/** What a completed session says of its payment. */
export type ObservedPayment = 'awaiting' | 'paid' | 'partly_refunded' | 'refunded' | 'failed';

/**
 * Reads the payment of a completed session. Anything but `unpaid` is paid, `no_payment_required` too (I2). An unpaid
 * one is on its way as long as its PaymentIntent is; once that wants another payment method or was cancelled, the
 * delayed payment has failed. A session stays `paid` when its money was given back, so the charge is looked at too.
 * https://docs.stripe.com/payments/paymentintents/lifecycle
 */
export function observePayment({ session, paymentIntent }: SessionSnapshot): ObservedPayment {
  if (session.payment_status !== 'unpaid') return observeRefund(paymentIntent);
  const ended = paymentIntent?.status === 'requires_payment_method' || paymentIntent?.status === 'canceled';
  return ended ? 'failed' : 'awaiting';
}

function observeRefund(
  paymentIntent: SessionSnapshot['paymentIntent'],
): 'paid' | 'partly_refunded' | 'refunded' {
  const charge = paymentIntent?.latest_charge;
  if (!charge || typeof charge === 'string' || charge.amount_refunded === 0) return 'paid';
  return charge.amount_refunded >= charge.amount ? 'refunded' : 'partly_refunded';
}
