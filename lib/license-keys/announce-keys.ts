import { createHash } from 'node:crypto';
import type { Tx } from '../db';
import type { Order, Prisma } from '../generated/prisma/client';
import { orderNumber } from '../order-number';
import { queueMessage } from '../queue/queue-message';

/** What stands for a key where the key itself must not be read: SHA-256 of its characters, in hex. */
export const hashOfLicenseKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/**
 * Tells the merchant's other systems that keys were taken back: whatever honours them has to stop (I5). In the
 * transaction that took them back, under the order's lock. A key is told of once for each time it is taken back.
 *
 * @param ids keys whose `revokedAt` is written already
 */
export async function announceRevokedKeys(tx: Tx, order: Order, ids: string[]): Promise<void> {
  for (const { revokedAt, ...key } of await load(tx, ids)) {
    if (!revokedAt) continue;
    await queueMessage(tx, {
      kind: 'license_key.revoked',
      key: `license_key.revoked:${key.id}:${revokedAt.getTime()}`,
      orderId: order.id,
      data: { ...about(order, key), revoked_at: revokedAt.toISOString() },
    });
  }
}

/**
 * Tells the merchant's other systems that keys which were taken back are the buyer's again, because a refund failed.
 * Call it before `revokedAt` is taken off: it is what tells this time from another.
 */
export async function announceRestoredKeys(tx: Tx, order: Order, ids: string[]): Promise<void> {
  for (const { revokedAt, ...key } of await load(tx, ids)) {
    if (!revokedAt) continue;
    await queueMessage(tx, {
      kind: 'license_key.restored',
      key: `license_key.restored:${key.id}:${revokedAt.getTime()}`,
      orderId: order.id,
      data: about(order, key),
    });
  }
}

const load = (tx: Tx, ids: string[]) =>
  tx.licenseKey.findMany({
    where: { id: { in: ids } },
    select: { id: true, key: true, revokedAt: true, product: { select: { slug: true } } },
    orderBy: { unit: 'asc' },
  });

function about(
  order: Order,
  { id, key, product }: { id: string; key: string; product: { slug: string } },
): Prisma.InputJsonObject {
  return {
    id,
    product: product.slug,
    sha256: hashOfLicenseKey(key),
    order_id: order.id,
    order_number: orderNumber(order),
  };
}
