import { afterEach, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { reviveLostJobs } from '@/lib/jobs/rescue-jobs';
import { drainQueue } from '@/lib/jobs/worker';
import { loadKeys } from '@/lib/license-keys/load-keys';
import { orderOf, putOnShelf, unitsOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';

useDatabase();
useMailbox();
const stripe = useSandbox();

afterEach(expectInvariants);

const jobs = async () =>
  (await pool().query(`SELECT FROM graphile_worker.jobs WHERE task_identifier = 'fulfill_key_orders'`))
    .rowCount;
const load = async (text: string) =>
  loadKeys((await variantOf('registri')).id, new TextEncoder().encode(text), false);
const loseTheJob = async () => {
  await pool().query(`DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'license_keys:%'`);
  const created = new Date(Date.now() - 11 * 60_000);
  await db().licenseKey.updateMany({ where: { fulfillmentId: null }, data: { createdAt: created } });
};

test('orders that wait for keys are looked at again when the job that was to do so is lost, and only while it helps', async () => {
  await db().licenseKey.deleteMany({ where: { fulfillmentId: null } });
  await putOnShelf('registri', 40);
  const sessionId = await buy(stripe, [{ slug: 'registri', quantity: 2 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'needs_attention' });

  const line = await db().orderLine.findFirstOrThrow({ where: { order: { sessionId } } });
  expect(line.attention).toEqual({ code: 'keys_short', lineId: line.id, missing: 2, of: 2 });

  // Without a key to give a job could do nothing, every minute.
  await reviveLostJobs();
  expect(await jobs()).toBe(0);

  expect(await load('LOST-1')).toMatchObject({ loaded: 1, waiting: 2 });
  await loseTheJob();
  await reviveLostJobs();
  expect(await jobs()).toBe(1);
  await drainQueue();
  expect(await unitsOf(sessionId)).toEqual([['license_key 1']]);
  expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'needs_attention' });
  await reviveLostJobs();
  expect(await jobs()).toBe(0);

  expect(await load('LOST-2')).toMatchObject({ loaded: 1, waiting: 1 });
  await loseTheJob();
  await reviveLostJobs();
  expect(await jobs()).toBe(1);
  await drainQueue();
  expect(await unitsOf(sessionId)).toEqual([['license_key 2']]);
  expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled' });
  await reviveLostJobs();
  expect(await jobs()).toBe(0);
});
