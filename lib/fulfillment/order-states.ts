import type { FulfillmentState, LineState, PaymentState } from '../generated/prisma/enums';

/**
 * The only ways a payment may go. Success after failure happens (Stripe retries a debit; events arrive in any
 * order), so a failed payment may still become paid; nothing leads back to awaiting.
 */
const paymentTransitions: Record<PaymentState, readonly PaymentState[]> = {
  awaiting: ['paid', 'failed', 'expired'],
  paid: ['partly_refunded', 'refunded', 'disputed'],
  failed: ['paid'],
  expired: ['paid'],
  partly_refunded: ['refunded', 'disputed', 'paid'],
  refunded: ['partly_refunded', 'paid'],
  disputed: ['paid', 'partly_refunded', 'refunded'],
};

/** Fulfilment goes forward; only a refund or a lost dispute takes it to cancelled, and only a restored payment back. */
const fulfillmentTransitions: Record<FulfillmentState, readonly FulfillmentState[]> = {
  unfulfilled: ['needs_attention', 'partly_fulfilled', 'fulfilled', 'cancelled'],
  needs_attention: ['partly_fulfilled', 'fulfilled', 'cancelled'],
  partly_fulfilled: ['needs_attention', 'fulfilled', 'cancelled'],
  fulfilled: ['cancelled'],
  cancelled: ['unfulfilled', 'needs_attention', 'partly_fulfilled', 'fulfilled'],
};

/** Whether a payment may go from one state to another; staying is always allowed. */
export const mayPay = (from: PaymentState, to: PaymentState): boolean =>
  from === to || paymentTransitions[from].includes(to);

/** Whether fulfilment may go from one state to another; staying is always allowed. */
export const mayFulfill = (from: FulfillmentState, to: FulfillmentState): boolean =>
  from === to || fulfillmentTransitions[from].includes(to);

/** The fulfilment state of an order, out of the states of its lines; never set by hand. */
export function deriveFulfillment(lines: readonly LineState[]): FulfillmentState {
  if (lines.includes('needs_attention')) return 'needs_attention';
  if (lines.length === 0 || lines.every((line) => line === 'fulfilled' || line === 'cancelled')) {
    return lines.length > 0 && lines.every((line) => line === 'cancelled') ? 'cancelled' : 'fulfilled';
  }
  return lines.includes('fulfilled') ? 'partly_fulfilled' : 'unfulfilled';
}

/** Payment states in which the goods are the buyer's: the money is with us, wholly or in part (I2). */
export const isPaid = (payment: PaymentState): boolean => payment === 'paid' || payment === 'partly_refunded';
