import type { PaymentState, RefundState } from '../../generated/prisma/enums';
import type { MoneyView } from './stripe-view';

/** Whether the money of a refund went back, or is on its way. */
export const isInForce = (state: RefundState): boolean => state !== 'failed' && state !== 'canceled';

const order: Record<RefundState, number> = {
  requires_action: 0,
  pending: 1,
  succeeded: 2,
  failed: 3,
  canceled: 3,
};

/**
 * The later of two states of one refund: it goes one way only, so that an answer of Stripe's that is written down late
 * takes nothing back. https://docs.stripe.com/refunds#failed-refunds
 */
export const laterState = (known: RefundState, reported: RefundState): RefundState =>
  order[reported] > order[known] ? reported : known;

type Contested = Pick<MoneyView, 'amount' | 'currency' | 'disputes'>;

/**
 * How much of a payment the disputes took that were lost, at most all of it. A cardholder may contest a part; one in
 * another currency counts as all, as nobody can say how much less it is.
 * https://docs.stripe.com/api/disputes/object#dispute_object-amount
 */
export function lostAmount({ amount, currency, disputes }: Contested): number {
  const lost = disputes
    .filter(({ outcome }) => outcome === 'lost')
    .reduce((sum, dispute) => sum + (dispute.currency === currency ? dispute.amount : amount), 0);
  return Math.min(lost, amount);
}

/**
 * The state of a payment, out of what became of it. Money that went back entirely is gone, whatever else is said of
 * it; a dispute that was lost takes what was contested, as a refund would.
 *
 * @param refunded the sum of the refunds that are live
 */
export function paymentAfter(
  facts: Contested,
  refunded: number,
): Extract<PaymentState, 'paid' | 'partly_refunded' | 'refunded' | 'disputed'> {
  if (refunded >= facts.amount) return 'refunded';
  if (facts.disputes.some(({ outcome }) => outcome === 'open')) return 'disputed';
  const returned = refunded + lostAmount(facts);
  if (returned >= facts.amount) return 'refunded';
  return returned > 0 ? 'partly_refunded' : 'paid';
}

/** A line, and how many of its units went back with other refunds. */
export interface LineLeft {
  id: string;
  quantity: number;
  refunded: number;
}

/**
 * Whether what a refund says of its units can be true: each is a line of this order, with so many units left, and
 * together they cost no more than the refund. One wrong pair, and none is believed.
 */
export function isBelievable(
  refund: { amount: number; units: readonly { lineId: string; quantity: number; amount: number }[] },
  lines: readonly LineLeft[],
): boolean {
  const cost = refund.units.reduce((sum, { amount }) => sum + amount, 0);
  return (
    cost <= refund.amount &&
    refund.units.every(({ lineId, quantity }) => {
      const line = lines.find(({ id }) => id === lineId);
      return line !== undefined && quantity <= line.quantity - line.refunded;
    })
  );
}
