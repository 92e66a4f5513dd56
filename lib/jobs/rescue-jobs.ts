import { pool } from '../db';
import { log } from '../log';
import { queueLostJobs } from './lost-jobs';
import { longJobs } from './schedule';

/** Longer than any job takes that is not one of `longJobs`: the worker that locked one before that has died with it. */
const deadAfter = '2 minutes';

/**
 * Frees the jobs of workers that died; the queue itself would wait four hours. Should a worker be slow rather than
 * dead, its job runs twice: all of ours may.
 *
 * A job that ran twice may leave its queue locked, with no locked job to show for it. No view of the queue's shows who
 * locked a queue, so its private table is read; a test that leaves such a lock notices when that table changes.
 */
export async function freeDeadJobs(): Promise<void> {
  const { rows } = await pool().query<{ workers: string[] | null }>(
    `SELECT array_agg(DISTINCT locked_by) AS workers FROM (
       SELECT locked_by, locked_at FROM graphile_worker.jobs WHERE task_identifier <> ALL($2)
       UNION ALL
       SELECT locked_by, locked_at FROM graphile_worker._private_job_queues
     ) AS locks WHERE locked_at < now() - $1::interval`,
    [deadAfter, longJobs],
  );
  const workers = rows[0]?.workers;
  if (!workers) return;
  await pool().query('SELECT graphile_worker.force_unlock_workers($1::text[])', [workers]);
  log.warn({ part: 'sweep', workers }, 'freed the jobs of workers that died');
}

/**
 * Queues again what waits in the inbox or the outbox and whose job is missing or has given up after its last try: an
 * event that was answered with 2xx is handled, however long that takes (I3), a mail and a message go out (I5), and
 * what is on the shelf, or in a pool of keys, goes to those who wait for it. What fails again is tried every ten minutes.
 */
export async function reviveLostJobs(): Promise<void> {
  const { rowCount } = await pool().query(queueLostJobs);
  if (rowCount) log.warn({ part: 'sweep', jobs: rowCount }, 'queued again what the queue had given up');
}
