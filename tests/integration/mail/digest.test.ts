import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GET } from '@/app/api/cron/route';
import { createMerchant } from '@/lib/auth/create-merchant';
import { db } from '@/lib/db';
import { queueDigest } from '@/lib/jobs/digest';
import { drainQueue } from '@/lib/jobs/worker';
import { useDatabase } from '../../support/database';
import { useMailbox } from '../../support/mailbox';
import { missedEvent } from '../../support/missed-event';
import { makeOrder } from '../buyer/make-order';

useDatabase();
const mailbox = useMailbox();
process.env.CRON_SECRET = 'a-secret-of-the-hosts-cron';

const hour = 3_600_000;
const day = 24 * hour;
/** Six in the morning of a day to come, UTC, so that every test has days of its own. */
let morning = new Date('2031-03-01T06:00:00Z');
const ago = (milliseconds: number) => new Date(morning.getTime() - milliseconds);

beforeAll(async () => {
  // No pool of keys is low.
  await db().product.updateMany({ data: { lowPoolAt: -1 } });
});

beforeEach(async () => {
  morning = new Date(morning.getTime() + 40 * day);
  await db().order.deleteMany();
  await db().mailMessage.deleteMany();
  await db().stripeEvent.deleteMany();
  await mailbox.clear();
});

const needy = () =>
  makeOrder({
    fulfillment: 'needs_attention',
    createdAt: ago(3 * day),
    lines: [{ description: 'From the Dashboard', state: 'needs_attention' }],
  });

describe('the digest', () => {
  beforeEach(async () => {
    await createMerchant({
      email: 'ottavia@bottega.example',
      password: 'una bottega a Torino',
      name: 'Ottavia',
    });
    await createMerchant({
      email: 'sandro@bottega.example',
      password: 'una bottega a Torino',
      name: 'Sandro',
    });
  });

  test('goes to every merchant once a day, however often and wherever it is asked for', async () => {
    const { number } = await needy();
    const asked = await Promise.all([queueDigest(morning), queueDigest(morning), queueDigest(morning)]);
    expect(asked.sort()).toEqual([0, 0, 2]);
    expect(await queueDigest(new Date(morning.getTime() + 5 * hour))).toBe(0);
    await drainQueue();
    const mails = mailbox.list();
    expect(mails.map(({ to }) => to[0]).sort()).toEqual([
      'ottavia@bottega.example',
      'sandro@bottega.example',
    ]);
    expect(mails[0]?.subject).toBe('One thing waits for you');
    expect(mails[0]?.text).toContain(`http://shop.test/merchant/orders/B-${number}`);
    expect(mails[0]?.text).toContain('Stripe lists no line items for this payment');
    // What lasts is told again the next day.
    expect(await queueDigest(new Date(morning.getTime() + day))).toBe(2);
  });

  test('does not come when all is well, also not later on that day', async () => {
    await makeOrder({ parcels: [{ state: 'shipped' }] });
    expect(await queueDigest(morning)).toBe(0);
    await needy();
    expect(await queueDigest(new Date(morning.getTime() + hour))).toBe(0);
    expect(await db().mailMessage.count()).toBe(0);
  });

  test('does not go before its hour', async () => {
    await needy();
    expect(await queueDigest(ago(2 * hour))).toBe(0);
    expect(await queueDigest(morning)).toBe(2);
  });

  test('is dropped where everything was put right before it left', async () => {
    const { id } = await needy();
    await queueDigest(morning);
    await db().order.delete({ where: { id } });
    await drainQueue();
    expect(mailbox.list()).toEqual([]);
    expect(await db().mailMessage.findMany({ select: { state: true, lastError: true } })).toEqual([
      { state: 'dropped', lastError: 'all_well' },
      { state: 'dropped', lastError: 'all_well' },
    ]);
  });

  test('tells of what happened while no digest went, once', async () => {
    await queueDigest(ago(4 * day));
    await missedEvent('evt_test_1', ago(3 * day));
    expect(await queueDigest(morning)).toBe(2);
    await drainQueue();
    expect(mailbox.list()[0]?.text).toContain('evt_test_1');
    expect(await queueDigest(new Date(morning.getTime() + day))).toBe(0);
  });

  test('goes by the host’s cron too, together with the queue', async () => {
    const taken = await db().sweepMark.findUnique({ where: { name: 'digest' } });
    expect(taken?.at.getTime()).toBeGreaterThan(Date.now());
    await db().sweepMark.delete({ where: { name: 'digest' } });
    await needy();
    // Stripe is away: the sweep fails, the digest and the queue do not wait for it.
    const call = () =>
      GET(
        new Request('http://shop.test/api/cron', {
          headers: { authorization: 'Bearer a-secret-of-the-hosts-cron' },
        }),
      ).catch(() => null);
    await call();
    await call();
    // Between midnight and five in the morning, UTC, its hour has not come.
    const due = new Date().getUTCHours() >= 5;
    expect(mailbox.list().map(({ subject }) => subject)).toEqual(
      due ? ['One thing waits for you', 'One thing waits for you'] : [],
    );
    await db().sweepMark.deleteMany({ where: { name: 'digest' } });
  });
});
