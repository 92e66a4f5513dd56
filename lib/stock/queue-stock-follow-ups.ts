import type { Tx } from '../db';
import { addJob } from '../queue/add-job';
import { queueLinkRefresh } from './queue-link-refresh';

/**
 * Queues, with the change of a variant's stock, what follows from it (I5): its Payment Link may sell more or less, and
 * what returned to the shelf goes to those who wait for it. Call it while the stock's row is locked: whoever puts a
 * line on back-order looks at the shelf under the same lock, so that no unit lies there unnoticed.
 *
 * @param units how many more there are on hand; negative where they became fewer
 */
export async function queueStockFollowUps(tx: Tx, variantId: string, units: number): Promise<void> {
  if (units === 0) return;
  await queueLinkRefresh(tx, [variantId]);
  if (units < 0) return;
  const waiting = await tx.orderLine.findFirst({
    where: { variantId, state: 'back_ordered' },
    select: { id: true },
  });
  if (waiting) await addJob(tx, 'fulfill_back_orders', { variantId });
}
