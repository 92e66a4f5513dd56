import { type After, readAfter, readLimit, readMoment, readParameters, writeAfter } from '../api/parameters';
import { db } from '../db';
import { hashOfLicenseKey } from './license-key-message';

export interface RevokedQuery {
  since: Date | null;
  limit: number;
  after: After | null;
}

/** Keys that were taken back, as anyone may read it: no key leaks, and whoever has one can find it here. */
export interface RevokedList {
  data: { sha256: string; product: string; revoked_at: string }[];
  has_more: boolean;
  next_cursor: string | null;
}

/** @throws {BadRequest} naming the parameter that cannot be */
export function readRevokedQuery(url: string): RevokedQuery {
  const given = readParameters(url, ['since', 'limit', 'cursor']);
  return {
    since: readMoment('since', given.since),
    limit: readLimit(given.limit),
    after: readAfter(given.cursor),
  };
}

/** A page of keys that were taken back, the longest ago first. */
export async function listRevokedKeys({ since, limit, after }: RevokedQuery): Promise<RevokedList> {
  const rows = await db().licenseKey.findMany({
    where: {
      revokedAt: { not: null, ...(since && { gte: since }) },
      ...(after && { OR: [{ revokedAt: { gt: after.at } }, { revokedAt: after.at, id: { gt: after.id } }] }),
    },
    orderBy: [{ revokedAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    select: {
      id: true,
      key: true,
      revokedAt: true,
      variant: { select: { product: { select: { slug: true } } } },
    },
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map(({ key, revokedAt, variant }) => ({
      sha256: hashOfLicenseKey(key),
      product: variant.product.slug,
      revoked_at: revokedAt?.toISOString() ?? '',
    })),
    has_more: last !== undefined,
    next_cursor: last?.revokedAt ? writeAfter({ at: last.revokedAt, id: last.id }) : null,
  };
}
