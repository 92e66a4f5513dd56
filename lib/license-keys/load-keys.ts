import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { db, type Tx } from '../db';
import { addJob } from '../queue/add-job';
import { lockStock } from '../stock/holds';
import { queueStockFollowUps } from '../stock/queue-stock-follow-ups';
import { unitsWaiting } from './key-pools';
import { type KeyFile, readKeyFile } from './read-key-file';

/** What loading a file changed, or exactly why it changed nothing. */
export type LoadResult =
  | {
      loaded: number;
      /** Keys that stood in the file more than once */
      repeated: string[];
      /** Keys that the shop had already, of this variant or another */
      known: string[];
      free: number;
      /** Units put on the shelf of a counted variant */
      received: number;
      /** Units of paid orders that were waiting and are now being fulfilled */
      waiting: number;
    }
  | { loaded: 0; reason: 'no_pool' }
  | ({ loaded: 0 } & Pick<Extract<KeyFile, { ok: false }>, 'reason' | 'line'>);

/**
 * Loads keys into the pool of a variant, all that are new or none (one transaction). A key is the
 * shop's once (unique index), so the same file sent twice loads once. Orders that waited for keys are tried again, by a
 * job queued with the load (I5).
 *
 * @param receive put as many units on the shelf as the new keys cover, where the variant is counted
 */
export async function loadKeys(variantId: string, bytes: Uint8Array, receive: boolean): Promise<LoadResult> {
  const file = readKeyFile(bytes);
  if (!file.ok) return { loaded: 0, reason: file.reason, line: file.line };
  return await db().$transaction(
    async (tx) => {
      if (!(await lockPool(tx, variantId))) return { loaded: 0, reason: 'no_pool' };
      const ids = idsInOrder(file.keys.length);
      // Sorted, so that two loads of the same keys wait for each other in one order.
      const rows = await tx.$queryRaw<{ key: string }[]>`
        INSERT INTO license_key (id, variant_id, key)
        SELECT id, ${variantId}::uuid, key FROM unnest(${ids}::uuid[], ${file.keys}::text[]) AS given (id, key)
        ORDER BY key COLLATE "C"
        ON CONFLICT (key) DO NOTHING RETURNING key`;
      const loaded = new Set(rows.map(({ key }) => key));
      const free = await freeKeys(tx, variantId);
      const waiting = (await unitsWaiting(tx, [variantId])).get(variantId) ?? 0;
      const received = receive ? await receiveFor(tx, variantId, loaded.size, free - waiting) : 0;
      if (loaded.size > 0 && waiting > 0) {
        await addJob(tx, 'fulfill_key_orders', { variantId: variantId });
      }
      const { keys, repeated } = file;
      const known = keys.filter((key) => !loaded.has(key));
      return { loaded: loaded.size, repeated, known, free, received, waiting };
    },
    { maxWait: 15_000, timeout: 30_000 },
  );
}

/**
 * IDs that sort the way they were made, so that keys are given in the order of their file: UUIDs of version 7 whose
 * first random bits are a counter. https://www.rfc-editor.org/rfc/rfc9562#section-6.2
 */
function idsInOrder(count: number): string[] {
  const time = Date.now().toString(16).padStart(12, '0');
  return Array.from({ length: count }, (_, at) => {
    const number = at.toString(16).padStart(6, '0');
    const version = `7${number.slice(0, 3)}`;
    const variant = `8${number.slice(3)}`;
    return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${randomBytes(6).toString('hex')}`;
  });
}

/**
 * Locks the pool of a variant as an order does that draws from it: whoever found too few keys has
 * committed, and is seen to wait. The stock comes first, as it does there.
 *
 * @returns false where the variant has no pool
 */
export async function lockPool(tx: Tx, variantId: string): Promise<boolean> {
  const id = z.uuid().safeParse(variantId).data;
  const pool = { id, product: { licenseKeySource: 'pool' } } as const;
  if (!id || (await tx.productVariant.count({ where: pool })) === 0) return false;
  await lockStock(tx, [id]);
  await tx.$queryRaw`SELECT id FROM product_variant WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return true;
}

/** How many keys of a variant nobody has yet. */
export const freeKeys = (tx: Tx, variantId: string): Promise<number> =>
  tx.licenseKey.count({ where: { variantId, fulfillmentId: null, revokedAt: null } });

/** @param covered keys that are neither given nor awaited: the shelf never offers more than those (I4) */
async function receiveFor(tx: Tx, variantId: string, loaded: number, covered: number): Promise<number> {
  const stock = await tx.stock.findUnique({ where: { variantId } });
  if (!stock) return 0;
  const units = Math.min(loaded, Math.max(0, covered - stock.onHand - stock.held));
  if (units === 0) return 0;
  await tx.stock.update({
    where: { variantId },
    data: { received: { increment: units }, onHand: { increment: units } },
  });
  await queueStockFollowUps(tx, variantId, units);
  return units;
}
