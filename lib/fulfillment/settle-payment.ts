import type { Tx } from '../db';
import type { Order } from '../generated/prisma/client';
import type { PaymentState } from '../generated/prisma/enums';
import { queueMail } from '../jobs/queue-mail';
import type { TimelineNote } from '../orders/timeline';
import type { SessionSnapshot } from '../stripe/sessions';
import type { Attempt } from './fulfill-checkout';
import { mayPay } from './order-states';
import { observePayment } from './payment';

/** What there is to tell on the timeline; who and what set it off is the same for all of it. */
export type Notes = Omit<TimelineNote, 'trigger' | 'eventId' | 'actor'>[];

/**
 * Moves the payment's state to what Stripe reports, under the order's lock, and queues the mail that goes with the
 * news (I5). What happens to a payment after it was paid is `changePayment`'s to tell.
 *
 * @param ours whether any line is a product of this shop: another's sale on the same Stripe account gets no mail of ours
 */
export async function settlePayment(
  tx: Tx,
  snapshot: SessionSnapshot,
  order: Order,
  ours: boolean,
  attempt: Attempt,
  notes: Notes,
): Promise<PaymentState> {
  const seen = observePayment(snapshot);
  const mail = (template: 'receipt' | 'payment_in_progress' | 'payment_failed') =>
    ours ? queueOnce(tx, order, template) : Promise.resolve(false);

  if (seen === 'awaiting') {
    if (order.payment === 'awaiting' && (await mail('payment_in_progress')))
      notes.push({ kind: 'payment_awaited' });
    return order.payment;
  }
  if (seen === order.payment || (seen !== 'failed' && order.paidAt !== null)) return order.payment;
  const next = seen === 'failed' ? 'failed' : 'paid';
  if (!mayPay(order.payment, next)) {
    notes.push({ kind: 'transition_refused', data: { from: order.payment, to: seen } });
    return order.payment;
  }
  if (seen === 'failed') {
    await tx.order.update({ where: { id: order.id }, data: { payment: 'failed' } });
    notes.push({
      kind: 'payment_failed',
      data: { reason: snapshot.paymentIntent?.last_payment_error?.message ?? 'The bank did not pay.' },
    });
    await mail('payment_failed');
    return 'failed';
  }
  const paidAt = paidWhen(snapshot, order, attempt);
  await tx.order.update({ where: { id: order.id }, data: { payment: seen, paidAt } });
  notes.push({
    kind: 'payment_received',
    data: { amount: order.amountTotal, currency: order.currency, status: snapshot.session.payment_status },
  });
  // The refund came before the news of the payment: what was given back in full is not handed out.
  if (seen !== 'paid') notes.push({ kind: 'payment_refunded', data: refundOf(snapshot) });
  if (seen !== 'refunded') await mail('receipt');
  return seen;
}

function refundOf({ paymentIntent }: SessionSnapshot): { refunded: number; of: number } {
  const charge = paymentIntent?.latest_charge;
  if (!charge || typeof charge === 'string') return { refunded: 0, of: 0 };
  return { refunded: charge.amount_refunded, of: charge.amount };
}

/**
 * When the money came. For a payment made at once, the charge says it; for a delayed one the charge is as old as the
 * order, and the event that brought the news is the nearest.
 */
function paidWhen({ session, paymentIntent }: SessionSnapshot, order: Order, attempt: Attempt): Date {
  const now = new Date();
  const charge = paymentIntent?.latest_charge;
  const delayed = order.payment !== 'awaiting' || order.createdAt.getTime() < now.getTime() - 60_000;
  const charged = charge && typeof charge === 'object' ? new Date(charge.created * 1000) : undefined;
  const told = attempt.eventAt ?? (delayed ? now : (charged ?? now));
  const moment = delayed || session.payment_status === 'no_payment_required' ? told : (charged ?? told);
  return moment > now ? now : moment;
}

/** @returns false where that mail was queued before, or there is no address */
async function queueOnce(
  tx: Tx,
  order: Order,
  template: 'receipt' | 'payment_in_progress' | 'payment_failed',
): Promise<boolean> {
  if (!order.email) return false;
  return await queueMail(tx, {
    key: `${template}:${order.id}`,
    orderId: order.id,
    template,
    recipient: order.email,
    locale: order.locale,
  });
}
