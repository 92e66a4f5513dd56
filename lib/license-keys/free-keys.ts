import { db } from '../db';

/** A key that nobody has yet. */
export interface FreeKey {
  id: string;
  key: string;
  createdAt: Date;
}

/** So many are shown; the rest are counted. */
export const freeKeysShown = 50;

/** The free keys that will be given next. */
export async function listFreeKeys(variantId: string): Promise<FreeKey[]> {
  return await db().licenseKey.findMany({
    where: { variantId, fulfillmentId: null, revokedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: freeKeysShown,
    select: { id: true, key: true, createdAt: true },
  });
}
