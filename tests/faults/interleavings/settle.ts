import { db, pool } from '@/lib/db';
import { reconcile } from '@/lib/jobs/reconcile';
import { sweep } from '@/lib/jobs/sweep';
import { drainQueue } from '@/lib/jobs/worker';
import { retryFulfillment } from '@/lib/orders/merchant/retry-fulfillment';
import type { Run } from './run';
import { passTime } from './telling';

const hour = 3_600_000;

/** How a run comes to its end: what becomes of the debits that are on their way, and in which order the rest is told. */
export interface Ending {
  debits: 'stay' | 'succeed' | 'fail';
  order: number;
  /** Nothing more is delivered: what is left to learn, the shop learns by asking. */
  lost: boolean;
}

/**
 * Brings a run to rest: whatever is undecided is decided, every event is delivered and handled, nobody has anything
 * left to do.
 */
export async function settle(run: Run, { debits, order, lost }: Ending): Promise<void> {
  const catchUp = lost ? askStripe : () => tellAll(run, order);
  await catchUp();
  if (debits !== 'stay') {
    for (const intent of run.payments('processing')) await run.account.settleDebit(intent.id, debits);
  }
  await catchUp();
  // The longest that a session stays open; then it is over, and what it held goes back.
  await passTime(run, 25 * hour);
  await catchUp();
  await askStripe();
  const waiting = await db().order.findMany({
    where: { fulfillment: 'needs_attention' },
    orderBy: { number: 'asc' },
    select: { id: true },
  });
  for (const { id } of waiting) await retryFulfillment(id, 'ottavia@shop.test');
  await workOff();
}

/** What the shop does every few minutes, whatever it was told. */
async function askStripe(): Promise<void> {
  await sweep();
  await reconcile();
  await workOff();
}

/** Delivers everything that was not, in an order of its own, and has it handled. */
async function tellAll(run: Run, order: number): Promise<void> {
  for (let left = run.untold(); left.length > 0; left = run.untold()) {
    const shuffled = left
      .map((event, index) => ({ event, place: scatter(order + index) }))
      .sort((a, b) => a.place - b.place);
    for (const { event } of shuffled) await run.tell(event);
    await workOff();
  }
  await workOff();
}

/** A number for a number, without a pattern one could see. */
const scatter = (seed: number): number => Math.imul(seed + 1, 2_654_435_761) >>> 0;

/** Has every job done, also those that would be tried again later. One that a newer has replaced is never tried. */
export async function workOff(): Promise<void> {
  for (let round = 0; round < 5; round++) {
    await drainQueue();
    const { rowCount } = await pool().query(
      `UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL AND attempts < max_attempts`,
    );
    if (rowCount === 0) return;
  }
  const { rows } = await pool().query(`
    SELECT key, attempts, last_error, jobs.locked_by, queue_name, q.locked_by AS queue_locked_by
    FROM graphile_worker.jobs LEFT JOIN graphile_worker._private_job_queues q USING (queue_name)`);
  const errors = await db().stripeEvent.findMany({
    where: { state: 'pending' },
    select: { type: true, lastError: true },
  });
  throw new Error(`jobs that never succeed: ${JSON.stringify([rows, errors])}`);
}
