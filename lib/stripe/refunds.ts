import type Stripe from 'stripe';
import type { RefundState } from '../generated/prisma/enums';
import { keptAmount } from '../money';
import { isUuid } from '../uuid';
import { stripe } from './client';
import { callStripe } from './errors';

/** Units of an order's line that a refund is for, and what they cost. */
export interface RefundedUnits {
  lineId: string;
  quantity: number;
  amount: number;
}

/** A refund as Stripe reports it. Amounts in the smallest unit. */
export interface RefundFacts {
  id: string;
  amount: number;
  currency: string;
  state: RefundState;
  reason: string | null;
  failureReason: string | null;
  /** The merchant who asked for it in this shop; null for one made in the Dashboard. */
  actor: string | null;
  /** Of the form it was requested with; null for one made in the Dashboard. */
  idempotencyKey: string | null;
  createdAt: Date;
  /** What its metadata says it is for; whether that can be believed is for the order to decide. */
  units: RefundedUnits[];
  /** Stripe's own words, for the records. */
  answer: Stripe.Refund;
}

export type RefundReason = 'requested_by_customer' | 'duplicate' | 'fraudulent';

export interface NewRefund {
  paymentIntentId: string;
  amount: number;
  reason?: RefundReason;
  /** Which units it is for, at most 45 lines of them; empty where it is for none in particular. */
  units: readonly RefundedUnits[];
  /** The merchant's address. */
  actor: string;
  /** One refund for one key, however often it is asked for. */
  idempotencyKey: string;
}

const actorKey = 'refunded_by';
const keyName = 'refund_attempt';

/**
 * Gives money back. Which units it is for travels in its metadata, one pair for each line, so that every path on which
 * the shop hears of the refund knows it. https://docs.stripe.com/api/refunds/create
 *
 * Stripe forgets a key after a day: whoever asks again looks for the key among the refunds first.
 * https://docs.stripe.com/api/idempotent_requests
 *
 * @throws {StripeUnavailable} when it is not known whether it was made: asking again with the same key makes one refund
 * @throws {StripeRefused}
 */
export async function createRefund(refund: NewRefund): Promise<RefundFacts> {
  const { paymentIntentId, amount, reason, units, actor, idempotencyKey } = refund;
  const pairs = units.map(({ lineId, quantity, amount: cost }) => [lineId, `${quantity}:${cost}`]);
  const created = await callStripe(() =>
    stripe().refunds.create(
      {
        payment_intent: paymentIntentId,
        amount,
        ...(reason && { reason }),
        metadata: {
          ...Object.fromEntries(pairs),
          [actorKey]: actor.slice(0, 500),
          [keyName]: idempotencyKey,
        },
      },
      { idempotencyKey: `refund:${idempotencyKey}` },
    ),
  );
  return factsOf(created);
}

/**
 * Every refund of a payment, oldest first, also those that failed. https://docs.stripe.com/api/refunds/list
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function listRefunds(paymentIntentId: string): Promise<RefundFacts[]> {
  return await callStripe(async () => {
    const refunds: RefundFacts[] = [];
    const pages = stripe().refunds.list({ payment_intent: paymentIntentId, limit: 100 });
    for await (const refund of pages) refunds.push(factsOf(refund));
    return refunds.reverse();
  });
}

function factsOf(refund: Stripe.Refund): RefundFacts {
  const metadata = refund.metadata ?? {};
  return {
    id: refund.id,
    amount: keptAmount(refund.amount),
    currency: refund.currency,
    state: stateOf(refund.status),
    reason: refund.reason,
    failureReason: refund.failure_reason ?? null,
    actor: metadata[actorKey] ?? null,
    idempotencyKey: metadata[keyName] ?? null,
    createdAt: new Date(refund.created * 1000),
    units: unitsOf(metadata),
    answer: refund,
  };
}

const states = ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'] as const;

/** A state Stripe has not named yet is one in which the money is on its way. */
const stateOf = (status: string | null): RefundState => states.find((state) => state === status) ?? 'pending';

/** The pairs of a refund's metadata that can be about units: key a line's ID, value `quantity:amount`. */
export function unitsOf(metadata: Record<string, string>): RefundedUnits[] {
  return Object.entries(metadata).flatMap(([lineId, value]) => {
    const [, quantity, amount] = /^(\d{1,7}):(\d{1,15})$/.exec(value) ?? [];
    if (!isUuid(lineId) || !quantity || !amount || Number(quantity) === 0) return [];
    return [{ lineId, quantity: Number(quantity), amount: Number(amount) }];
  });
}
