import { createHash } from 'node:crypto';
import type { Tx } from '../db';
import { orderNumber } from '../orders/order-number';
import { queueMessage } from '../outgoing/queue-message';

/** What stands for a key where the key itself must not be read: SHA-256 of its characters, in hex. */
export const hashOfLicenseKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/**
 * Tells the merchant's other systems of the keys of an order that were taken back, once for each time (I5). Under the
 * order's lock, in the transaction that took them back; those they were told of before are told of no more.
 */
export async function tellRevokedKeys(tx: Tx, orderId: string): Promise<void> {
  const keys = await tx.licenseKey.findMany({
    where: { fulfillment: { orderLine: { orderId } }, revokedAt: { not: null } },
    include: { product: { select: { slug: true } } },
    orderBy: { id: 'asc' },
  });
  if (keys.length === 0) return;
  const order = await tx.order.findUniqueOrThrow({ where: { id: orderId }, select: { number: true } });
  for (const { id, key, product, revokedAt } of keys) {
    if (!revokedAt) continue;
    await queueMessage(tx, {
      kind: 'license_key.revoked',
      key: `license_key.revoked:${id}:${revokedAt.getTime()}`,
      orderId,
      data: {
        id,
        product: product.slug,
        sha256: hashOfLicenseKey(key),
        order_id: orderId,
        order_number: orderNumber(order),
        revoked_at: revokedAt.toISOString(),
      },
    });
  }
}
