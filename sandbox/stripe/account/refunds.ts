import type Stripe from 'stripe';
import { invalid, missingReference } from '../errors';
import { newId, now } from '../state/ids';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import { bookRefund } from './balance';
import { mergeMetadata } from './metadata';
import { changedFields } from './products';
import { foreseeRefund, refundPends } from './upcoming';

export interface RefundInput {
  amount?: number;
  charge?: string;
  metadata?: Record<string, string> | null;
  payment_intent?: string;
  reason?: string;
}

/** Gives money back, all that is left of it unless told. https://docs.stripe.com/api/refunds/create */
export function createRefund(world: World, input: RefundInput): Stripe.Refund {
  const charge = chargeOf(world, input);
  if (charge.status !== 'succeeded') {
    throw invalid(`Charge ${charge.id} has not succeeded and cannot be refunded.`, 'charge');
  }
  if (charge.disputed) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
    throw invalid(message, undefined, 'charge_disputed');
  }
  if (charge.refunded) {
    throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, 'charge_already_refunded');
  }
  const left = charge.amount - charge.amount_refunded;
  const amount = input.amount ?? left;
  if (amount < 1) {
    throw invalid('This value must be greater than or equal to 1.', 'amount', 'parameter_invalid_integer');
  }
  if (amount > left) {
    const [asked, unrefunded] = [amount, left].map((value) => `${value} ${charge.currency}`);
    throw invalid(
      `Refund amount (${asked}) is greater than unrefunded amount on charge (${unrefunded})`,
      'amount',
    );
  }
  const isCard = charge.payment_method_details?.type === 'card';
  const id = newId(isCard ? 're' : 'pyr');
  const refund: Stripe.Refund = {
    id,
    object: 'refund',
    amount,
    balance_transaction: bookRefund(world, id, amount, charge.currency),
    charge: charge.id,
    created: now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: isCard
      ? {
          card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
          type: 'card',
        }
      : { type: charge.payment_method_details?.type ?? 'card' },
    metadata: mergeMetadata({}, input.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: input.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refundPends(charge) ? 'pending' : 'succeeded',
    transfer_reversal: null,
  };
  world.store.refunds.put(refund);
  const next: Stripe.Charge = {
    ...charge,
    amount_refunded: charge.amount_refunded + amount,
    refunded: amount === left,
  };
  world.store.charges.put(next);
  emit(world, 'refund.created', refund);
  emit(world, 'charge.refunded', next, changedFields(charge, next));
  foreseeRefund(world, refund, charge);
  return refund;
}

function chargeOf(world: World, input: RefundInput): Stripe.Charge {
  if (input.charge !== undefined) {
    const charge = world.store.charges.get(input.charge);
    if (!charge) throw missingReference('charge', input.charge, 'charge');
    return charge;
  }
  if (input.payment_intent === undefined) {
    const message =
      'One of the following params should be provided for this request: payment_intent or charge.';
    throw invalid(message, undefined, 'parameter_missing');
  }
  const intent = world.store.paymentIntents.get(input.payment_intent);
  if (!intent) throw missingReference('payment_intent', input.payment_intent, 'payment_intent');
  const charge = intent.status === 'succeeded' && world.store.charges.get(String(intent.latest_charge));
  if (!charge) {
    const message = `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`;
    throw invalid(message, 'payment_intent', 'payment_intent_unexpected_state');
  }
  return charge;
}
