import type { Tx } from '../db';
import { addJob } from '../queue/add-job';

/**
 * Queues, with the change of their stock, that Stripe is told how much the Payment Links of these products may sell
 * now (I5). Call it after `lockStock`: those locks keep two transactions from waiting for each other's jobs. Products
 * without a link are passed over.
 */
export async function queueLinkRefresh(tx: Tx, productIds: string[]): Promise<void> {
  if (productIds.length === 0) return;
  const linked = await tx.productVariant.findMany({
    where: { product: { id: { in: productIds }, offersLink: true } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id: variantId } of linked) await addJob(tx, 'refresh_link', { variantId });
}
