import type Stripe from 'stripe';
import { invalid, notFound } from '../errors';
import { newId, now } from '../state/ids';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import { bookDispute, bookDisputeReversal } from './balance';
import { changedFields } from './products';

const DAY = 86_400;
/** How long the business has to answer. */
const ANSWER_WITHIN = 9 * DAY;

const NETWORK_REASON: Record<string, string> = {
  duplicate: '12.6.1',
  fraudulent: '10.4',
  general: '13.1',
  product_not_received: '13.1',
  product_unacceptable: '13.3',
};

/**
 * The cardholder disputes a payment: the money, and a fee, is taken until it is decided.
 * https://docs.stripe.com/disputes/how-disputes-work
 *
 * @throws ApiError 400 where there is no charge to dispute, or it is disputed already.
 */
export function openDispute(world: World, intentId: string, reason = 'fraudulent'): Stripe.Dispute {
  const intent = world.store.paymentIntents.get(intentId);
  const charge = intent && world.store.charges.get(String(intent.latest_charge));
  if (!charge?.paid) throw invalid(`${intentId} has no payment to dispute.`, 'payment_intent');
  return disputeCharge(world, charge, reason);
}

export function disputeCharge(world: World, charge: Stripe.Charge, reason: string): Stripe.Dispute {
  if (charge.disputed) throw invalid(`Charge ${charge.id} is disputed already.`, 'charge');
  const dispute = disputeObject(charge, reason);
  world.store.disputes.put(dispute);
  world.store.charges.put({ ...charge, disputed: true });
  emit(world, 'charge.dispute.created', dispute);
  const { amount, currency, id } = dispute;
  const withdrawn = world.store.balanceTransactions.get(bookDispute(world, id, amount, currency));
  if (withdrawn) dispute.balance_transactions = [withdrawn];
  world.store.disputes.put(dispute);
  emit(world, 'charge.dispute.funds_withdrawn', dispute, { balance_transactions: [] });
  return dispute;
}

/**
 * The bank decides. A business that has won gets the payment and the fee back.
 *
 * @throws ApiError 400 where no dispute of this payment is open.
 */
export function closeDispute(world: World, intentId: string, outcome: 'lost' | 'won'): Stripe.Dispute {
  const dispute = world.store.disputes.find(
    (row) => row.payment_intent === intentId && row.status !== 'won' && row.status !== 'lost',
  );
  if (!dispute) throw invalid(`No dispute of ${intentId} is open.`, 'payment_intent');
  return decide(world, dispute, outcome);
}

/** The business gives in. https://docs.stripe.com/api/disputes/close */
export function acceptDispute(world: World, id: string): Stripe.Dispute {
  const dispute = requireDispute(world, id);
  if (dispute.status === 'won' || dispute.status === 'lost') {
    throw invalid('This dispute is already closed', undefined, 'dispute_already_closed');
  }
  return decide(world, dispute, 'lost');
}

export function requireDispute(world: World, id: string): Stripe.Dispute {
  const dispute = world.store.disputes.get(id);
  if (!dispute) throw notFound('dispute', id, 'dispute');
  return dispute;
}

function decide(world: World, dispute: Stripe.Dispute, outcome: 'lost' | 'won'): Stripe.Dispute {
  const closed: Stripe.Dispute = { ...dispute, status: outcome };
  world.store.disputes.put(closed);
  emit(world, 'charge.dispute.closed', closed, changedFields(dispute, closed));
  if (outcome === 'lost') return closed;
  const { amount, currency, id } = closed;
  const back = world.store.balanceTransactions.get(bookDisputeReversal(world, id, amount, currency));
  const before = closed.balance_transactions;
  const reinstated: Stripe.Dispute = {
    ...closed,
    balance_transactions: back ? [...before, back] : before,
  };
  world.store.disputes.put(reinstated);
  emit(world, 'charge.dispute.funds_reinstated', reinstated, { balance_transactions: before });
  return reinstated;
}

function disputeObject(charge: Stripe.Charge, reason: string): Stripe.Dispute {
  const created = now();
  const card = charge.payment_method_details?.card;
  const network_reason_code = NETWORK_REASON[reason] ?? '10.4';
  return {
    id: newId('du'),
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(charge),
    evidence_details: {
      due_by: created + ANSWER_WITHIN,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    ...(card && {
      payment_method_details: {
        card: {
          brand: card.brand ?? 'unknown',
          case_type: 'chargeback',
          network: card.network ?? 'unknown',
          network_reason_code,
        },
        type: 'card',
      },
    }),
    reason,
    status: 'needs_response',
  };
}

/** Stripe fills in what it knows of the buyer; the rest is for the business. */
function noEvidence(charge: Stripe.Charge): Stripe.Dispute.Evidence {
  return {
    access_activity_log: null,
    billing_address: charge.billing_details.address?.postal_code ?? null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: charge.billing_details.email,
    customer_name: charge.billing_details.name,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  };
}
