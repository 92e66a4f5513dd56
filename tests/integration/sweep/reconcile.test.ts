import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { reconcile } from '@/lib/jobs/reconcile';
import { ifAlone } from '@/lib/jobs/reconcile-lock';
import { drainQueue } from '@/lib/jobs/worker';
import { stripe as client } from '@/lib/stripe/client';
import { StripeUnavailable } from '@/lib/stripe/errors';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { until } from '../../support/wait';

useDatabase();
useMailbox();
const stripe = useSandbox();
const hour = 3_600_000;

beforeEach(async () => {
  await db().sweepMark.deleteMany();
});
afterEach(async () => {
  stripe.engine.faults.clear();
  await expectInvariants();
});

const book = () => buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
const markOf = async (name: string) => (await db().sweepMark.findUnique({ where: { name } }))?.at;
const mark = (at: Date) =>
  db().sweepMark.createMany({ data: ['sessions', 'events'].map((name) => ({ name, at })) });
const known = async (sessionId: string) => (await db().order.count({ where: { sessionId } })) === 1;
const eventsOf = (sessionId: string) => db().stripeEvent.count({ where: { objectId: sessionId } });

describe('how far back it looks', () => {
  test('without a mark: to when the shop had its first product, but no further', async () => {
    const sessionId = await book();
    const { createdAt } = await db().product.findFirstOrThrow();
    await db().product.updateMany({ data: { createdAt: new Date(Date.now() + hour) } });
    await reconcile();
    expect(await known(sessionId)).toBe(false);
    await db().sweepMark.deleteMany();
    await db().product.updateMany({ data: { createdAt } });
    await reconcile();
    expect(await known(sessionId)).toBe(true);
    expect(await eventsOf(sessionId)).toBe(1);
  });

  test('to a day before the mark for sessions, which may be paid so late, and to an hour for events', async () => {
    const sessionId = await book();
    await mark(new Date(Date.now() + 26 * hour));
    await reconcile();
    expect(await known(sessionId)).toBe(false);
    await db().sweepMark.deleteMany();
    await mark(new Date(Date.now() + 24 * hour));
    await reconcile();
    expect([await known(sessionId), await eventsOf(sessionId)]).toEqual([true, 0]);
    await db().sweepMark.deleteMany();
    await mark(new Date(Date.now() + 0.9 * hour));
    await reconcile();
    expect(await eventsOf(sessionId)).toBe(1);
  });

  test('the mark is when the pass began, and the next one reads on from it', async () => {
    const before = new Date();
    await reconcile();
    const at = await markOf('sessions');
    expect(at && at >= before && at <= new Date()).toBe(true);
    expect(await markOf('events')).toBeInstanceOf(Date);
  });
});

describe('what ends it early', () => {
  test('Stripe that no longer answers: it stops without a mark, and the next one goes on where it stopped', async () => {
    const sessions: string[] = [];
    for (let at = 0; at < 27; at++) sessions.push(await book());
    const found = () => db().order.count({ where: { sessionId: { in: sessions } } });
    // The second group of sessions is asked for while the first is being written, and is too small to be listed.
    stripe.engine.faults.set({ api: [{ do: 'fail', paths: ['/v1/checkout/sessions/'] }] });
    await expect(reconcile()).rejects.toBeInstanceOf(StripeUnavailable);
    expect(await found()).toBe(25);
    expect(await markOf('sessions')).toBeUndefined();
    stripe.engine.faults.clear();
    await reconcile();
    expect(await found()).toBe(27);
    expect(await markOf('sessions')).toBeInstanceOf(Date);
  });

  test('events that cannot be listed keep their mark where it was, and the sessions theirs', async () => {
    const sessionId = await book();
    stripe.engine.faults.set({ api: [{ do: 'fail', paths: ['/v1/events'] }] });
    await expect(reconcile()).rejects.toBeInstanceOf(StripeUnavailable);
    expect(await known(sessionId)).toBe(true);
    expect(await markOf('events')).toBeUndefined();
    expect(await markOf('sessions')).toBeInstanceOf(Date);
  });

  test('one session that cannot be settled keeps no other waiting, and keeps the mark until it is', async () => {
    const [poisoned, other] = [await book(), await book()];
    await pool().query(`
      CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.session_id = '${poisoned}' THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER poison BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION poison()`);
    await reconcile();
    expect(await known(other)).toBe(true);
    expect(await markOf('sessions')).toBeUndefined();
    await pool().query('DROP TRIGGER poison ON orders; DROP FUNCTION poison()');
    await reconcile();
    expect(await known(poisoned)).toBe(true);
    expect(await markOf('sessions')).toBeInstanceOf(Date);
  });
});

describe('several at once', () => {
  test('one does the work, the others return at once', async () => {
    const sessionId = await book();
    const did = await Promise.all([reconcile(), reconcile(), reconcile()]);
    expect(did.filter(Boolean)).toHaveLength(1);
    await drainQueue();
    expect(await db().order.findUniqueOrThrow({ where: { sessionId } })).toMatchObject({
      fulfillment: 'fulfilled',
    });
  });

  test('the lock goes with whoever held it, whether the work succeeded or not', async () => {
    await expect(ifAlone('reconcile', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await reconcile()).toBe(true);
    expect(await reconcile()).toBe(true);
  });

  test('where its connection is lost meanwhile another begins, and both together make one order of a session', async () => {
    const sessions = [await book(), await book(), await book()];
    stripe.engine.faults.set({ api: [{ do: 'slow', ms: 60 }] });
    const first = reconcile();
    await until('the lock to be taken', async () => {
      const { rowCount } = await pool().query(
        `SELECT pg_terminate_backend(pid, 5000) FROM pg_locks
         WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return rowCount === 1;
    });
    expect(await Promise.all([first, reconcile()])).toEqual([true, true]);
    await drainQueue();
    expect(await db().order.count({ where: { sessionId: { in: sessions } } })).toBe(3);
    for (const sessionId of sessions) expect(await eventsOf(sessionId)).toBe(1);
  });
});

test('an invoice of an older version of the API, which names its subscription elsewhere, is asked for anew', async () => {
  const sessionId = await buy(stripe, [{ slug: 'amici', quantity: 1 }]);
  const subscription = String((await client().checkout.sessions.retrieve(sessionId)).subscription);
  await stripe.engine.account.renewSubscription(subscription, 'paid');
  for (const event of stripe.engine.account.events()) {
    if (event.type !== 'invoice.paid') continue;
    Object.assign(event, { api_version: '2024-06-20' });
    Object.assign(event.data.object, { parent: null, subscription });
  }
  await reconcile();
  await drainQueue();
  const { timeline } = await db().order.findUniqueOrThrow({
    where: { sessionId },
    include: { timeline: true },
  });
  expect(timeline.map(({ kind }) => kind)).toContain('subscription_renewed');
});
