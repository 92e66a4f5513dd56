import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { freePort } from '@/sandbox/postgres';
import { useDatabase } from '../support/database';
import { deliver, sessionEvent } from '../support/deliver';
import { expectInvariants } from '../support/invariants';
import { useMailbox } from '../support/mailbox';
import { buy } from '../support/shopper';
import { useSandbox } from '../support/stripe';
import { until } from '../support/wait';
import { runs, startedBy } from '../support/worker-processes';

useDatabase();
useMailbox();
const stripe = useSandbox();

let start: ChildProcess;
let url: string;
let worker: number;

/** A process at a low priority takes its time to start, and to end, beside a whole suite. */
const patience = 120_000;

const answers = () =>
  fetch(url).then(
    () => true,
    () => false,
  );

beforeEach(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  start = fork(fileURLToPath(new URL('./serve-shop-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, WORKER: 'inline', LOG_LEVEL: 'silent', SMALL_SERVER_PORT: String(port) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await until('the server to answer', answers, patience);
  worker = startedBy(start.pid)[0] ?? 0;
}, 2 * patience);
afterEach(async () => {
  start.kill('SIGKILL');
  if (runs(worker)) process.kill(worker, 'SIGKILL');
  stripe.engine.faults.clear();
  await expectInvariants();
});

describe('npm start', { timeout: 3 * patience }, () => {
  test('ends in order: the server finishes its requests, then the worker its jobs, then it says that all is well', async () => {
    const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
    stripe.engine.faults.set({ api: [{ do: 'slow', ms: 6_000 }] });
    const body = sessionEvent(sessionId);
    expect((await deliver(body)).status).toBe(200);
    await until(
      'the worker to hold the job',
      async () => {
        const { rowCount } = await pool().query(
          `SELECT FROM graphile_worker.jobs WHERE task_identifier = 'handle_event' AND locked_at IS NOT NULL`,
        );
        return rowCount === 1;
      },
      patience,
    );
    const slow = fetch(`${url}/slow`).then((response) => response.text());
    await until('the slow request to be under way', answers);

    start.kill('SIGTERM');
    expect(Number(await slow)).toBeGreaterThan(0);
    await until('the server to be gone', async () => !(await answers()));
    expect([runs(worker), start.exitCode]).toEqual([true, null]);

    const [code] = await once(start, 'exit');
    expect([code, runs(worker)]).toEqual([0, false]);
    const { id } = JSON.parse(body);
    expect(await db().stripeEvent.findUnique({ where: { id } })).toMatchObject({
      state: 'done',
      attempts: 1,
    });
  });

  test('ends with a server that ends by itself, and with its exit code; the worker goes along', async () => {
    const exit = once(start, 'exit');
    await fetch(`${url}/crash`).catch(() => {});
    const [code] = await exit;
    expect([code, runs(worker)]).toEqual([3, false]);
  });

  test('takes both along when it is killed', async () => {
    start.kill('SIGKILL');
    await until('server and worker to end', async () => !(await answers()) && !runs(worker), patience);
  });
});

test.each(['start', 'worker'])('npm run %s without a build says so in a sentence', async (program) => {
  const folder = await mkdtemp(join(tmpdir(), 'bottega-unbuilt-'));
  try {
    await mkdir(join(folder, 'scripts'));
    await copyFile('scripts/built.mjs', join(folder, 'scripts/built.mjs'));
    const child = spawn(process.execPath, ['scripts/built.mjs', program], { cwd: folder });
    const [words, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([code, words]).toEqual([1, 'There is no build yet; run: npm run build\n']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
