import type { Tx } from '../db';
import { addJob } from '../queue/add-job';

/**
 * Queues, with the change of their stock, that Stripe is told how much the Payment Links of these variants may sell
 * now (I5). Call it after `lockStock`: those locks keep two transactions from waiting for each other's jobs. Variants
 * without a link are passed over.
 */
export async function queueLinkRefresh(tx: Tx, variantIds: string[]): Promise<void> {
  if (variantIds.length === 0) return;
  const linked = await tx.productVariant.findMany({
    where: { id: { in: variantIds }, product: { offersLink: true } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id: variantId } of linked) await addJob(tx, 'refresh_link', { variantId });
}
