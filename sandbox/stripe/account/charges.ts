import type Stripe from 'stripe';
import { newId, now, randomText } from '../state/ids';
import type { World } from '../world';
import { bookCharge } from './balance';

export interface Failure {
  code: string;
  declineCode?: string;
  message: string;
}

/**
 * A charge on its PaymentIntent: succeeded, pending (a bank debit on its way) or failed.
 *
 * @param authenticated Whether the shopper passed a 3-D Secure challenge.
 */
export function makeCharge(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  result: { status: 'failed' | 'pending' | 'succeeded'; failure?: Failure; authenticated?: boolean },
): Stripe.Charge {
  const { status, failure } = result;
  const id = newId(method.type === 'card' ? 'ch' : 'py');
  return world.store.charges.put({
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: status === 'succeeded' ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction:
      status === 'succeeded' ? bookCharge(world, id, intent.amount, intent.currency) : null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: method.type === 'card' ? 'BOTTEGA' : null,
    captured: status !== 'failed',
    created: now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcome(status, failure),
    paid: status === 'succeeded',
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: details(method, intent.amount, result.authenticated ?? false),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: status === 'succeeded' ? `${world.publicUrl}/receipts/${id}` : null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status,
    transfer_data: null,
    transfer_group: intent.transfer_group,
  });
}

function outcome(status: string, failure: Failure | undefined): Stripe.Charge.Outcome {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: failure ? 'declined_by_network' : 'approved_by_network',
    reason: failure ? (failure.declineCode ?? failure.code) : null,
    risk_level: 'normal',
    risk_score: 20,
    seller_message: failure
      ? 'The bank did not return any further details with this decline.'
      : status === 'pending'
        ? 'Payment pending.'
        : 'Payment complete.',
    type: failure ? 'issuer_declined' : 'authorized',
  };
}

function details(
  method: Stripe.PaymentMethod,
  amount: number,
  authenticated: boolean,
): Stripe.Charge.PaymentMethodDetails {
  if (method.sepa_debit) {
    const { bank_code, branch_code, country, fingerprint, last4 } = method.sepa_debit;
    const mandate = newId('mandate');
    return {
      type: 'sepa_debit',
      sepa_debit: { bank_code, branch_code, country, fingerprint: fingerprint ?? null, last4, mandate },
    };
  }
  if (method.us_bank_account) {
    const { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number } =
      method.us_bank_account;
    return {
      type: 'us_bank_account',
      us_bank_account: {
        account_holder_type,
        account_type,
        bank_name,
        fingerprint: fingerprint ?? null,
        last4,
        mandate: newId('mandate'),
        payment_reference: null,
        routing_number,
      },
    };
  }
  const card = method.card;
  if (!card) throw new Error(`${method.id} is neither a card nor a bank account.`);
  return {
    type: 'card',
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      extended_authorization: { status: 'disabled' },
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      incremental_authorization: { status: 'unavailable' },
      installments: null,
      last4: card.last4,
      mandate: null,
      multicapture: { status: 'unavailable' },
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: randomText(15),
      overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
      regulated_status: card.regulated_status,
      three_d_secure: authenticated
        ? {
            authentication_flow: 'challenge',
            electronic_commerce_indicator: '05',
            exemption_indicator: null,
            result: 'authenticated',
            result_reason: null,
            transaction_id: randomText(24),
            version: '2.2.0',
          }
        : null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}
