import { stripe } from './client';
import { callStripe } from './errors';
import { idOf } from './sessions';

/** How much of a payment has been given back. Amounts in the smallest unit. */
export interface RefundedAmount {
  paymentIntentId: string | null;
  amount: number;
  refunded: number;
}

/**
 * What has been refunded of a charge by now: events about refunds may arrive in any order, Stripe's own answer does
 * not. https://docs.stripe.com/api/charges/object#charge_object-amount_refunded
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function refundedAmount(chargeId: string): Promise<RefundedAmount> {
  const charge = await callStripe(() => stripe().charges.retrieve(chargeId));
  return {
    paymentIntentId: idOf(charge.payment_intent),
    amount: charge.amount,
    refunded: charge.amount_refunded,
  };
}
