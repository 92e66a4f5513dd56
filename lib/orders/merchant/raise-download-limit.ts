import { z } from 'zod';
import { db } from '../../db';
import { lockOrder } from '../../locks/lock-orders';
import { addTimeline } from '../../timeline/timeline';

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
  return await db().$transaction(async (tx) => {
    await lockOrder(tx, { downloadGrantId: grantId });
    const grant = await tx.downloadGrant.findUnique({
      where: { id: grantId },
      select: {
        limit: true,
        revokedAt: true,
        file: { select: { name: true } },
        fulfillment: { select: { units: true, orderLine: { select: { orderId: true } } } },
      },
    });
    if (!grant) return unchanged('no_download');
    if (grant.revokedAt || grant.fulfillment.units === 0) return unchanged('revoked');
    if (grant.limit === limit) return unchanged('same');
    // Fetches go on meanwhile: the condition is looked at together with the change.
    const [raised] = await tx.$queryRaw<{ count: number }[]>`
      UPDATE download_grant SET "limit" = ${limit} WHERE id = ${grantId}::uuid AND count <= ${limit} RETURNING count`;
    if (!raised) {
      const { count } = await tx.downloadGrant.findUniqueOrThrow({ where: { id: grantId } });
      return unchanged('below_count', count);
    }
    const { name } = grant.file;
    await addTimeline(tx, grant.fulfillment.orderLine.orderId, {
      kind: 'download_limit_raised',
      trigger: 'merchant',
      actor,
      data: { what: name, count: limit, before: grant.limit, grantId },
    });
    return { changed: true, name, limit, left: limit - raised.count };
  });
}

function unchanged(reason: Extract<LimitResult, { changed: false }>['reason'], count = 0): LimitResult {
  return { changed: false, reason, count };
}
