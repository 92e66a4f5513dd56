import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { db } from '@/lib/db';
import { reconcile } from '@/lib/jobs/reconcile';
import { drainQueue } from '@/lib/jobs/worker';
import { useDatabase } from '../support/database';
import { expectInvariants } from '../support/invariants';
import { useMailbox } from '../support/mailbox';
import { buy } from '../support/shopper';
import { useSandbox } from '../support/stripe';
import { until } from '../support/wait';

/** A group that is listed by one call and written at once, and a few more. */
const purchases = 28;

const database = useDatabase();
useMailbox();
const stripe = useSandbox();
let child: ChildProcess | undefined;
let sessions: string[];

beforeEach(async () => {
  await db().sweepMark.deleteMany();
  sessions = [];
  for (let at = 0; at < purchases; at++) {
    sessions.push(await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]));
  }
  // Slow enough to be caught in the middle: what the second group takes arrives long after the first is written.
  stripe.engine.faults.set({ api: [{ do: 'slow', ms: 700 }] });
});
afterEach(() => {
  child?.kill('SIGKILL');
  stripe.engine.faults.clear();
});

const ordersMade = () => db().order.count({ where: { sessionId: { in: sessions } } });

async function expectAllDone(): Promise<void> {
  stripe.engine.faults.clear();
  await until('the lock to be free again', reconcile);
  await drainQueue();
  await expectInvariants();
  expect(await db().sweepMark.count()).toBe(2);
  const orders = await db().order.findMany({ where: { sessionId: { in: sessions } } });
  expect(orders.map(({ fulfillment }) => fulfillment)).toEqual(Array(purchases).fill('fulfilled'));
  expect(await db().stripeEvent.count({ where: { objectId: { in: sessions }, state: 'done' } })).toBe(
    purchases,
  );
}

test('a process killed in the middle of a reconciliation leaves no lock and no mark, and the next one completes it', async () => {
  child = fork(fileURLToPath(new URL('./reconcile-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  await until('the first orders', async () => (await ordersMade()) >= 2);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await ordersMade()).toBeLessThan(purchases);
  expect(await db().sweepMark.count()).toBe(0);
  await expectAllDone();
});

test('a database that goes away in the middle ends it without a mark, and the next one completes it', async () => {
  const name = new URL(database.url).pathname.slice(1);
  const admin = new pg.Client({ connectionString: inject('postgres').adminUrl });
  await admin.connect();
  const underway = reconcile().then(
    () => 'completed',
    () => 'failed',
  );
  await until('the first orders', async () => (await ordersMade()) >= 2);
  try {
    await admin.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    expect(await underway).toBe('failed');
  } finally {
    await admin.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
    await admin.end();
  }
  expect(await db().sweepMark.count()).toBe(0);
  await expectAllDone();
});
