import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { drainQueue, startWorker } from '@/lib/jobs/worker';
import { queueMessage } from '@/lib/queue/queue-message';
import { useDatabase } from '../../support/database';
import { useReceiver } from '../../support/receiver';
import { until } from '../../support/wait';

useDatabase();
const receiver = useReceiver();

async function queueMany(count: number): Promise<number[]> {
  await db().outgoingEndpoint.deleteMany();
  await db().outgoingEndpoint.create({
    data: {
      url: receiver.url,
      secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      kinds: ['entitlement.granted'],
    },
  });
  for (let at = 0; at < count; at++) {
    await db().$transaction((tx) =>
      queueMessage(tx, { kind: 'entitlement.granted', key: randomUUID(), orderId: null, data: { at } }),
    );
  }
  return Array.from({ length: count }, (_, at) => at);
}

const arrived = () => receiver.received.map(({ message }) => message.data.at);

test('everything that waits for one endpoint goes in one go, in order', async () => {
  const sent = await queueMany(20);
  await drainQueue();
  expect(arrived()).toEqual(sent);
});

test('a worker that runs tells an endpoint that answers many things in one go, in order', async () => {
  const sent = await queueMany(30);
  const worker = await startWorker();
  try {
    // One at each look of the worker's would be a minute: longer than this waits.
    await receiver.after(30);
    expect(arrived()).toEqual(sent);
  } finally {
    await worker.stop();
  }
});

test('one that is not taken is put off once, and the others go on without it', async () => {
  receiver.answer((_nth, { message }) => ({ status: message.data.at === 1 ? 500 : 204 }));
  await queueMany(5);
  const started = Date.now();
  await until('the others to be delivered', async () => {
    await drainQueue();
    return (await db().outgoingMessage.count({ where: { state: 'delivered' } })) === 4;
  });
  expect(arrived().filter((at) => at !== 1)).toEqual([0, 2, 3, 4]);
  const waiting = await db().outgoingMessage.findMany({ where: { state: 'queued' } });
  expect(waiting.map(({ attempts }) => attempts)).toEqual([arrived().filter((at) => at === 1).length]);
  const { rows } = await pool().query<{ attempts: number; run_at: Date }>(
    'SELECT attempts, run_at FROM graphile_worker.jobs',
  );
  expect(rows.map(({ attempts }) => attempts)).toEqual(waiting.map(({ attempts }) => attempts));
  expect(rows[0]?.run_at.getTime()).toBeGreaterThan(started + 2_000);
});

test('what somebody else looked at in the very moment of a drain is taken all the same', async () => {
  await queueMany(1);
  const somebody = await pool().connect();
  let looks = 0;
  const count = () => {
    looks++;
  };
  pool().on('acquire', count);
  try {
    // What a worker holds for an instant that looks for a job of another kind: every queue that is free.
    await somebody.query('BEGIN; SELECT FROM graphile_worker._private_job_queues FOR UPDATE');
    const drained = drainQueue();
    // More than a drain needs that looks once.
    await Promise.race([drained, until('the drain to look again', async () => looks > 100)]);
    await somebody.query('ROLLBACK');
    await drained;
  } finally {
    pool().off('acquire', count);
    somebody.release();
  }
  expect(arrived()).toEqual([0]);
});
