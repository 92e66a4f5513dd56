import { accessEnd, type SubscriptionFacts } from '../../lib/fulfillment/access-end';
import type { MoneyView, SessionView } from '../../lib/fulfillment/decision/stripe-view';
import { type Payment, refundedAmount, type Session, type Subscription, totalOf } from './stripe-objects';

// What Stripe answers when it is asked: plain copies of what is true at that moment.

const seconds = (time: number): number => Math.floor(time / 1000);

/** When the access of a subscription is over, by what is true now. */
export function endOf(
  { facts: { status, cancelAt, endedAt, start } }: Subscription,
  now: number,
): Date | null {
  const facts: SubscriptionFacts = {
    status,
    cancel_at: cancelAt === null ? null : seconds(cancelAt),
    ended_at: endedAt === null ? null : seconds(endedAt),
    items: { data: [{ current_period_start: seconds(start) }] },
  };
  return accessEnd(facts, new Date(now));
}

/** What became of a payment. */
export function moneyOf({ id, amount, refunds, disputes }: Payment): MoneyView {
  return {
    ...{ paymentIntentId: id, amount, currency: 'eur' },
    refunds: refunds.map((refund) => ({ ...refund })),
    disputes: disputes.map((dispute) => ({ ...dispute })),
  };
}

/** Whether the charge says that something of it went back. */
export const mayHaveGoneBack = (payment: Payment): boolean =>
  refundedAmount(payment) > 0 || payment.disputes.length > 0;

/** A session; each time it is asked for, its lines are nearer to being listed. */
export function sessionOf(session: Session): SessionView {
  const lists = session.listsAfter <= 0;
  if (session.status === 'complete') session.listsAfter -= 1;
  const amount = totalOf(session);
  const isUnpaid = session.paid !== 'paid';
  return {
    id: session.id,
    status: session.status,
    livemode: false,
    createdAt: new Date(session.createdAt),
    expiresAt: new Date(session.createdAt + 24 * 3_600_000),
    isEmbedded: false,
    checkoutId: session.checkoutId,
    recoveredFrom: session.recoveredFrom,
    paymentLinkId: session.paymentLinkId,
    paymentIntentId: session.payment?.id ?? null,
    subscriptionId: session.subscription?.id ?? null,
    customerId: null,
    buyerLocale: 'en',
    currency: 'eur',
    amountSubtotal: amount,
    amountDiscount: 0,
    amountShipping: 0,
    amountTax: 0,
    amountTotal: amount,
    amountDifference: 0,
    email: session.status === 'complete' ? session.email : null,
    name: null,
    phone: null,
    shippingAddress: null,
    shippingOption: null,
    payment: session.paid ?? 'awaiting',
    paymentStatus: isUnpaid ? 'unpaid' : session.isFree ? 'no_payment_required' : 'paid',
    failure: session.paid === 'failed' ? 'The bank did not pay.' : null,
    chargedAt: session.payment ? new Date(session.payment.at) : null,
    lines: lists ? session.lines : [],
  };
}
