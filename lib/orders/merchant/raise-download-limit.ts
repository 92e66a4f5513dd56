import { z } from 'zod';
import { db } from '../../db';
import { applyMerchantWish } from '../../fulfillment/apply-merchant-wish';

/** What became of a download's limit, or why it is as it was. */
export type LimitResult =
  | { changed: true; name: string; limit: number; left: number }
  | {
      changed: false;
      reason: 'malformed' | 'no_download' | 'revoked' | 'below_count' | 'same';
      /** For `below_count`: how often it was fetched */
      count: number;
    };

/** More than anybody needs, and far from what the column holds. */
const highestLimit = 10_000;

const shape = z.object({ grantId: z.uuid(), limit: z.coerce.number().int().min(1).max(highestLimit) });

/**
 * Sets how often a buyer may fetch a file, in all: more for one who has used it up, or fewer again, but never fewer
 * than were fetched. Under the order's lock, so that no revocation comes in between.
 *
 * @param input as it came from the form: `grantId` and `limit`
 * @param actor the merchant's address, for the timeline
 */
export async function raiseDownloadLimit(input: unknown, actor: string): Promise<LimitResult> {
  const { data } = shape.safeParse(input);
  if (!data) return unchanged('malformed');
  const { grantId, limit } = data;
  const grant = await db().downloadGrant.findUnique({
    where: { id: grantId },
    select: { file: { select: { name: true } } },
  });
  if (!grant) return unchanged('no_download');
  const { name } = grant.file;
  const wish = { kind: 'limit_downloads', grantId, limit, name } as const;
  const outcome = await applyMerchantWish(wish, { trigger: 'merchant', actor });
  if (!outcome || outcome.refused === 'no_download') return unchanged('no_download');
  if (outcome.refused !== null) return unchanged(outcome.refused, outcome.count);
  return { changed: true, name, limit, left: limit - outcome.count };
}

function unchanged(reason: Extract<LimitResult, { changed: false }>['reason'], count = 0): LimitResult {
  return { changed: false, reason, count };
}
