import { run } from 'graphile-worker';
import { pool } from '../db';
import { log } from '../log';
import type { Pool } from '../queue/jobs';
import { allOf } from './all-of';
import { keepRunning } from './keep-running';
import { runDue } from './run-due';
import { crontabOf } from './schedule';
import { tasksOf } from './tasks';
import { workerLogger } from './worker-logger';

/** How many jobs of each pool run at the same time: in a worker that stays up, and in a drain of the queue. */
const concurrency: Record<Pool, { running: number; draining: number }> = {
  orders: { running: 192, draining: 24 },
  upkeep: { running: 3, draining: 1 },
  mail: { running: 48, draining: 32 },
  messages: { running: 4, draining: 4 },
};
/** The names of all pools. */
export const pools = Object.keys(concurrency) as Pool[];

/**
 * Jobs are noted as done, or as failed, in batches: on its own, each is noted without anybody waiting for it, and where
 * the database is out of reach at that moment the error is nobody's and ends the process.
 */
const preset = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };
/**
 * Jobs are fetched from the queue as many at a time as run together: what arrives together is then read and written
 * together (lib/fulfillment/write-decisions.ts, lib/mail/queued-mails.ts), and a pool that is told of new jobs asks once,
 * not once for each of its idle workers. Most of what is queued is for another pool.
 */
const presetOf = (name: Pool) => ({
  worker: { ...preset.worker, localQueue: { size: concurrency[name].running, ttl: 10_000 } },
});
const shared = { logger: workerLogger, noHandleSignals: true, preset };

/**
 * Starts taking jobs: at once when one is committed (LISTEN/NOTIFY), and every few seconds what became due again.
 * Any number of workers may run against one database; a job is locked by the one that takes it.
 *
 * Each pool of jobs has a concurrency of its own: a mail server or an endpoint that does not answer, or a sweep that
 * takes long, holds up its own pool, never what somebody has paid for.
 *
 * @param taken whose jobs it takes; the others are left to another process
 * @returns a handle whose `stop` lets the jobs that run come to their end
 */
export async function startWorker(taken: readonly Pool[] = pools): Promise<{ stop(): Promise<void> }> {
  const continuous = { ...shared, pgPool: pool(), pollInterval: 2_000 };
  const runners: { stop(): Promise<void> }[] = [];
  for (const name of taken) {
    const crontab = crontabOf(name);
    const { running } = concurrency[name];
    const options = { ...continuous, taskList: tasksOf(name), concurrency: running, preset: presetOf(name) };
    runners.push(await keepRunning(() => run({ ...options, ...(crontab && { crontab }) })));
  }
  log.info({ part: 'jobs', pools: taken }, 'worker started');
  return {
    async stop() {
      await Promise.all(runners.map((runner) => runner.stop()));
    },
  };
}

/**
 * Takes every job that is due, then returns: for hosts where no process stays alive (`WORKER=after`). What waits for
 * other people's servers comes last.
 */
export async function drainQueue(): Promise<void> {
  const due = (name: Pool) => runDue(tasksOf(name), concurrency[name].draining, shared);
  await due('orders');
  await due('upkeep');
  // Both come to their end before this does, also where one fails.
  await allOf([due('mail'), due('messages')]);
  // The answer to a message may have brought tracking, which is mailed to the buyer.
  await due('mail');
}
