import type { Tx } from '../db';
import { env } from '../env';
import type { Order } from '../generated/prisma/client';
import { queueMail } from '../queue/queue-mail';

/**
 * Queues the receipt of an order in the transaction that finds the money to be with us (I5), unless Stripe writes the
 * receipts. There is one, whenever that is: where the news of a refund or a dispute came before that of the payment,
 * and came to nothing, the buyer has heard of nothing yet.
 *
 * @returns false where it was queued before, or nobody's address is known
 */
export async function writeReceipt(tx: Tx, { id, email, locale }: Order): Promise<boolean> {
  if (env().receipts !== 'own' || !email) return false;
  return await queueMail(tx, {
    key: `receipt:${id}`,
    orderId: id,
    template: 'receipt',
    recipient: email,
    locale,
  });
}
