import { setTimeout as pass } from 'node:timers/promises';
import fc from 'fast-check';
import { pool } from '@/lib/db';
import { freeDeadJobs } from '@/lib/jobs/rescue-jobs';
import { type Deed, deed } from './deed';
import type { Run } from './run';

/** Ends every connection to the database but the one that does it: whoever is in the middle of something, crashes. */
async function cutConnections(): Promise<void> {
  await pool().query(`
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`);
}

/** What a process that died left locked is found to be so, as the sweep finds it some minutes later. */
export async function buryTheDead(run: Run): Promise<void> {
  if (!run.crashed) return;
  run.crashed = false;
  const died = `locked_at = now() - interval '1 hour' WHERE locked_at IS NOT NULL`;
  await pool().query(`UPDATE graphile_worker._private_jobs SET ${died}`);
  await pool().query(`UPDATE graphile_worker._private_job_queues SET ${died}`);
  await freeDeadJobs();
}

/** Ends what disturbs. */
export function clear(run: Run): void {
  run.busy = false;
  run.stripe.engine.faults.clear();
}

/** What goes wrong between the shop and what it stands on. */
export const disturbing: Deed[] = [
  deed('stripeIsBusy', 1, { perSecond: fc.constantFrom(1, 2, 4) }, async (run, { perSecond }) => {
    run.busy = true;
    run.stripe.engine.faults.set({ rateLimit: { perSecond } });
    return 'from now on';
  }),
  deed('stripeHangsUp', 1, { nth: fc.integer({ min: 1, max: 6 }) }, async (run, { nth }) => {
    run.busy = true;
    run.stripe.engine.faults.set({ api: [{ do: 'cut', work: 'after', nth: [nth] }] });
    return 'once';
  }),
  deed('stripeIsWell', 2, {}, async (run) => {
    clear(run);
    return 'again';
  }),
  deed('crash', 1, { after: fc.nat({ max: 60 }) }, async (run, { after }) => {
    run.crashed = true;
    // Somewhere in the middle of what happens at the same time.
    await pass(after);
    await cutConnections();
    return 'crashed';
  }),
];
