import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { drainQueue } from '@/lib/jobs/worker';
import { useDatabase } from '../support/database';
import { deliver, sessionEvent } from '../support/deliver';
import { expectInvariants, stockOf } from '../support/invariants';
import { useMailbox } from '../support/mailbox';
import { rounds } from '../support/rounds';
import { buy } from '../support/shopper';
import { useSandbox } from '../support/stripe';
import { until } from '../support/wait';

/** How many workers are killed, and over how many milliseconds of their work that is spread. */
const killed = rounds(4, 12);
const spread = 108;

useDatabase();
const mailbox = useMailbox();
const stripe = useSandbox();
let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

async function forkWorker(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./worker-process.ts', import.meta.url));
  const worker = fork(script, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [message] = await once(worker, 'message');
  expect(message).toBe('ready');
  return worker;
}

/** What the sweep does for the jobs of a worker that died, without the two minutes it grants a slow one. */
const buryDeadWorkers = () =>
  pool().query(`SELECT graphile_worker.force_unlock_workers(array_agg(locked_by))
    FROM graphile_worker.jobs WHERE locked_by IS NOT NULL HAVING count(*) > 0`);

test('a worker killed at any moment leaves nothing half done and nothing undone', async () => {
  const sold = (await stockOf('ciotola')).sold;
  const sessions: string[] = [];
  for (let round = 0; round < killed; round++) {
    child = await forkWorker();
    const sessionId = await buy(stripe, [
      { slug: 'ciotola', quantity: 1 },
      { slug: 'registri', quantity: 1 },
      { slug: 'quaderno-del-torchio', quantity: 1 },
    ]);
    sessions.push(sessionId);
    const body = sessionEvent(sessionId);
    expect((await deliver(body)).status).toBe(200);
    // From before it takes the job until after the mail has gone, a little later each time.
    await new Promise((resolve) => setTimeout(resolve, (round * spread) / killed));
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expectInvariants();
  }
  await buryDeadWorkers();
  await pool().query('UPDATE graphile_worker._private_jobs SET run_at = now()');
  await until('the dead process’s connections to go', async () => {
    await drainQueue();
    return (await db().stripeEvent.count({ where: { state: 'pending' } })) === 0;
  });
  await drainQueue();
  await expectInvariants();

  const orders = await db().order.findMany({
    where: { sessionId: { in: sessions } },
    include: { mails: true },
  });
  expect(orders.map((order) => order.fulfillment)).toEqual(Array(killed).fill('fulfilled'));
  expect((await stockOf('ciotola')).sold).toBe(sold + killed);
  for (const order of orders) {
    expect(order.mails).toMatchObject([{ template: 'receipt', state: 'sent' }]);
  }
  // At least once, and recognisably the same mail where the process died between sending and noting it.
  const messageIds = new Set(mailbox.list().map((mail) => mail.headers['message-id']));
  expect(messageIds.size).toBe(killed);
}, 120_000);

test('a transaction that dies before its commit leaves no order, no number and no stock taken', async () => {
  const before = { stock: await stockOf('brocca'), counter: await db().counter.findMany() };
  const sessionId = await buy(stripe, [{ slug: 'brocca', quantity: 1 }]);
  await pool().query(`
    CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
    CREATE TRIGGER crash BEFORE UPDATE OF value ON counter FOR EACH ROW EXECUTE FUNCTION crash()`);
  await expect(fulfillCheckout(sessionId, { trigger: 'landing' })).rejects.toThrow();
  await pool().query('DROP TRIGGER crash ON counter; DROP FUNCTION crash()');
  expect(await db().order.count({ where: { sessionId } })).toBe(0);
  expect(await db().counter.findMany()).toEqual(before.counter);
  expect((await stockOf('brocca')).held).toBe(before.stock.held + 1);
  await expectInvariants();
  expect(await fulfillCheckout(sessionId, { trigger: 'landing' })).toMatchObject({
    fulfillment: 'fulfilled',
  });
  await expectInvariants();
});
