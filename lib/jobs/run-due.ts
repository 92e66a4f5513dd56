import { runOnce, type TaskList } from 'graphile-worker';
import { pool } from '../db';

type Options = Omit<NonNullable<Parameters<typeof runOnce>[0]>, 'taskList' | 'pgPool' | 'concurrency'>;

/** For so many milliseconds what is due, and cannot be had, is asked for again. */
const drainRetryMs = 2_000;

/**
 * Takes every job of these kinds that is due, and returns when none is left. One run of the queue's is not enough:
 * a worker that looks for a job locks every free queue for that instant, also where there is nothing for it, and one
 * that looks at the same instant passes over what waits in it. With none to look again, it would wait for the next
 * drain.
 *
 * @throws where the queue cannot be reached, or a job cannot be noted as done
 */
export async function runDue(taskList: TaskList, concurrency: number, options: Options): Promise<void> {
  const once = () => runOnce({ ...options, pgPool: pool(), taskList, concurrency });
  await once();
  const deadline = Date.now() + drainRetryMs;
  while (Date.now() < deadline && (await isAnyDue(Object.keys(taskList)))) await once();
}

/** Whether a job of these kinds is due that nobody runs, in no queue or in one of which nobody runs a job. */
async function isAnyDue(tasks: string[]): Promise<boolean> {
  const { rowCount } = await pool().query(
    `SELECT FROM graphile_worker.jobs
     WHERE task_identifier = ANY($1) AND locked_at IS NULL AND attempts < max_attempts AND run_at <= now()
       AND NOT EXISTS (SELECT FROM graphile_worker.jobs AS running
         WHERE running.queue_name = jobs.queue_name AND running.locked_at IS NOT NULL)
     LIMIT 1`,
    [tasks],
  );
  return rowCount === 1;
}
