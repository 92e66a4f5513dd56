import { db, type Tx } from '../db';
import type { Order, PaymentState } from '../generated/prisma/client';
import { addTimeline, type TimelineNote } from '../orders/timeline';
import { moveFulfillment } from './move-fulfillment';
import { isPaid, mayPay } from './order-states';
import { revokeOrder } from './revoke-order';

/** `too_early`: there is no order of this payment yet, or it has not heard that it was paid. */
export type PaymentChange = 'changed' | 'same' | 'refused' | 'too_early';

/**
 * Moves the payment of an order after it was paid: refunded, disputed, won back. A full refund or a lost dispute takes
 * back what was granted; where the money stays after all, a person decides. A move the state table does not know is
 * refused, and recorded.
 */
export async function changePayment(
  paymentIntentId: string,
  to: PaymentState,
  note: TimelineNote,
): Promise<PaymentChange> {
  return await db().$transaction(async (tx) => {
    const order = await lockByPayment(tx, paymentIntentId);
    if (!order || order.payment === 'awaiting' || order.payment === 'failed') return 'too_early';
    if (!mayPay(order.payment, to)) {
      const data = { ...note.data, from: order.payment, to };
      await addTimeline(tx, order.id, { ...note, kind: 'transition_refused', data });
      return 'refused';
    }
    await addTimeline(tx, order.id, note);
    if (order.payment === to) return 'same';
    await tx.order.update({ where: { id: order.id }, data: { payment: to } });
    if (to === 'refunded') await revokeOrder(tx, order, note);
    else if (isPaid(to) && order.fulfillment === 'cancelled') await askAgain(tx, order, note);
    return 'changed';
  });
}

async function lockByPayment(tx: Tx, paymentIntentId: string): Promise<Order | null> {
  await tx.$queryRaw`SELECT id FROM orders WHERE payment_intent_id = ${paymentIntentId} FOR UPDATE`;
  return await tx.order.findFirst({ where: { paymentIntentId } });
}

const moneyIsBack =
  'The refund did not go through, so the money is here, but what was bought had been taken back: deliver it by hand, or refund again.';

/** The goods were taken back and the money came home: no machine knows which of the two is wanted (I7). */
async function askAgain(tx: Tx, order: Order, note: TimelineNote): Promise<void> {
  await tx.orderLine.updateMany({
    where: { orderId: order.id },
    data: { state: 'needs_attention', attention: moneyIsBack },
  });
  await moveFulfillment(tx, order, 'needs_attention', { attention: moneyIsBack }, note);
  await addTimeline(tx, order.id, {
    ...note,
    kind: 'needs_attention',
    data: { granted: 0, attention: moneyIsBack },
  });
}
