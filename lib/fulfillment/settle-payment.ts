import type { Tx } from '../db';
import type { Order, OrderLine } from '../generated/prisma/client';
import { isPaid } from '../is-paid';
import { keptAmount } from '../money';
import { queueMail } from '../queue/queue-mail';
import type { PaymentFacts } from '../stripe/charges';
import type { SessionSnapshot } from '../stripe/sessions';
import { applyPayment } from './apply-payment';
import type { Attempt, Notes } from './attempt';
import { canTransitionPayment } from './order-states';
import { observePayment } from './payment';
import { writeReceipt } from './write-receipt';

/** Where a payment was settled to. */
export interface SettledPayment {
  /** The order with its payment as it is now. */
  order: Order;
  /** Whether it was paid just now: then what became of the money since is settled, too. */
  paidNow: boolean;
  /** Whether a receipt was queued just now. */
  receiptQueued: boolean;
}

/**
 * Moves the payment's state to what Stripe reports, under the order's lock, and queues the mail that goes with the
 * news (I5). What happens to a payment after it was paid is told by `applyPayment`: here where the news of it came
 * before that of the payment, so that what was given back is not handed out first.
 *
 * @param facts what became of the payment since; null where nothing did
 * @param ours whether any line is a product of this shop: another's sale on the same Stripe account gets no mail of ours
 */
export async function settlePayment(
  tx: Tx,
  snapshot: SessionSnapshot,
  facts: PaymentFacts | null,
  order: Order,
  lines: OrderLine[],
  ours: boolean,
  attempt: Attempt,
  notes: Notes,
): Promise<SettledPayment> {
  const seen = observePayment(snapshot);
  const asItWas = { order, paidNow: false, receiptQueued: false };
  const mail = (template: 'payment_in_progress' | 'payment_failed') =>
    ours ? queueOnce(tx, order, template) : Promise.resolve(false);

  if (seen === 'awaiting') {
    if (order.payment === 'awaiting' && (await mail('payment_in_progress')))
      notes.push({ kind: 'payment_awaited' });
    return asItWas;
  }
  if (seen === 'paid' ? order.paidAt !== null : order.payment === 'failed') return asItWas;
  if (!canTransitionPayment(order.payment, seen)) {
    notes.push({ kind: 'transition_refused', data: { from: order.payment, to: seen } });
    return asItWas;
  }
  if (seen === 'failed') {
    await tx.order.update({ where: { id: order.id }, data: { payment: 'failed' } });
    notes.push({
      kind: 'payment_failed',
      data: { reason: snapshot.paymentIntent?.last_payment_error?.message ?? 'The bank did not pay.' },
    });
    await mail('payment_failed');
    return { ...asItWas, order: { ...order, payment: 'failed' } };
  }
  const paidAt = paidWhen(snapshot, order, attempt);
  // A subscription whose first debit failed may be paid by another payment: refunds and disputes are of that one.
  const paymentIntentId = snapshot.paymentIntent?.id ?? order.paymentIntentId;
  await tx.order.update({ where: { id: order.id }, data: { payment: 'paid', paidAt, paymentIntentId } });
  notes.push({
    kind: 'payment_received',
    data: {
      amount: keptAmount(snapshot.session.amount_total ?? order.amountTotal),
      currency: order.currency,
      status: snapshot.session.payment_status,
    },
  });
  let paid: Order = { ...order, payment: 'paid', paidAt, paymentIntentId };
  if (facts) paid = await applyPayment(tx, paid, lines, facts, ours, notes);
  const receiptQueued = ours && isPaid(paid.payment) && (await writeReceipt(tx, paid));
  return { order: paid, paidNow: true, receiptQueued };
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
  template: 'payment_in_progress' | 'payment_failed',
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
