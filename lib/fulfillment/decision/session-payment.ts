import { isPaid } from '../../is-paid';
import { minute } from '../../time';
import { applyMoney } from './apply-money';
import { changeOrder, type Draft, orderOf, queueMail } from './draft';
import { recordCharge } from './ledger';
import { canTransitionPayment } from './order-states';
import type { SessionView, StripeView } from './stripe-view';

/** What reading the payment of a session changed. */
export interface SessionPayment {
  /** Whether it was paid just now. */
  paidNow: boolean;
  /** Whether a receipt was queued just now. */
  receiptQueued: boolean;
}

/**
 * Moves the payment's state to what the session says, and queues the mail that goes with the news (I5). What became of
 * the money since is applied at once where the payment is new: what was given back is not handed out first (I2).
 *
 * @param isOurs whether any line is a product of this shop: another's sale on the same account gets no mail of ours
 */
export function applySessionPayment(
  draft: Draft,
  view: StripeView & { session: SessionView },
  isOurs: boolean,
): SessionPayment {
  const { session, money } = view;
  const order = orderOf(draft);
  const nothing = { paidNow: false, receiptQueued: false };
  if (session.payment === 'awaiting') {
    const isNews =
      order.payment === 'awaiting' &&
      isOurs &&
      queueMail(draft, `payment_in_progress:${order.id}`, 'payment_in_progress');
    if (isNews) draft.notes.push({ kind: 'payment_awaited' });
    return nothing;
  }
  const isKnown = session.payment === 'paid' ? order.paidAt !== null : order.payment === 'failed';
  if (isKnown) return nothing;
  if (!canTransitionPayment(order.payment, session.payment)) {
    draft.notes.push({ kind: 'transition_refused', data: { from: order.payment, to: session.payment } });
    return nothing;
  }
  if (session.payment === 'failed') {
    changeOrder(draft, { payment: 'failed' });
    draft.notes.push({
      kind: 'payment_failed',
      data: { reason: session.failure ?? 'The bank did not pay.' },
    });
    if (isOurs) queueMail(draft, `payment_failed:${order.id}`, 'payment_failed');
    return nothing;
  }
  const paidAt = paidWhen(draft, session);
  // A subscription whose first debit failed may be paid by another payment: refunds and disputes are of that one.
  const paymentIntentId = session.paymentIntentId ?? order.paymentIntentId;
  changeOrder(draft, { payment: 'paid', paidAt, paymentIntentId });
  recordCharge(draft, paidAt);
  const { amountTotal: amount, paymentStatus: status } = session;
  draft.notes.push({ kind: 'payment_received', data: { amount, currency: order.currency, status } });
  if (money) applyMoney(draft, money, isOurs);
  return { paidNow: true, receiptQueued: isOurs && isPaid(orderOf(draft).payment) && queueReceipt(draft) };
}

/**
 * Queues the receipt, unless Stripe writes the receipts. There is one, whenever that is: where the refund's event
 * arrived before the payment's, and came to nothing, the buyer has had no mail yet.
 */
export const queueReceipt = (draft: Draft): boolean =>
  draft.given.receipts === 'own' && queueMail(draft, `receipt:${orderOf(draft).id}`, 'receipt');

/**
 * When the money came. For a payment made at once, the charge says it; for a delayed one the charge is as old as the
 * order, and the event that brought the news is the nearest.
 */
function paidWhen({ state, attempt, given: { now } }: Draft, session: SessionView): Date {
  const { order } = state;
  const isOld = order !== null && order.createdAt.getTime() < now.getTime() - minute;
  const isDelayed = order?.payment !== 'awaiting' || isOld;
  const { chargedAt } = session;
  const reported = attempt.eventAt ?? (isDelayed ? now : (chargedAt ?? now));
  const isFree = session.paymentStatus === 'no_payment_required';
  const moment = isDelayed || isFree ? reported : (chargedAt ?? reported);
  return moment > now ? now : moment;
}
