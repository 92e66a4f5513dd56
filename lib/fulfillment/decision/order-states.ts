import type { FulfillmentState, LineState, PaymentState } from '../../generated/prisma/enums';

/**
 * The only ways a payment may go. Success after failure happens (Stripe retries a debit; events arrive in any
 * order), so a failed payment may still become paid; nothing leads back to awaiting. A refund can fail while the
 * payment is disputed.
 */
const paymentTransitions: Record<PaymentState, readonly PaymentState[]> = {
  awaiting: ['paid', 'failed'],
  paid: ['partly_refunded', 'refunded', 'disputed'],
  failed: ['paid'],
  partly_refunded: ['refunded', 'disputed', 'paid'],
  refunded: ['partly_refunded', 'paid', 'disputed'],
  disputed: ['paid', 'partly_refunded', 'refunded'],
};

/**
 * Fulfilment goes forward. Money that goes back takes it to cancelled, and money that stays after all opens it again;
 * what was put on back-order, or is the only thing not refunded, no longer needs a person.
 */
const fulfillmentTransitions: Record<FulfillmentState, readonly FulfillmentState[]> = {
  unfulfilled: ['needs_attention', 'partly_fulfilled', 'fulfilled', 'cancelled'],
  needs_attention: ['unfulfilled', 'partly_fulfilled', 'fulfilled', 'cancelled'],
  partly_fulfilled: ['unfulfilled', 'needs_attention', 'fulfilled', 'cancelled'],
  fulfilled: ['needs_attention', 'cancelled'],
  cancelled: ['unfulfilled', 'needs_attention', 'partly_fulfilled', 'fulfilled'],
};

/** Whether a payment may go from one state to another; staying is always allowed. */
export const canTransitionPayment = (from: PaymentState, to: PaymentState): boolean =>
  from === to || paymentTransitions[from].includes(to);

/** Whether fulfilment may go from one state to another; staying is always allowed. */
export const canTransitionFulfillment = (from: FulfillmentState, to: FulfillmentState): boolean =>
  from === to || fulfillmentTransitions[from].includes(to);

/** A line, as far as it says how far its order is. */
export interface LineProgress {
  state: LineState;
  /** Units granted in every kind. */
  granted: number;
}

/** The fulfilment state of an order, out of the states of its lines; never set by hand. */
export function deriveFulfillment(lines: readonly LineProgress[]): FulfillmentState {
  const states = lines.map(({ state }) => state);
  if (states.includes('needs_attention')) return 'needs_attention';
  if (states.every((state) => state === 'fulfilled' || state === 'cancelled')) {
    return lines.length > 0 && states.every((state) => state === 'cancelled') ? 'cancelled' : 'fulfilled';
  }
  const begun = lines.some(({ state, granted }) => state === 'fulfilled' || granted > 0);
  return begun ? 'partly_fulfilled' : 'unfulfilled';
}
