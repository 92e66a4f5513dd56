import { db, type Tx } from '../db';
import type { Order, PaymentState } from '../generated/prisma/client';
import { addTimeline, type TimelineNote } from '../orders/timeline';
import { mayPay } from './order-states';
import { revokeOrder } from './revoke-order';

/**
 * Moves the payment of an order after it was paid: refunded, disputed, won back. A full refund or a lost dispute takes
 * back what was granted. A move the state table does not know is refused, and recorded.
 *
 * @returns false where no order was paid with this PaymentIntent
 */
export async function changePayment(
  paymentIntentId: string,
  to: PaymentState,
  note: TimelineNote,
): Promise<boolean> {
  return await db().$transaction(async (tx) => {
    const order = await lockByPayment(tx, paymentIntentId);
    if (!order) return false;
    if (!mayPay(order.payment, to)) {
      const data = { ...note.data, from: order.payment, to };
      await addTimeline(tx, order.id, { ...note, kind: 'transition_refused', data });
      return true;
    }
    if (order.payment !== to) await tx.order.update({ where: { id: order.id }, data: { payment: to } });
    await addTimeline(tx, order.id, note);
    if (to === 'refunded') await revokeOrder(tx, order, note);
    return true;
  });
}

async function lockByPayment(tx: Tx, paymentIntentId: string): Promise<Order | null> {
  await tx.$queryRaw`SELECT id FROM orders WHERE payment_intent_id = ${paymentIntentId} FOR UPDATE`;
  return await tx.order.findFirst({ where: { paymentIntentId } });
}
