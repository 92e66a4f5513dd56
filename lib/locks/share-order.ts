import type { Tx } from '../db';

/**
 * Waits for whoever has an order locked, and keeps it from being locked until the commit: for a transaction that
 * writes about an order without deciding anything of it. Call it before anything else is locked: whoever has the order
 * may be about to queue a mail or a message whose key is there already, and would wait for that row while we wait for
 * the order.
 */
export async function shareOrderLock(tx: Tx, orderId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM orders WHERE id = ${orderId}::uuid FOR KEY SHARE`;
}
