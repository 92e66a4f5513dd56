import { releaseHolds } from '../checkout/holds';
import { db, pool } from '../db';
import { fulfillCheckout } from '../fulfillment/fulfill-checkout';
import { log } from '../log';

/** Longer than any job of ours takes: whoever locked one before that has died with it. */
const deadAfter = '2 minutes';
/** Time for Stripe's own word that a session expired, before we ask. */
const graceMilliseconds = 2 * 60_000;
const mostCheckouts = 50;

/**
 * Puts right what a crash or a lost event left behind: jobs whose worker died are freed, and checkouts past their
 * time are asked about at Stripe, through the same function as everything else. Safe to run anywhere, at any time,
 * also twice at once.
 */
export async function sweep(): Promise<void> {
  await freeDeadJobs();
  const overdue = await db().checkout.findMany({
    where: {
      state: { in: ['starting', 'open'] },
      expiresAt: { lt: new Date(Date.now() - graceMilliseconds) },
    },
    orderBy: { expiresAt: 'asc' },
    take: mostCheckouts,
    select: { id: true, sessionId: true },
  });
  for (const { id, sessionId } of overdue) {
    const result = sessionId ? await fulfillCheckout(sessionId, { trigger: 'sweep' }) : null;
    // No session came of it that could still be paid, or Stripe does not know it.
    if (result === null || result.status === 'unknown') await release(id);
    log.info(
      { part: 'sweep', checkout: id, result: result?.status ?? 'no session' },
      'overdue checkout settled',
    );
  }
}

async function release(checkoutId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM checkout WHERE id = ${checkoutId}::uuid FOR UPDATE`;
    await releaseHolds(tx, checkoutId);
    await tx.checkout.updateMany({
      where: { id: checkoutId, state: { in: ['starting', 'open'] } },
      data: { state: 'expired' },
    });
  });
}

/** The queue itself would wait four hours. Should a worker be slow rather than dead, its job runs twice: all of ours may. */
async function freeDeadJobs(): Promise<void> {
  const { rows } = await pool().query<{ workers: string[] | null }>(
    `SELECT array_agg(DISTINCT locked_by) AS workers FROM graphile_worker.jobs
     WHERE locked_at < now() - $1::interval`,
    [deadAfter],
  );
  const workers = rows[0]?.workers;
  if (!workers) return;
  await pool().query('SELECT graphile_worker.force_unlock_workers($1::text[])', [workers]);
  log.warn({ part: 'sweep', workers }, 'freed the jobs of workers that died');
}
