import type Stripe from 'stripe';
import { keptAmount } from '../money';
import { stripe } from './client';
import { callStripe, StripeRefused } from './errors';
import { listRefunds, type RefundFacts } from './refunds';

/** A dispute: still open, or who won. A closed inquiry takes nothing, so it counts as won. */
export interface DisputeFacts {
  id: string;
  outcome: 'open' | 'won' | 'lost';
  /** Stripe's words for it. */
  status: string;
  reason: string;
  /** What is contested, in the currency of the dispute: nearly always that of the payment. */
  amount: number;
  currency: string;
}

/** What happened to a payment after it was made. Amounts in the smallest unit. */
export interface PaymentFacts {
  paymentIntentId: string;
  amount: number;
  currency: string;
  /** Oldest first. */
  refunds: RefundFacts[];
  disputes: DisputeFacts[];
}

/**
 * What became of a payment, as Stripe reports it now. Events about refunds and disputes arrive in any order, Stripe's
 * own answer does not. https://docs.stripe.com/api/refunds/list, https://docs.stripe.com/api/disputes/list
 *
 * @returns null for a payment that Stripe does not know, or that was never made
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function paymentFacts(paymentIntentId: string): Promise<PaymentFacts | null> {
  try {
    const [intent, refunds] = await Promise.all([
      callStripe(() => stripe().paymentIntents.retrieve(paymentIntentId, { expand: ['latest_charge'] })),
      listRefunds(paymentIntentId),
    ]);
    const charge = intent.latest_charge;
    if (!charge || typeof charge === 'string') return null;
    const disputes = charge.disputed ? await listDisputes(paymentIntentId) : [];
    const { currency } = charge;
    return { paymentIntentId, amount: keptAmount(charge.amount), currency, refunds, disputes };
  } catch (error) {
    if (error instanceof StripeRefused && error.code === 'resource_missing') return null;
    throw error;
  }
}

async function listDisputes(paymentIntentId: string): Promise<DisputeFacts[]> {
  const { data } = await callStripe(() =>
    stripe().disputes.list({ payment_intent: paymentIntentId, limit: 100 }),
  );
  return data
    .map((dispute) => ({
      id: dispute.id,
      outcome: outcomeOf(dispute.status),
      status: dispute.status,
      reason: dispute.reason,
      amount: keptAmount(dispute.amount),
      currency: dispute.currency,
    }))
    .reverse();
}

const settled: ReadonlySet<string> = new Set(['won', 'warning_closed', 'prevented']);

function outcomeOf(status: Stripe.Dispute.Status): DisputeFacts['outcome'] {
  if (status === 'lost') return 'lost';
  return settled.has(status) ? 'won' : 'open';
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
