import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { useDatabase } from '../support/database';
import { deliver, sessionEvent } from '../support/deliver';
import { expectInvariants } from '../support/invariants';
import { useMailbox } from '../support/mailbox';
import { buy } from '../support/shopper';
import { useSandbox } from '../support/stripe';
import { until } from '../support/wait';
import { runs, startedBy } from '../support/worker-processes';

useDatabase();
const mailbox = useMailbox();
const stripe = useSandbox();

let server: ChildProcess;
let running: { worker: number; mails: number };

/** A process at a low priority takes its time to start, and to end, beside a whole suite. */
const patience = 120_000;

/** The one worker of the server and the one process for its mails, once the worker takes jobs. */
async function workerOf(parent: ChildProcess): Promise<{ worker: number; mails: number }> {
  await pool().query(`SELECT graphile_worker.add_job('sweep', job_key := 'sweep')`);
  await until(
    'the worker to take a job',
    async () => {
      const { rowCount } = await pool().query(`SELECT FROM graphile_worker.jobs WHERE key = 'sweep'`);
      return rowCount === 0;
    },
    patience,
  );
  const workers = startedBy(parent.pid);
  await until('the process for mails', async () => startedBy(workers[0]).length > 0, patience);
  const mails = startedBy(workers[0]);
  expect([workers, mails]).toEqual([[expect.any(Number)], [expect.any(Number)]]);
  return { worker: Number(workers[0]), mails: Number(mails[0]) };
}

const ended = async ({ worker, mails }: { worker: number; mails: number }) =>
  await until(
    'the worker and its process for mails to end',
    async () => !runs(worker) && !runs(mails),
    patience,
  );

beforeEach(async () => {
  server = fork(fileURLToPath(new URL('./server-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, WORKER: 'inline', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(server, 'message');
  running = await workerOf(server);
}, 3 * patience);
afterEach(async () => {
  server.kill('SIGKILL');
  try {
    await ended(running);
  } finally {
    for (const pid of Object.values(running).filter(runs)) process.kill(pid, 'SIGKILL');
  }
  stripe.engine.faults.clear();
  await expectInvariants();
}, 2 * patience);

const eventOf = (body: string) => db().stripeEvent.findUnique({ where: { id: JSON.parse(body).id } });

describe('the worker of a server', { timeout: 5 * patience }, () => {
  test('is one, and another takes its place when it is killed, also for mails', async () => {
    process.kill(running.worker, 'SIGKILL');
    await ended(running);
    const body = sessionEvent(await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]));
    expect((await deliver(body)).status).toBe(200);
    await until('the event to be handled', async () => (await eventOf(body))?.state === 'done', patience);
    await until('the mail to be sent', async () => mailbox.list().length === 1, patience);
    running = await workerOf(server);
  });

  test('ends with a server that is killed', async () => {
    server.kill('SIGKILL');
    await once(server, 'exit');
    await ended(running);
  });

  test('finishes the job it holds when all are asked to stop, however often', async () => {
    const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
    stripe.engine.faults.set({ api: [{ do: 'slow', ms: 1_000 }] });
    const body = sessionEvent(sessionId);
    expect((await deliver(body)).status).toBe(200);
    await until('the worker to hold the job', async () => {
      const { rowCount } = await pool().query(
        `SELECT FROM graphile_worker.jobs WHERE task_identifier = 'handle_event' AND locked_at IS NOT NULL`,
      );
      return rowCount === 1;
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGTERM'] as const) {
      process.kill(running.worker, signal);
      process.kill(running.mails, signal);
      server.kill(signal);
    }
    await once(server, 'exit');
    await ended(running);
    expect(await eventOf(body)).toMatchObject({ state: 'done', attempts: 1 });
  });
});
