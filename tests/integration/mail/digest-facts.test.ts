import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { loadDigestFacts } from '@/lib/mail/facts/digest';
import { useDatabase } from '../../support/database';
import { missedEvent } from '../../support/missed-event';
import { makeOrder } from '../buyer/make-order';
import * as situations from './situations';

useDatabase();

const hour = 3_600_000;
const day = 24 * hour;
/** Six in the morning of a day to come, UTC. */
const morning = new Date('2031-03-01T06:00:00Z');
const ago = (milliseconds: number) => new Date(morning.getTime() - milliseconds);

beforeEach(async () => {
  await db().order.deleteMany();
  await db().mailMessage.deleteMany();
  await db().outgoingEndpoint.deleteMany();
  await db().stripeEvent.deleteMany();
  await db().licenseKey.deleteMany();
  await fillPools();
});

async function fillPools() {
  const pools = await db().productVariant.findMany({
    where: { product: { licenseKeySource: 'pool' } },
    include: { product: true },
  });
  const keys = pools.flatMap(({ id, product }) =>
    Array.from({ length: product.lowPoolAt + 1 }, () => ({ variantId: id, key: randomUUID() })),
  );
  await db().licenseKey.createMany({ data: keys });
}

const needy = () =>
  makeOrder({
    fulfillment: 'needs_attention',
    createdAt: ago(3 * day),
    lines: [{ description: 'From the Dashboard', state: 'needs_attention' }],
  });

/** The facts of the day that ends this morning at five. */
const facts = () => loadDigestFacts({ since: ago(25 * hour), until: ago(hour) }, 'en', morning);

