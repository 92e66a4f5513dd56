import type { Tx } from '../db';
import type { Order, OrderLine } from '../generated/prisma/client';
import { isPaid } from '../is-paid';
import { queueMail } from '../queue/queue-mail';
import type { PaymentFacts } from '../stripe/charges';
import type { Notes } from './attempt';
import { canTransitionPayment } from './order-states';
import { paymentNews, untold } from './payment-news';
import { recordRefunds } from './record-refunds';
import { isInForce, lostAmount, paymentAfter } from './refund-states';

/**
 * Brings a payment that was made to where its refunds and disputes leave it: the refunds are written down with their
 * units, the state follows, what is new goes on the timeline, and the buyer is told of a refund, and of one that
 * failed (I5). Under the order's lock. What this means for what was bought is `settleUnits`' to do.
 *
 * @param lines the order's; their `unitsRefunded` is brought up to date
 * @param ours whether any line is a product of this shop: another's sale gets no mail of ours
 * @param notes what there is to tell is added to these
 * @returns the order with its payment as it is now
 */
export async function applyPayment(
  tx: Tx,
  order: Order,
  lines: OrderLine[],
  facts: PaymentFacts,
  ours: boolean,
  notes: Notes,
): Promise<Order> {
  const refunded = await recordRefunds(tx, order.id, lines, facts.refunds);
  const payment = paymentAfter(facts, refunded);
  notes.push(...(await untold(tx, order.id, paymentNews(facts))));
  if (ours) await writeToBuyer(tx, order, facts);
  if (!canTransitionPayment(order.payment, payment)) {
    notes.push({ kind: 'transition_refused', data: { from: order.payment, to: payment } });
    return order;
  }
  // A dispute that was lost gave the buyer their money back, too: never more than there was.
  const amountLost = lostAmount(facts);
  const amounts = {
    amountRefunded: Math.max(refunded, Math.min(refunded + amountLost, facts.amount)),
    amountLost,
  };
  const same =
    payment === order.payment &&
    amounts.amountRefunded === order.amountRefunded &&
    amounts.amountLost === order.amountLost;
  if (same) return order;
  await tx.order.update({ where: { id: order.id }, data: { payment, ...amounts } });
  if (payment === 'disputed' && order.payment !== 'disputed') notes.push({ kind: 'frozen' });
  if (order.payment === 'disputed' && isPaid(payment)) notes.push({ kind: 'unfrozen' });
  return { ...order, payment, ...amounts };
}

/**
 * One mail when a refund is on its way, also where Stripe has to ask the buyer first where to send it, and one when a
 * refund that was announced came to nothing.
 */
async function writeToBuyer(tx: Tx, order: Order, { refunds }: PaymentFacts): Promise<void> {
  if (!order.email) return;
  const mail = { orderId: order.id, recipient: order.email, locale: order.locale };
  for (const { id: refundId, state } of refunds) {
    const key = `refund:${refundId}`;
    const data = { refundId };
    if (isInForce(state)) {
      await queueMail(tx, { ...mail, key, template: 'refund', data });
    } else if (await tx.mailMessage.findUnique({ where: { idempotencyKey: key } })) {
      await queueMail(tx, { ...mail, key: `refund_failed:${refundId}`, template: 'refund_failed', data });
    }
  }
}
