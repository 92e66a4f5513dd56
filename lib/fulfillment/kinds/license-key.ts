import { randomInt } from 'node:crypto';
import type { Tx } from '../../db';
import { announceRestoredKeys, announceRevokedKeys } from '../../license-keys/announce-keys';
import type { Kind, Refusal, UnitsChange } from './kind';

/** Letters and digits that nobody mistakes for one another on paper. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A new key, 100 random bits in four groups: `K7QF-9WXA2-…`. Unguessable, and readable over the phone. */
export function generateKey(): string {
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}

/**
 * One key for each unit, from the product's pool or generated; never the same key for two units (I1). A pool that is
 * short gives the keys it has, and the rest waits. A key that was taken back stays with its unit, marked: nobody else
 * is ever given it, and the buyer gets it again with the unit.
 */
export const licenseKey: Kind = {
  async grant(tx, order, changes) {
    const refusals: Refusal[] = [];
    // In the order of products, so that two orders never wait for each other's pools.
    for (const change of [...changes].sort((a, b) => a.product.id.localeCompare(b.product.id))) {
      const keys = await keysOf(tx, change);
      const back = keys.filter(({ revokedAt }) => revokedAt !== null).slice(0, change.to - live(keys).length);
      const fresh = change.to - live(keys).length - back.length;
      const firstUnit = (keys.at(-1)?.unit ?? -1) + 1;
      const added = fresh > 0 ? await addKeys(tx, change, firstUnit, fresh) : 0;
      if (back.length > 0) {
        const ids = back.map(({ id }) => id);
        await announceRestoredKeys(tx, order, ids);
        await tx.licenseKey.updateMany({ where: { id: { in: ids } }, data: { revokedAt: null } });
      }
      const missing = Math.max(0, fresh) - added;
      if (missing > 0) {
        const { fulfillmentId, line, to } = change;
        refusals.push({
          fulfillmentId,
          reason: { code: 'keys_short', lineId: line.id, missing, of: to },
          units: to - missing,
        });
      }
    }
    return refusals;
  },

  /** The highest units go first. The merchant's other software is told not to honour the keys any more (I5). */
  async revoke(tx, order, changes) {
    for (const change of changes) {
      const gone = live(await keysOf(tx, change)).slice(change.to);
      const ids = gone.map(({ id }) => id);
      await tx.licenseKey.updateMany({ where: { id: { in: ids } }, data: { revokedAt: new Date() } });
      await announceRevokedKeys(tx, order, ids);
    }
  },
};

type UnitKey = { id: string; unit: number | null; revokedAt: Date | null };

const live = (keys: UnitKey[]): UnitKey[] => keys.filter(({ revokedAt }) => revokedAt === null);

/** The keys of a fulfilment, by unit: those in the buyer's hands and those that were taken back. */
async function keysOf(tx: Tx, { fulfillmentId, isNew }: UnitsChange): Promise<UnitKey[]> {
  if (isNew) return [];
  return await tx.licenseKey.findMany({
    where: { fulfillmentId },
    orderBy: { unit: 'asc' },
    select: { id: true, unit: true, revokedAt: true },
  });
}

/** @returns how many keys were added: fewer than were asked for where the pool has no more */
async function addKeys(tx: Tx, change: UnitsChange, firstUnit: number, count: number): Promise<number> {
  const { fulfillmentId, product } = change;
  if (product.licenseKeySource !== 'generated') return await drawFromPool(tx, change, firstUnit, count);
  const grantedAt = new Date();
  await tx.licenseKey.createMany({
    data: Array.from({ length: count }, (_, at) => ({
      productId: product.id,
      key: generateKey(),
      fulfillmentId,
      unit: firstUnit + at,
      grantedAt,
    })),
  });
  return count;
}

async function drawFromPool(
  tx: Tx,
  { fulfillmentId, product }: UnitsChange,
  firstUnit: number,
  count: number,
): Promise<number> {
  // One order at a time draws from a product's pool: waiting for rows one by one would come back short.
  await tx.$queryRaw`SELECT id FROM product WHERE id = ${product.id}::uuid FOR NO KEY UPDATE`;
  const free = await tx.licenseKey.findMany({
    where: { productId: product.id, fulfillmentId: null, revokedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: count,
    select: { id: true },
  });
  const grantedAt = new Date();
  for (const [at, { id }] of free.entries()) {
    await tx.licenseKey.update({ where: { id }, data: { fulfillmentId, unit: firstUnit + at, grantedAt } });
  }
  return free.length;
}
