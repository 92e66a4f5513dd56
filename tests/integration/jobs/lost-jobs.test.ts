import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { db, pool, type Tx } from '@/lib/db';
import { reviveLostJobs } from '@/lib/jobs/rescue-jobs';
import { addJob } from '@/lib/queue/add-job';
import { type JobPayload, jobSql, type QueuedJobName, queuedJobNames, queuedJobs } from '@/lib/queue/jobs';
import { queueMail } from '@/lib/queue/queue-mail';
import { queueMessage } from '@/lib/queue/queue-message';
import { putOnShelf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { deliver, sessionEvent } from '../../support/deliver';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';
import { plainOrder } from '../merchant/plain-order';

useDatabase();
useSandbox();
beforeEach(clearQueue);

async function clearQueue(): Promise<void> {
  await pool().query('DELETE FROM graphile_worker._private_jobs');
}

/** The jobs in the queue, with all that decides how they run. The queue has no view that shows what a job was given. */
const queued = async () =>
  (
    await pool().query(`
      SELECT jobs.task_identifier, jobs.key, jobs.queue_name, jobs.priority, jobs.max_attempts, private.payload
      FROM graphile_worker.jobs JOIN graphile_worker._private_jobs AS private USING (id) ORDER BY jobs.key`)
  ).rows;

describe.each(queuedJobNames)('the job %s', (name) => {
  test('is the same whether a change queues it or a statement for many rows', async () => {
    const fields = queuedJobs[name].fields.map((field) => [field, randomUUID()] as const);
    const payload = Object.fromEntries(fields) as JobPayload<typeof name>;
    await db().$transaction((tx) => addJob(tx, name, payload));
    const [one, ...others] = await queued();
    expect(others).toEqual([]);
    expect(one).toMatchObject({ task_identifier: name, payload });

    await clearQueue();
    const columns = Object.fromEntries(fields.map(([field], at) => [field, `$${at + 1}::text`]));
    const sql = jobSql(name, columns as JobPayload<typeof name>);
    await pool().query(
      `SELECT graphile_worker.add_job('${name}', ${sql.payload}, queue_name := ${sql.queue}, job_key := ${sql.key})`,
      fields.map(([, id]) => id),
    );
    expect(await queued()).toEqual([one]);
  });
});

/** Half an hour ago: what waits since then, without a job, is lost. */
const longAgo = new Date(Date.now() - 30 * 60_000);

/** A paid order's line that waits for a variant. */
async function lineThatWaits(
  { id: variantId, productId }: { id: string; productId: string },
  line:
    | { state: 'back_ordered'; backOrderedAt: Date }
    | { state: 'needs_attention'; attention: { code: string } },
): Promise<void> {
  const order = 'attention' in line ? { fulfillment: line.state, attention: [line.attention] } : {};
  const { id: orderId } = await plainOrder(order);
  await db().orderLine.updateMany({ where: { orderId }, data: { productId, variantId, ...line } });
}

/** Makes each job as the shop does, and lets what waits for it grow old; null for one that nothing stored waits for. */
const make: Record<QueuedJobName, ((tx: Tx) => Promise<unknown>) | null> = {
  handle_event: async () => {
    await deliver(sessionEvent('cs_test_lost'));
    await db().stripeEvent.updateMany({ data: { receivedAt: longAgo } });
  },
  send_mail: async (tx) => {
    const about = { orderId: null, template: 'digest', recipient: 'ada@example.com', locale: 'en' } as const;
    await queueMail(tx, { key: randomUUID(), ...about });
    await tx.mailMessage.updateMany({ data: { queuedAt: longAgo } });
  },
  deliver_message: async (tx) => {
    const kind = 'entitlement.granted';
    await tx.outgoingEndpoint.create({
      data: { url: 'https://systems.test/', secret: 'whsec_x', kinds: [kind] },
    });
    await queueMessage(tx, { kind, key: randomUUID(), orderId: null, data: {} });
    await tx.outgoingMessage.updateMany({ data: { queuedAt: longAgo } });
  },
  fulfill_back_orders: async (tx) => {
    const variant = await variantOf('brocca');
    await putOnShelf('brocca', 3);
    await lineThatWaits(variant, { state: 'back_ordered', backOrderedAt: longAgo });
    await addJob(tx, 'fulfill_back_orders', { variantId: variant.id });
  },
  fulfill_key_orders: async (tx) => {
    const variant = await variantOf('registri');
    await lineThatWaits(variant, { state: 'needs_attention', attention: { code: 'keys_short' } });
    await tx.licenseKey.create({ data: { variantId: variant.id, key: randomUUID(), createdAt: longAgo } });
    await addJob(tx, 'fulfill_key_orders', { variantId: variant.id });
  },
  refresh_link: null,
};

test('every job that something stored waits for is found when it is lost, and queued as it was', async () => {
  for (const queue of Object.values(make)) if (queue) await db().$transaction(queue);
  const before = await queued();
  expect(before.map(({ task_identifier }) => task_identifier).sort()).toEqual(
    queuedJobNames.filter((name) => make[name]).sort(),
  );
  await reviveLostJobs();
  expect(await queued()).toEqual(before);
  await clearQueue();
  await reviveLostJobs();
  expect(await queued()).toEqual(before);
});
