import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { hashOfKey } from '../auth/api-key';
import { db } from '../db';
import type { ApiKey } from '../generated/prisma/client';
import { storable } from '../storable';

/** An API key as the merchant's page shows it: without the key, of which only a hash is kept. */
export type ApiKeyRow = Omit<ApiKey, 'hash'>;

/** Every key, those that hold first, the newest first. */
export async function listApiKeys(): Promise<ApiKeyRow[]> {
  return await db().apiKey.findMany({
    orderBy: [{ revokedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }, { id: 'desc' }],
    omit: { hash: true },
    take: 100,
  });
}

export type CreateKeyResult =
  | { created: true; name: string /** Shown now, and never again */; key: string }
  | { created: false; reason: 'no_name' | 'too_long' | 'known' };

const longestName = 60;

/**
 * Makes a key with which software of the merchant's own may ask the shop.
 *
 * @param name what it is for, to tell it from others; two keys that hold never have the same
 * @param actor the merchant's address
 */
export async function createApiKey(name: unknown, actor: string): Promise<CreateKeyResult> {
  const given = typeof name === 'string' ? storable(name).trim() : '';
  if (!given) return { created: false, reason: 'no_name' };
  if (given.length > longestName) return { created: false, reason: 'too_long' };
  const key = `bk_${randomBytes(32).toString('base64url')}`;
  return await db().$transaction(async (tx) => {
    // Pressed twice, the second press waits here and finds the first.
    await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtext('api_key'))`;
    const known = await tx.apiKey.count({ where: { name: given, revokedAt: null } });
    if (known > 0) return { created: false, reason: 'known' };
    await tx.apiKey.create({
      data: { name: given, prefix: key.slice(0, 9), hash: hashOfKey(key), createdBy: actor },
    });
    return { created: true, name: given, key };
  });
}

export type RevokeKeyResult =
  | { revoked: true; name: string }
  | { revoked: false; reason: 'no_key' | 'already' };

/** Ends a key at once: the next request that comes with it is refused. */
export async function revokeApiKey(id: unknown): Promise<RevokeKeyResult> {
  const known = z.uuid().safeParse(id);
  if (!known.success) return { revoked: false, reason: 'no_key' };
  const where = { id: known.data };
  const { count } = await db().apiKey.updateMany({
    where: { ...where, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  const key = await db().apiKey.findUnique({ where, select: { name: true } });
  if (!key) return { revoked: false, reason: 'no_key' };
  return count > 0 ? { revoked: true, name: key.name } : { revoked: false, reason: 'already' };
}
