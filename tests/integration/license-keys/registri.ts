import { db } from '@/lib/db';
import { type KeyPool, listKeyPools } from '@/lib/license-keys/key-pools';
import { orderOf, putOnShelf } from '../../support/aftermath';

/** The pool of the product that the tests about keys sell. */
export async function pool(): Promise<KeyPool> {
  const [found] = await listKeyPools('en', 'registri');
  if (!found) throw new Error('no pool');
  return found;
}

/** The keys that the order of a session was given. */
export const keysOf = async (sessionId: string): Promise<string[]> =>
  (await orderOf(sessionId)).lines.flatMap(({ fulfillments }) =>
    fulfillments.flatMap(({ licenseKeys }) => licenseKeys.map(({ key }) => key)),
  );

/** No key is free, and units enough are on the shelf. */
export async function emptyPool(): Promise<void> {
  await db().licenseKey.deleteMany({ where: { fulfillmentId: null } });
  await putOnShelf('registri', 40);
}
