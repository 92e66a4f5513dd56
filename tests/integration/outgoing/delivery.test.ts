import { createHmac, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { listDeliveries, sendAgain, sendTest } from '@/lib/integrations/deliveries';
import { addEndpoint, listEndpoints, rotateSecret, switchEndpoint } from '@/lib/integrations/endpoints';
import { reviveLostJobs } from '@/lib/jobs/rescue-jobs';
import { drainQueue } from '@/lib/jobs/worker';
import { mostTries } from '@/lib/outgoing/deliver-message';
import type { MessageKind } from '@/lib/queue/message-kinds';
import { queueMessage } from '@/lib/queue/queue-message';
import { useDatabase } from '../../support/database';
import { type ReceivedMessage, useReceiver } from '../../support/receiver';
import { until } from '../../support/wait';
import { plainOrder } from '../merchant/plain-order';

useDatabase();
const receiver = useReceiver();

/** A fresh endpoint; those of earlier tests are gone. */
async function endpoint(kinds: MessageKind[] = ['entitlement.granted']) {
  await db().outgoingEndpoint.deleteMany();
  const result = await addEndpoint({ url: receiver.url, kinds });
  if (!result.added) throw new Error(result.reason);
  return result;
}

const queue = (key: string = randomUUID(), orderId: string | null = null) =>
  db().$transaction((tx) =>
    queueMessage(tx, { kind: 'entitlement.granted', key, orderId, data: { id: key } }),
  );
const onlyMessage = () => db().outgoingMessage.findFirstOrThrow({ orderBy: { queuedAt: 'desc' } });
/** The queue has written down what became of its last job: it does so a moment after the job. */
const settled = () =>
  until('the queue to settle', async () => {
    const { rowCount } = await pool().query('SELECT FROM graphile_worker.jobs WHERE locked_at IS NOT NULL');
    return rowCount === 0;
  });
/** What the queue would wait for is due now. */
async function letTimePass(): Promise<void> {
  await settled();
  await pool().query('UPDATE graphile_worker._private_jobs SET run_at = now()');
}

/** The signature as a receiver computes it who knows nothing of the shop but the specification. */
function believes({ headers, body }: ReceivedMessage, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = createHmac('sha256', key).update(content).digest('base64');
  const given = (headers['webhook-signature'] ?? '').split(' ').map((part) => part.split(','));
  return given.some(([version, signature]) => version === 'v1' && signature === expected);
}

describe('a message', () => {
  test('arrives signed, with its ID, its time and its kind', async () => {
    const { secret } = await endpoint();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    await queue('one');
    await drainQueue();
    const [arrival] = await receiver.after(1);
    if (!arrival) throw new Error('nothing came');
    expect(believes(arrival, secret)).toBe(true);
    expect(believes(arrival, 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).toBe(false);
    expect(believes({ ...arrival, body: arrival.body.replace('one', 'two') }, secret)).toBe(false);
    expect(Math.abs(Number(arrival.headers['webhook-timestamp']) * 1000 - Date.now())).toBeLessThan(60_000);
    expect(arrival.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(arrival.message).toEqual({
      type: 'entitlement.granted',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      data: { id: 'one' },
    });
    expect(await onlyMessage()).toMatchObject({
      id: arrival.headers['webhook-id'],
      state: 'delivered',
      attempts: 1,
      lastStatus: 204,
      lastError: null,
    });
  });

  test('asked for twice under one key goes once, and only to who wants its kind', async () => {
    await endpoint();
    await addEndpoint({ url: `${receiver.url}/parcels`, kinds: ['parcel.ready'] });
    await Promise.all([queue('same'), queue('same')]);
    await drainQueue();
    expect(receiver.received).toHaveLength(1);
  });

  test('carries the number that its order got last of all, and leaves a line on the timeline', async () => {
    await endpoint();
    const { id, number } = await plainOrder();
    await queue('about', id);
    await drainQueue();
    const [arrival] = await receiver.after(1);
    expect(arrival?.message.data).toEqual({ id: 'about', order_number: `B-${number}` });
    const notes = await db().timelineEntry.findMany({ where: { orderId: id, kind: 'message_delivered' } });
    expect(notes).toMatchObject([
      { data: { what: expect.stringContaining('entitlement.granted → 127.0.0.1') } },
    ]);
  });

  test('that is refused comes again, with the same ID and body and a signature of its own time', async () => {
    const { secret } = await endpoint();
    receiver.answer((nth) => (nth < 3 ? { status: 500, body: 'not  now\n' } : { status: 200 }));
    await queue();
    await drainQueue();
    expect(await onlyMessage()).toMatchObject({
      state: 'queued',
      attempts: 1,
      lastStatus: 500,
      lastError: 'not now',
    });
    await settled();
    const { rows } = await pool().query('SELECT run_at > now() AS later FROM graphile_worker.jobs');
    expect(rows).toEqual([{ later: true }]);
    await letTimePass();
    await drainQueue();
    await letTimePass();
    await drainQueue();
    const arrivals = await receiver.after(3);
    expect(new Set(arrivals.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(arrivals.map(({ body }) => body)).size).toBe(1);
    expect(arrivals.every((arrival) => believes(arrival, secret))).toBe(true);
    expect(await onlyMessage()).toMatchObject({
      state: 'delivered',
      attempts: 3,
      lastStatus: 200,
      lastError: null,
    });
  });

  test('is given up after its last try, and can be sent again', async () => {
    await endpoint();
    receiver.answer((nth) => ({ status: nth === 1 ? 503 : 200 }));
    await queue();
    const { id } = await onlyMessage();
    await db().outgoingMessage.update({ where: { id }, data: { attempts: mostTries - 1 } });
    await drainQueue();
    expect(await onlyMessage()).toMatchObject({ state: 'given_up', attempts: mostTries, lastStatus: 503 });
    await settled();
    expect((await pool().query('SELECT FROM graphile_worker.jobs')).rowCount).toBe(0);

    expect(await sendAgain(id)).toMatchObject({ queued: true });
    await drainQueue();
    expect(await onlyMessage()).toMatchObject({ id, state: 'delivered', attempts: 1 });
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id]);
  });

  test('that waits for its next try is tried now when the merchant asks', async () => {
    await endpoint();
    receiver.answer((nth) => ({ status: nth === 1 ? 500 : 200 }));
    await queue();
    await drainQueue();
    await sendAgain((await onlyMessage()).id);
    await drainQueue();
    expect(await onlyMessage()).toMatchObject({ state: 'delivered' });
    expect(await sendAgain(randomUUID())).toEqual({ queued: false, reason: 'no_message' });
    expect(await sendAgain('nonsense')).toEqual({ queued: false, reason: 'no_message' });
  });

  test('whose job was lost is found by the sweep', async () => {
    await endpoint();
    await queue();
    await pool().query('DELETE FROM graphile_worker._private_jobs');
    await db().outgoingMessage.updateMany({ data: { queuedAt: new Date(Date.now() - 3_600_000) } });
    await reviveLostJobs();
    await drainQueue();
    expect(await onlyMessage()).toMatchObject({ state: 'delivered' });
  });

  test('is not carried on to another address', async () => {
    await endpoint();
    receiver.answer(() => ({ status: 307, headers: { location: `${receiver.url}/elsewhere` } }));
    await queue();
    await drainQueue();
    expect(receiver.received).toHaveLength(1);
    expect(await onlyMessage()).toMatchObject({ state: 'queued', lastStatus: 307 });
  });

  test('that is answered at great length is taken, and the answer not read to its end', async () => {
    await endpoint();
    receiver.answer(() => ({ status: 500, body: 'x'.repeat(5_000_000) }));
    await queue();
    await drainQueue();
    expect((await onlyMessage()).lastError).toHaveLength(300);
  });

  test('to where nobody listens says so', async () => {
    const { id } = await endpoint();
    await db().outgoingEndpoint.update({ where: { id }, data: { url: 'http://127.0.0.1:9/' } });
    await queue();
    await drainQueue();
    expect(await onlyMessage()).toMatchObject({
      lastStatus: null,
      lastError: expect.stringContaining('ECONNREFUSED'),
    });
  });
});

describe('an endpoint', () => {
  test('that answers 410 is switched off, and gets nothing more', async () => {
    const { id } = await endpoint();
    receiver.answer(() => ({ status: 410 }));
    await queue('first');
    await queue('second');
    await drainQueue();
    expect(await listEndpoints()).toMatchObject([{ id, active: false }]);
    await queue('third');
    await drainQueue();
    await letTimePass();
    await drainQueue();
    const messages = await db().outgoingMessage.findMany();
    expect(messages.map(({ state }) => state)).toEqual(['given_up', 'given_up']);
    expect(await sendAgain(messages[0]?.id)).toEqual({ queued: false, reason: 'switched_off' });
    expect(await switchEndpoint(id, true)).toEqual({ changed: true });
    expect(await switchEndpoint(id, true)).toEqual({ changed: false, reason: 'same' });
  });

  test('with a new secret is sent both signatures for a day, then the new one', async () => {
    const { id, secret } = await endpoint();
    const [{ secretMark } = { secretMark: '' }] = await listEndpoints();
    const rotated = await rotateSecret(id, secretMark);
    if (!rotated.rotated) throw new Error(rotated.reason);
    expect(await rotateSecret(id, secretMark)).toEqual({ rotated: false, reason: 'changed' });
    await queue();
    await drainQueue();
    await db().outgoingEndpoint.update({ where: { id }, data: { oldSecretUntil: new Date() } });
    await queue();
    await drainQueue();
    const [both, one] = await receiver.after(2);
    if (!both || !one) throw new Error('nothing came');
    expect([believes(both, secret), believes(both, rotated.secret)]).toEqual([true, true]);
    expect([believes(one, secret), believes(one, rotated.secret)]).toEqual([false, true]);
  });

  test('can be tried: the answer is there at once, and a refusal is not tried again', async () => {
    const { id, secret } = await endpoint();
    expect(await sendTest(id)).toMatchObject({ sent: true, status: 204 });
    const [arrival] = await receiver.after(1);
    if (!arrival) throw new Error('nothing came');
    expect(believes(arrival, secret)).toBe(true);
    expect(arrival.message.type).toBe('ping');
    receiver.answer(() => ({ status: 401, body: '{"error":"who are you?"}' }));
    expect(await sendTest(id)).toMatchObject({
      sent: false,
      reason: 'refused',
      status: 401,
      error: '{"error":"who are you?"}',
    });
    await drainQueue();
    expect(receiver.received).toHaveLength(2);
    expect((await listDeliveries('all', null)).rows.map(({ kind, state }) => [kind, state])).toEqual([
      ['ping', 'given_up'],
      ['ping', 'delivered'],
    ]);
  });

  test('is added once, whoever presses twice, and only at an address that can be', async () => {
    await db().outgoingEndpoint.deleteMany();
    const twice = await Promise.all(
      [1, 2].map(() => addEndpoint({ url: receiver.url, kinds: ['parcel.ready'] })),
    );
    expect(twice.filter(({ added }) => added)).toHaveLength(1);
    expect(twice.find(({ added }) => !added)).toEqual({ added: false, reason: 'known' });
    const reasonFor = async (url: string, kinds: unknown = ['parcel.ready']) => {
      const result = await addEndpoint({ url, kinds });
      return result.added ? 'added' : result.reason;
    };
    expect(await reasonFor('erp')).toBe('not_a_url');
    expect(await reasonFor('ftp://erp.example.com')).toBe('not_a_url');
    expect(await reasonFor('http://erp.example.com/hook')).toBe('not_https');
    expect(await reasonFor('https://me:secret@erp.example.com/hook')).toBe('credentials');
    expect(await reasonFor('http://169.254.169.254/latest')).toBe('blocked');
    expect(await reasonFor('https://[::ffff:169.254.169.254]/')).toBe('blocked');
    expect(await reasonFor('https://0xa9fea9fe/')).toBe('blocked');
    expect(await reasonFor('https://erp.example.com/hook', [])).toBe('no_kinds');
    expect(await reasonFor('https://erp.example.com/hook', ['order.eaten'])).toBe('no_kinds');
    expect(await reasonFor('https://erp.example.com/hook')).toBe('added');
  });
});
