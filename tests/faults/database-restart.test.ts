import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { freeDeadJobs } from '@/lib/jobs/rescue-jobs';
import { startWorker } from '@/lib/jobs/worker';
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

/** As many jobs at a time as the worker does of its own. */
const busyHands = 6;

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
  for (let at = 0; at < busyHands; at++)
    sessions.push(await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]));
  stripe.engine.weather.set({ api: [{ do: 'slow', ms: 300 }] });
  await Promise.all(sessions.map((sessionId) => deliver(sessionEvent(sessionId))));
  await until('the job to be under way', async () => (await jobsUnderWay()) >= busyHands);
  await goDown();
  // Longer than Stripe takes: each job comes back from there, finds no database, and cannot even say so.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await allowConnections(true);
  stripe.engine.weather.calm();

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
    return (await db().order.count({ where: { fulfillment: 'fulfilled' } })) === busyHands + 1;
  });
  await expectInvariants();
});

async function jobsUnderWay(): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    'SELECT count(*)::int FROM graphile_worker.jobs WHERE locked_at IS NOT NULL',
  );
  return rows[0]?.count ?? 0;
}
