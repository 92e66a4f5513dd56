import { randomInt } from 'node:crypto';
import type { Tx } from '../../db';
import type { Grant, Kind, Refusal } from './kind';

/** Letters and digits that nobody mistakes for one another on paper. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A new key, 100 random bits in four groups: `K7QF-9WXA2-…`. Unguessable, and readable over the phone. */
export function generateKey(): string {
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}

/** One key for each unit, from the product's pool or generated; never the same key twice (I1). */
export const licenseKey: Kind = {
  async grant(tx, _order, grants) {
    const refusals: Refusal[] = [];
    // In the order of products, so that two orders never wait for each other's pools.
    for (const grant of [...grants].sort((a, b) => a.product.id.localeCompare(b.product.id))) {
      if (grant.product.licenseKeySource === 'generated') {
        await generate(tx, grant);
      } else {
        const missing = await drawFromPool(tx, grant);
        if (missing > 0) {
          refusals.push({
            fulfillmentId: grant.fulfillmentId,
            reason: `The pool of licence keys for “${grant.product.slug}” is ${missing} short of ${grant.line.quantity}: load more keys, then retry.`,
          });
        }
      }
    }
    return refusals;
  },

  /** The key stays with the order, marked: it is never given to anyone again. */
  async revoke(tx, fulfillmentIds) {
    await tx.licenseKey.updateMany({
      where: { fulfillmentId: { in: fulfillmentIds }, revokedAt: null },
      data: { revokedAt: new Date() },
    });
  },
};

async function generate(tx: Tx, { fulfillmentId, product, line }: Grant): Promise<void> {
  const grantedAt = new Date();
  await tx.licenseKey.createMany({
    data: Array.from({ length: line.quantity }, (_, unit) => ({
      productId: product.id,
      key: generateKey(),
      fulfillmentId,
      unit,
      grantedAt,
    })),
  });
}

/** @returns how many keys the pool lacks; then none was drawn */
async function drawFromPool(tx: Tx, { fulfillmentId, product, line }: Grant): Promise<number> {
  // One order at a time draws from a product's pool: waiting for rows one by one would come back short.
  await tx.$queryRaw`SELECT id FROM product WHERE id = ${product.id}::uuid FOR NO KEY UPDATE`;
  const free = await tx.licenseKey.findMany({
    where: { productId: product.id, fulfillmentId: null, revokedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: line.quantity,
    select: { id: true },
  });
  if (free.length < line.quantity) return line.quantity - free.length;
  const grantedAt = new Date();
  for (const [unit, { id }] of free.entries()) {
    await tx.licenseKey.update({ where: { id }, data: { fulfillmentId, unit, grantedAt } });
  }
  return 0;
}
