import { db } from '../db';
import { orFailed } from './or-failed';
import { targetOfOrder } from './targets';
import { writeDecision } from './write-decisions';

/** So many orders are looked at in one go; the next sweep takes the rest. */
const batchSize = 200;

/**
 * Announces the access whose end has come since the last look: nothing else happens at that instant. Safe to run
 * anywhere, also twice at once.
 *
 * @returns for how many orders something was announced
 */
export async function announceEndedAccess(): Promise<number> {
  const ended = await db().$queryRaw<{ id: string; sessionId: string | null }[]>`
    SELECT DISTINCT o.id, o.session_id AS "sessionId"
    FROM entitlement e
    JOIN fulfillment f ON f.id = e.fulfillment_id
    JOIN order_line l ON l.id = f.order_line_id
    JOIN orders o ON o.id = l.order_id
    WHERE e.announced_open AND e.ends_at <= now()
    LIMIT ${batchSize}`;
  let announced = 0;
  for (const order of ended) {
    const about = { part: 'sweep', order: order.id } as const;
    const written = await orFailed(about, 'the end of access was not announced', () =>
      writeDecision({
        target: targetOfOrder(order),
        view: { accessMayHaveEnded: true, records: [] },
        attempt: { trigger: 'system' },
        startedAt: performance.now(),
      }),
    );
    if (written !== 'failed') announced += 1;
  }
  return announced;
}