describe('the parts of the digest', () => {
  test('a healthy shop has none', async () => {
    await makeOrder({ createdAt: ago(9 * day), parcels: [{ state: 'shipped' }] });
    await makeOrder({ payment: 'awaiting', createdAt: ago(6 * day) });
    expect(Object.values(await facts()).map(({ total }) => total)).toEqual(Array(10).fill(0));
  });

  test('orders that need a hand: those that say so, and paid ones that are not done', async () => {
    const { number } = await needy();
    const stuck = await makeOrder({
      fulfillment: 'unfulfilled',
      createdAt: ago(hour),
      lines: [{ slug: 'ciotola', state: 'pending' }],
    });
    await makeOrder({
      fulfillment: 'unfulfilled',
      createdAt: ago(60_000),
      lines: [{ slug: 'ciotola', state: 'pending' }],
    });
    const { attention } = await facts();
    expect(attention.rows.map((row) => row.number)).toEqual([number, stuck.number]);
    expect(attention.rows[0]).toMatchObject({
      attention: { reasons: [{ code: 'no_lines' }] },
      since: ago(3 * day),
    });
  });

  test('a long list is cut, and its length told', async () => {
    for (let count = 0; count < 10; count++) await needy();
    const { attention } = await facts();
    expect(attention.rows).toHaveLength(8);
    expect(attention.total).toBe(10);
  });

  test('disputed payments, and their parcels in no other part', async () => {
    const { id, number } = await makeOrder({ payment: 'disputed' });
    await db().parcel.updateMany({ where: { orderId: id }, data: { createdAt: ago(2 * day) } });
    const { disputed, parcels } = await facts();
    expect(disputed.rows).toMatchObject([{ number }]);
    expect(parcels.total).toBe(0);
  });

  test('parcels that have waited for longer than a day', async () => {
    const old = await makeOrder();
    await db().parcel.updateMany({ where: { orderId: old.id }, data: { createdAt: ago(25 * hour) } });
    const fresh = await makeOrder();
    await db().parcel.updateMany({ where: { orderId: fresh.id }, data: { createdAt: ago(23 * hour) } });
    expect((await facts()).parcels.rows).toMatchObject([{ number: old.number, parcel: 1 }]);
  });

  test('back-orders, with what is still missing', async () => {
    await situations.backOrdered();
    expect((await facts()).backOrders.rows).toMatchObject([{ name: 'Bowl', missing: 1 }]);
  });

  test('pools of licence keys that are low', async () => {
    const product = await db().product.findFirstOrThrow({ where: { licenseKeySource: 'pool' } });
    expect((await facts()).pools.total).toBe(0);
    const spare = await db().licenseKey.findFirstOrThrow({ where: { variant: { productId: product.id } } });
    await db().licenseKey.update({ where: { id: spare.id }, data: { revokedAt: new Date() } });
    expect((await facts()).pools.rows).toMatchObject([{ free: product.lowPoolAt }]);
    await db().licenseKey.deleteMany({ where: { variant: { productId: product.id } } });
    expect((await facts()).pools.rows).toMatchObject([{ free: 0 }]);
  });

  test('payments on their way for longer than a week', async () => {
    const { number } = await makeOrder({ payment: 'awaiting', createdAt: ago(8 * day) });
    expect((await facts()).payments.rows).toMatchObject([
      { number, amount: 3600, currency: 'eur', since: ago(8 * day) },
    ]);
  });

  test('mails that keep failing, and those refused for good since the last digest', async () => {
    const { id: orderId, number } = await makeOrder();
    const mail = (state: 'queued' | 'refused', fields: { attempts: number; lastTriedAt: Date }) => ({
      idempotencyKey: randomUUID(),
      orderId,
      template: 'receipt',
      recipient: 'nobody@example.com',
      locale: 'en',
      state,
      queuedAt: ago(3 * day),
      lastError: 'said the server',
      ...fields,
    });
    await db().mailMessage.createMany({
      data: [
        mail('queued', { attempts: 7, lastTriedAt: ago(hour) }),
        mail('queued', { attempts: 2, lastTriedAt: ago(hour) }),
        mail('refused', { attempts: 1, lastTriedAt: ago(3 * hour) }),
        mail('refused', { attempts: 1, lastTriedAt: ago(2 * day) }),
      ],
    });
    const { rows } = (await facts()).mails;
    expect(rows.map(({ refused }) => refused).sort()).toEqual([false, true]);
    expect(rows[0]).toMatchObject({ number, recipient: 'nobody@example.com', error: 'said the server' });
  });

  test('messages that were given up, by endpoint', async () => {
    const url = 'https://erp.example.com/hook';
    const { id: endpointId } = await db().outgoingEndpoint.create({ data: { url, secret: 's', kinds: [] } });
    const retired = await db().outgoingEndpoint.create({
      data: { url, secret: 's', kinds: [], active: false },
    });
    const message = (endpoint: string, state: 'given_up' | 'queued', lastError: string, queuedAt: Date) => ({
      endpointId: endpoint,
      idempotencyKey: randomUUID(),
      kind: 'parcel.ready',
      payload: {},
      state,
      lastError,
      queuedAt,
    });
    await db().outgoingMessage.createMany({
      data: [
        message(endpointId, 'given_up', 'earlier words', ago(3 * day)),
        message(endpointId, 'given_up', 'last words', ago(2 * day)),
        message(endpointId, 'queued', 'still trying', ago(hour)),
        message(retired.id, 'given_up', 'nobody listens', ago(day)),
      ],
    });
    expect((await facts()).messages.rows).toMatchObject([{ url, count: 2, error: 'last words' }]);
  });

  test('what only the sweep found in the window', async () => {
    const { sessionId, number } = await makeOrder();
    await missedEvent('evt_of_order', ago(2 * hour), sessionId);
    await missedEvent('evt_in', ago(3 * hour));
    await missedEvent('evt_before', ago(25.5 * hour));
    await missedEvent('evt_after', morning);
    expect((await facts()).caught.rows).toMatchObject([
      { eventId: 'evt_in', number: null },
      { eventId: 'evt_of_order', number },
    ]);
  });

  test('orders of the window that do not add up', async () => {
    const { id, number } = await makeOrder({ createdAt: ago(5 * hour) });
    const old = await makeOrder({ createdAt: ago(3 * day) });
    await db().order.updateMany({ where: { id: { in: [id, old.id] } }, data: { amountDifference: -120 } });
    expect((await facts()).differences.rows).toMatchObject([{ number, amount: -120, currency: 'eur' }]);
  });
});
