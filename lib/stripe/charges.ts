import { stripe } from './client';
import { callStripe, StripeRefused } from './errors';
import { idOf } from './sessions';

/** How a payment stands after it was made. Amounts in the smallest unit. */
export interface ChargeFacts {
  paymentIntentId: string | null;
  amount: number;
  refunded: number;
  /** A dispute is open, or was lost: then the money is gone as if it had been refunded. */
  dispute: 'none' | 'open' | 'lost';
}

/**
 * How a charge stands now. Events about refunds and disputes arrive in any order, Stripe's own answer does not.
 * https://docs.stripe.com/api/charges/object, https://docs.stripe.com/api/disputes/list
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function chargeFacts(chargeId: string): Promise<ChargeFacts> {
  return await callStripe(async () => {
    const charge = await stripe().charges.retrieve(chargeId);
    const disputes = charge.disputed
      ? await stripe().disputes.list({ charge: chargeId, limit: 10 })
      : { data: [] };
    const states = disputes.data.map((dispute) => dispute.status);
    const closed = new Set<string>(['won', 'lost', 'warning_closed', 'prevented']);
    return {
      paymentIntentId: idOf(charge.payment_intent),
      amount: charge.amount,
      refunded: charge.amount_refunded,
      dispute: states.some((state) => !closed.has(state))
        ? 'open'
        : states.includes('lost')
          ? 'lost'
          : 'none',
    };
  });
}

/**
 * The session that a payment was made through.
 *
 * @returns null for a payment that came another way, such as an invoice
 * @throws {StripeUnavailable}
 */
export async function sessionOfPayment(paymentIntentId: string): Promise<string | null> {
  try {
    const { data } = await callStripe(() =>
      stripe().checkout.sessions.list({ payment_intent: paymentIntentId, limit: 1 }),
    );
    return data[0]?.id ?? null;
  } catch (error) {
    if (error instanceof StripeRefused) return null;
    throw error;
  }
}
