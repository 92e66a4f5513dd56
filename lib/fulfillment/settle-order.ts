import type { Tx } from '../db';
import type { Order } from '../generated/prisma/client';
import type { CheckoutState, FulfillmentState, PaymentState } from '../generated/prisma/enums';
import { queueMail } from '../jobs/queue-mail';
import { addTimeline, type TimelineNote } from '../orders/timeline';
import type { SessionSnapshot } from '../stripe/sessions';
import type { Attempt } from './fulfill-checkout';
import { fulfillLines } from './fulfill-lines';
import { isPaid, mayPay } from './order-states';
import { endCheckout } from './own-checkout';
import { observePayment } from './payment';
import type { LockedOrder, OwnCheckout } from './record-order';

type Notes = Omit<TimelineNote, 'trigger' | 'eventId' | 'actor'>[];

/**
 * Brings an order to where Stripe says it should be, under its lock: payment first, then the lines, then mails and the
 * timeline, all in the caller's transaction. Called again, it finds nothing to do and says so on the timeline.
 */
export async function settleOrder(
  tx: Tx,
  snapshot: SessionSnapshot,
  checkout: (OwnCheckout & { state: CheckoutState }) | null,
  { order, lines, isNew }: LockedOrder,
  attempt: Attempt,
  startedAt: number,
): Promise<{ payment: PaymentState; fulfillment: FulfillmentState }> {
  const notes: Notes = [];
  if (isNew) notes.push({ kind: 'order_placed', data: { source: order.source, sessionId: order.sessionId } });

  const payment = await settlePayment(tx, snapshot, order, attempt, notes);
  if (payment === 'failed' && checkout) await endCheckout(tx, checkout, 'failed');
  if (payment !== 'failed' && checkout && checkout.state !== 'complete') {
    await tx.checkout.update({ where: { id: checkout.id }, data: { state: 'complete' } });
  }

  let fulfillment = order.fulfillment;
  if (isPaid(payment) && fulfillment !== 'fulfilled' && fulfillment !== 'cancelled') {
    const outcome = await fulfillLines(tx, order, lines, checkout?.id ?? null);
    fulfillment = outcome.fulfillment;
    const reached = fulfillment === 'fulfilled' || order.fulfilledBy === null;
    await tx.order.update({
      where: { id: order.id },
      data: {
        fulfillment,
        attention: outcome.attention,
        ...(reached && { fulfilledBy: attempt.trigger }),
        ...(fulfillment === 'fulfilled' && { fulfilledAt: new Date() }),
      },
    });
    if (outcome.changed) {
      notes.push({
        kind:
          fulfillment === 'fulfilled'
            ? 'fulfilled'
            : fulfillment === 'needs_attention'
              ? 'needs_attention'
              : 'partly_fulfilled',
        data: { granted: outcome.granted, ...(outcome.attention && { attention: outcome.attention }) },
      });
    }
  }

  const milliseconds = Math.round(performance.now() - startedAt);
  if (notes.length === 0) notes.push({ kind: 'nothing_left', data: { payment, fulfillment } });
  const last = notes.at(-1);
  if (last) last.milliseconds = milliseconds;
  const { trigger, eventId, actor } = attempt;
  await addTimeline(tx, order.id, ...notes.map((note) => ({ ...note, trigger, eventId, actor })));
  return { payment, fulfillment };
}

/** Moves the payment's state to what Stripe reports, and queues the mail that goes with the news (I5). */
async function settlePayment(
  tx: Tx,
  snapshot: SessionSnapshot,
  order: Order,
  attempt: Attempt,
  notes: Notes,
): Promise<PaymentState> {
  const seen = observePayment(snapshot);
  if (seen === 'awaiting') {
    if (order.payment === 'awaiting') {
      if (await mail(tx, order, 'payment_in_progress')) notes.push({ kind: 'payment_awaited' });
    }
    return order.payment;
  }
  if (seen === order.payment || (seen === 'paid' && order.paidAt !== null)) return order.payment;
  if (!mayPay(order.payment, seen)) {
    notes.push({ kind: 'transition_refused', data: { from: order.payment, to: seen } });
    return order.payment;
  }
  if (seen === 'paid') {
    const paidAt = paidWhen(snapshot, order, attempt);
    await tx.order.update({ where: { id: order.id }, data: { payment: 'paid', paidAt } });
    order.paidAt = paidAt;
    notes.push({
      kind: 'payment_received',
      data: { amount: order.amountTotal, currency: order.currency, status: snapshot.session.payment_status },
    });
    await mail(tx, order, 'receipt');
  } else {
    await tx.order.update({ where: { id: order.id }, data: { payment: 'failed' } });
    notes.push({
      kind: 'payment_failed',
      data: { reason: snapshot.paymentIntent?.last_payment_error?.message ?? 'The bank did not pay.' },
    });
    await mail(tx, order, 'payment_failed');
  }
  return seen;
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

async function mail(
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
