import { run } from 'graphile-worker';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { keepRunning } from '@/lib/jobs/keep-running';
import { freeDeadJobs } from '@/lib/jobs/rescue-jobs';
import { startWorker } from '@/lib/jobs/worker';
import { workerLogger } from '@/lib/jobs/worker-logger';
import { useDatabase } from '../support/database';
import { deliver, sessionEvent } from '../support/deliver';
import { expectInvariants } from '../support/invariants';
import { useMailbox } from '../support/mailbox';
import { buy } from '../support/shopper';
import { useSandbox } from '../support/stripe';
import { until } from '../support/wait';

const database = useDatabase();
useMailbox();
const stripe = useSandbox();

/** Fewer jobs than the worker does at a time, so that all are under way at once; four are enough to lose count of. */
const underWay = 5;

const admin = new pg.Client({ connectionString: inject('postgres').adminUrl });
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  await admin.connect();
  worker = await startWorker();
});
afterAll(async () => {
  await worker.stop();
  await admin.end();
});

// Also where a test failed while there was no database: the next one finds it.
afterEach(() => allowConnections(true));

const name = () => new URL(database.url).pathname.slice(1);
const allowConnections = (allowed: boolean) =>
  admin.query(`ALTER DATABASE ${admin.escapeIdentifier(name())} ALLOW_CONNECTIONS ${allowed}`);
/** As a restart does: nobody is let in, and whoever was in is thrown out. */
async function goDown(): Promise<void> {
  await allowConnections(false);
  await admin.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [
    name(),
  ]);
}

test('a worker whose database restarts in the middle of a job works on when it is back', async () => {
  const sessions: string[] = [];
  for (let at = 0; at < underWay; at++)
    sessions.push(await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]));
  stripe.engine.faults.set({ api: [{ do: 'slow', ms: 300 }] });
  await Promise.all(sessions.map((sessionId) => deliver(sessionEvent(sessionId))));
  await until('the jobs to be under way', async () => (await jobsUnderWay()) >= underWay);
  // The jobs come back from Stripe while it is down, or just after: those that find no database cannot even say so.
  await goDown();
  await allowConnections(true);
  stripe.engine.faults.clear();

  const second = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
  expect((await deliver(sessionEvent(second))).status).toBe(200);
  await until('the next event to be handled', async () => {
    return (await db().order.count({ where: { sessionId: second, fulfillment: 'fulfilled' } })) === 1;
  });
  // What the first ones had locked is freed by the sweep, two minutes later.
  await pool().query(`
    UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '1 hour' WHERE locked_at IS NOT NULL;
    UPDATE graphile_worker._private_jobs SET run_at = now()`);
  await freeDeadJobs();
  await until('the others to be handled', async () => {
    return (await db().order.count({ where: { fulfillment: 'fulfilled' } })) === underWay + 1;
  });
  await expectInvariants();
});

test('jobs that come back one after the other without a database leave a worker that takes the next one', async () => {
  const jobs = Array.from({ length: underWay }, () => Promise.withResolvers<void>());
  const taken: number[] = [];
  let gaveUp = 0;
  const kept = await keepRunning(async () => {
    const runner = await run({
      pgPool: pool(),
      logger: workerLogger,
      pollInterval: 100,
      noHandleSignals: true,
      concurrency: underWay,
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      taskList: {
        probe: async (payload) => {
          const { nth } = payload as { nth: number };
          taken.push(nth);
          await jobs[nth]?.promise;
        },
      },
    });
    runner.events.on('pool:fatalError', () => {
      gaveUp += 1;
    });
    return runner;
  });
  const add = (nth: number) =>
    pool().query("SELECT graphile_worker.add_job('probe', json_build_object('nth', $1::int))", [nth]);
  for (const nth of jobs.keys()) await add(nth);
  await until('all of them to be under way', async () => taken.length === underWay);
  await goDown();
  for (const [nth, job] of jobs.entries()) {
    job.resolve();
    await until(`job ${nth} to find nobody who notes it`, async () => gaveUp === nth + 1);
  }
  await allowConnections(true);
  await add(underWay);
  await until('the next job to be taken', async () => taken.includes(underWay));
  await kept.stop();
  await pool().query(
    "DELETE FROM graphile_worker._private_jobs WHERE task_id = (SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'probe')",
  );
});

async function jobsUnderWay(): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    'SELECT count(*)::int FROM graphile_worker.jobs WHERE locked_at IS NOT NULL',
  );
  return rows[0]?.count ?? 0;
}
