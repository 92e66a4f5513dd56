import { afterEach, describe, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { drainQueue } from '@/lib/jobs/worker';
import { useDatabase } from '../../support/database';
import { deliver, sessionEvent } from '../../support/deliver';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const mailbox = useMailbox();
const stripe = useSandbox();

const jobs = async () => (await pool().query('SELECT task_identifier FROM graphile_worker.jobs')).rowCount;
const eventRow = (body: string) =>
  db().stripeEvent.findUnique({ where: { id: JSON.parse(body).id }, include: { body: true } });

afterEach(async () => {
  await drainQueue();
  await expectInvariants();
});

describe('the webhook', () => {
  test('keeps the event and its job before it answers, and acts afterwards', async () => {
    const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
    const body = sessionEvent(sessionId);
    const response = await deliver(body);
    expect(response.status).toBe(200);
    expect(await eventRow(body)).toMatchObject({
      state: 'pending',
      objectId: sessionId,
      body: { payload: JSON.parse(body) },
    });
    expect(await jobs()).toBe(1);
    expect(await db().order.count({ where: { sessionId } })).toBe(0);

    await drainQueue();
    expect(await eventRow(body)).toMatchObject({ state: 'done', attempts: 1, lastError: null });
    expect(await db().order.findUnique({ where: { sessionId } })).toMatchObject({
      fulfillment: 'fulfilled',
      fulfilledBy: 'webhook',
    });
    expect(mailbox.list()).toHaveLength(1);
    expect(await db().mailMessage.findFirst({ where: { order: { sessionId } } })).toMatchObject({
      state: 'sent',
    });
  });

  test('answers 200 to an event it has, and does nothing more, twenty times at once', async () => {
    const sessionId = await buy(stripe, [{ slug: 'registri', quantity: 1 }]);
    const body = sessionEvent(sessionId);
    const responses = await Promise.all(Array.from({ length: 20 }, () => deliver(body)));
    expect(responses.map((response) => response.status)).toEqual(Array(20).fill(200));
    expect(await jobs()).toBe(1);
    await drainQueue();
    expect((await deliver(body)).status).toBe(200);
    expect(await jobs()).toBe(0);
    expect(await db().order.count({ where: { sessionId } })).toBe(1);
  });

  test('takes two different events about one change for the same thing', async () => {
    const sessionId = await buy(stripe, [{ slug: 'registri', quantity: 2 }]);
    await Promise.all([deliver(sessionEvent(sessionId)), deliver(sessionEvent(sessionId))]);
    await drainQueue();
    const order = await db().order.findUniqueOrThrow({ where: { sessionId } });
    expect(await db().fulfillment.count({ where: { orderLine: { orderId: order.id } } })).toBe(1);
  });

  test('keeps an event of a kind it does not act on, marked, without a job', async () => {
    const body = sessionEvent('cs_test_x', 'payment_intent.succeeded');
    expect((await deliver(body)).status).toBe(200);
    expect(await eventRow(body)).toMatchObject({ state: 'ignored' });
    expect(await jobs()).toBe(0);
  });

  test('keeps an event of live mode under a test key, marked, and does not act on it', async () => {
    const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
    const body = sessionEvent(sessionId, undefined, { livemode: true });
    expect((await deliver(body)).status).toBe(200);
    expect(await eventRow(body)).toMatchObject({ state: 'wrong_mode' });
    expect(await jobs()).toBe(0);
    await drainQueue();
    expect(await db().order.count({ where: { sessionId } })).toBe(0);
  });

  test('notes on an event that Stripe knows no such session, and is done with it', async () => {
    const body = sessionEvent('cs_test_gone');
    await deliver(body);
    await drainQueue();
    expect(await eventRow(body)).toMatchObject({
      state: 'done',
      lastError: expect.stringContaining('no such session'),
    });
  });

  test('says 400 and why to what it does not believe, and keeps nothing of it', async () => {
    const events = await db().stripeEvent.count();
    const wrong = await deliver(sessionEvent('cs_test_x'), { secret: 'whsec_stranger' });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toBe('signature wrong\n');
    const missing = await deliver(sessionEvent('cs_test_x'), { headers: { 'stripe-signature': '' } });
    expect([missing.status, await missing.text()]).toEqual([400, 'signature header missing\n']);
    const noEvent = await deliver('[1, 2]');
    expect([noEvent.status, await noEvent.text()]).toEqual([400, 'not an event\n']);
    expect(await db().stripeEvent.count()).toBe(events);
  });

  test('says 413 to a body longer than any event, whatever its header claims', async () => {
    const long = sessionEvent('cs_test_x', undefined, { padding: 'x'.repeat(1_000_001) });
    expect((await deliver(long)).status).toBe(413);
    expect((await deliver(long, { headers: { 'content-length': '10' } })).status).toBe(413);
  });
});

describe('refunds and disputes', () => {
  const paid = async (slug: string) => {
    const sessionId = await buy(stripe, [{ slug, quantity: 1 }]);
    await deliver(sessionEvent(sessionId));
    await drainQueue();
    return await db().order.findUniqueOrThrow({ where: { sessionId } });
  };
  const relay = async (type: string) => {
    const event = stripe.engine.account.events().find((candidate) => candidate.type === type);
    if (!event) throw new Error(`Stripe sent no ${type}`);
    await deliver(JSON.stringify(event));
    await drainQueue();
  };

  test('a full refund takes back the keys and cancels the order', async () => {
    const order = await paid('registri');
    await stripe.engine.account.refund(order.paymentIntentId ?? '');
    await relay('charge.refunded');
    expect(await db().order.findUnique({ where: { id: order.id } })).toMatchObject({
      payment: 'refunded',
      fulfillment: 'cancelled',
    });
    const keys = await db().licenseKey.findMany({
      where: { fulfillment: { orderLine: { orderId: order.id } } },
    });
    expect(keys).toHaveLength(1);
    expect(keys[0]?.revokedAt).not.toBeNull();
  });

  test('a full refund stops a parcel that has not left and puts its goods back on the shelf', async () => {
    const stock = () => db().stock.findFirstOrThrow({ where: { variant: { product: { slug: 'ciotola' } } } });
    const before = await stock();
    const order = await paid('ciotola');
    expect((await stock()).onHand).toBe(before.onHand - 1);
    await stripe.engine.account.refund(order.paymentIntentId ?? '');
    await relay('charge.refunded');
    expect(await stock()).toEqual(before);
    expect(await db().parcel.findFirst({ where: { orderId: order.id } })).toMatchObject({
      state: 'cancelled',
    });
  });

  test('a partial refund is noted and leaves the goods with the buyer', async () => {
    const order = await paid('quaderno-pdf');
    await stripe.engine.account.refund(order.paymentIntentId ?? '', 100);
    await relay('charge.refunded');
    expect(await db().order.findUnique({ where: { id: order.id } })).toMatchObject({
      payment: 'partly_refunded',
      fulfillment: 'fulfilled',
    });
  });
});
