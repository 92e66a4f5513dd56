import { unitPrice } from './catalogue';
import { at, Random } from './random';
import { disputedAmount, isInForce, type Payment, refundedAmount } from './stripe-objects';
import type { World } from './world';

// What becomes of a payment after it was made: refunds and disputes.

/** A refund of all that is left, of a part, of units, or one that says of its units what cannot be true. */
export function refund({ stripe, shop }: World, payment: Payment | undefined, roll: number): void {
  if (payment?.session.paid !== 'paid' || payment.disputes.some(({ outcome }) => outcome !== 'won')) return;
  const left = payment.amount - refundedAmount(payment);
  if (left <= 0) return;
  const random = new Random(roll);
  const state = random.oneIn(3) ? (random.oneIn(3) ? 'requires_action' : 'pending') : 'succeeded';
  const lines = shop.orders.get(payment.session.id)?.lines ?? [];
  const line = at(lines, random.next());
  const how = random.below(6);
  if (how === 0 || left === 1) {
    stripe.refund(payment, left, [], state);
    return;
  }
  if (how === 1 || !line || payment.invoiceId !== null) {
    stripe.refund(payment, 1 + random.below(left), [], state);
    return;
  }
  const back = payment.refunds
    .filter(isInForce)
    .flatMap(({ units }) => units)
    .filter(({ lineId }) => lineId === line.id)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const most = Math.min(line.quantity - back, Math.floor(left / unitPrice));
  if (how === 2) {
    const claim = [{ lineId: line.id, quantity: line.quantity + 1, amount: 1 }];
    stripe.refund(payment, Math.min(left, unitPrice), claim, state);
    return;
  }
  if (most <= 0) return;
  const quantity = 1 + random.below(most);
  const amount = quantity * unitPrice;
  stripe.refund(payment, amount, [{ lineId: line.id, quantity, amount }], state);
}

export function moveRefund({ stripe }: World, payment: Payment | undefined, roll: number): void {
  const refund = at(payment?.refunds ?? [], roll);
  if (!payment || !refund) return;
  const choice = (roll >>> 8) % 3;
  if (refund.state === 'requires_action')
    stripe.moveRefund(payment, refund, choice === 0 ? 'canceled' : choice === 1 ? 'pending' : 'succeeded');
  else if (refund.state === 'pending')
    stripe.moveRefund(payment, refund, choice === 0 ? 'failed' : 'succeeded');
  else if (refund.state === 'succeeded' && choice === 0) stripe.moveRefund(payment, refund, 'failed');
}

/** Contests a payment, or a part of it; a second dispute is about what the first has left. */
export function dispute({ stripe }: World, payment: Payment | undefined, roll: number): void {
  if (payment?.session.paid !== 'paid' || payment.disputes.length > 1) return;
  const left = payment.amount - disputedAmount(payment);
  if (left <= 0) return;
  const isPart = roll % 3 === 0 && left > 1;
  stripe.dispute(payment, isPart ? 1 + ((roll >>> 4) % (left - 1)) : left);
}

export function moveDispute({ stripe }: World, payment: Payment | undefined, roll: number): void {
  const dispute = at(payment?.disputes ?? [], roll >>> 8);
  if (!payment || !dispute) return;
  const choice = roll % 5;
  if (dispute.status === 'needs_response' && choice < 2) stripe.moveDispute(payment, dispute, 'under_review');
  else if (dispute.outcome === 'open')
    stripe.moveDispute(payment, dispute, choice % 2 === 0 ? 'won' : 'lost');
  else if (dispute.outcome === 'lost' && choice === 0) stripe.moveDispute(payment, dispute, 'won');
}
