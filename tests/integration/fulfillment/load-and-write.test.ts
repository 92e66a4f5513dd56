import { describe, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { useDatabase } from '../../support/database';
import {
  change,
  first,
  load,
  make,
  nothing,
  now,
  session,
  sold,
  stockOf,
  targetOf,
  useSold,
} from './written-order';

useDatabase();
useSold();

describe('an order that is made', () => {
  test('is loaded as it was written', async () => {
    const target = targetOf(session());
    const before = await stockOf(sold.bowl);
    const { plans, numbers } = await make([target]);
    const { facts, goods } = await load(target);
    const written = first(plans).after;
    const buyer = await db().buyer.findUniqueOrThrow({ where: { email: 'ada@example.com' } });
    const number = numbers.get(written.order?.id ?? '');
    expect(first(facts).state).toEqual({
      ...written,
      order: { ...written.order, number, buyerId: buyer.id },
    });
    expect(first(facts).buyer).toEqual({ id: buyer.id, email: 'ada@example.com', name: 'Ada' });
    expect(first(facts).mails.map(({ key }) => key)).toEqual([`receipt:${written.order?.id}`]);
    expect(goods).toEqual(first(plans).goods);
    expect(await stockOf(sold.bowl)).toEqual({ ...before, onHand: before.onHand - 2, sold: before.sold + 2 });
  });

  test('queues its mail, its messages and its jobs with it, once', async () => {
    const wanted = { url: 'https://a.example', secret: 'whsec_a', kinds: ['parcel.ready'] };
    const endpoint = await db().outgoingEndpoint.create({ data: wanted });
    await db().outgoingEndpoint.create({ data: { ...wanted, kinds: ['entitlement.granted'] } });
    const target = targetOf(session());
    const { plans } = await make([target]);
    const effects = first(plans).effects;
    // The same effects again, as of somebody who did not know of them.
    await change(target, () => ({ effects: { ...effects, notes: [] } }));
    const orderId = first(plans).after.order?.id ?? '';
    const mails = await db().mailMessage.findMany({ where: { orderId } });
    const messages = await db().outgoingMessage.findMany({ where: { orderId } });
    expect(mails.map(({ id }) => id)).toEqual([effects.mails[0]?.id]);
    expect(messages).toMatchObject([
      {
        endpointId: endpoint.id,
        payload: { type: 'parcel.ready', data: { parcel_id: first(plans).after.parcels[0]?.id } },
      },
    ]);
    const jobs = await pool().query(
      `SELECT task_identifier AS name, queue_name AS queue, key FROM graphile_worker.jobs
       WHERE key = ANY ($1) ORDER BY name`,
      [[`mail:${mails[0]?.id}`, `message:${messages[0]?.id}`, `back_orders:${sold.bowl.id}`]],
    );
    expect(jobs.rows).toEqual([
      { name: 'deliver_message', queue: `message:${endpoint.id}`, key: `message:${messages[0]?.id}` },
      {
        name: 'fulfill_back_orders',
        queue: `back_orders:${sold.bowl.id}`,
        key: `back_orders:${sold.bowl.id}`,
      },
      { name: 'send_mail', queue: null, key: `mail:${mails[0]?.id}` },
    ]);
    expect(await db().orderRecord.count({ where: { orderId } })).toBe(1);
    await db().outgoingEndpoint.deleteMany();
  });

  test('has its timeline in order, and says what set off each entry', async () => {
    const { plans } = await make([targetOf(session())]);
    const orderId = first(plans).after.order?.id ?? '';
    const entries = await db().timelineEntry.findMany({ where: { orderId }, orderBy: { id: 'asc' } });
    expect(entries).toMatchObject([
      {
        ...{
          kind: 'order_placed',
          trigger: 'webhook',
          eventId: 'evt_1',
          actor: 'nobody',
          milliseconds: null,
        },
        data: { total: 7200 },
      },
      { kind: 'fulfilled', trigger: 'system', eventId: null, actor: null, data: {} },
    ]);
    expect(entries[1]?.milliseconds).toBeGreaterThanOrEqual(0);
  });

  test('is one where two attempts make it at the same instant', async () => {
    const target = targetOf(session());
    const before = await stockOf(sold.bowl);
    await Promise.all([1, 2, 3, 4].map(() => make([target])));
    expect(await db().order.count({ where: { sessionId: target.sessionId } })).toBe(1);
    expect(await stockOf(sold.bowl)).toMatchObject({ onHand: before.onHand - 2, sold: before.sold + 2 });
  });
});

test('a batch of orders shares its goods and its buyer, and has numbers in its order', async () => {
  const targets = [targetOf(session()), targetOf(session()), targetOf(session())];
  const others = targets.toReversed();
  const before = await stockOf(sold.bowl);
  await db().order.deleteMany();
  await db().buyer.deleteMany();
  // A second batch of the same sessions runs beside it, in another order.
  const both = await Promise.all([make(targets), make(others)]);
  const maker = both.find(({ numbers }) => numbers.size > 0);
  const numbers = maker?.plans.map(({ after }) => maker.numbers.get(after.order?.id ?? '') ?? 0) ?? [];
  expect(both.map((made) => made.numbers.size).sort()).toEqual([0, 3]);
  expect(numbers.map((number) => number - (numbers[0] ?? 0))).toEqual([0, 1, 2]);
  expect(await stockOf(sold.bowl)).toMatchObject({ onHand: before.onHand - 6, sold: before.sold + 6 });
  const buyer = await db().buyer.findUniqueOrThrow({ where: { email: 'ada@example.com' } });
  expect(await db().order.count({ where: { buyerId: buyer.id } })).toBe(3);
});

test('orders of one new buyer that are made at the same instant have the same buyer', async () => {
  await db().order.deleteMany();
  await db().buyer.deleteMany();
  await Promise.all([make([targetOf(session())]), make([targetOf(session())])]);
  const buyer = await db().buyer.findUniqueOrThrow({ where: { email: 'ada@example.com' } });
  expect(await db().order.count({ where: { buyerId: buyer.id } })).toBe(2);
});

test('an erased order gets no more copies of what Stripe returned', async () => {
  const target = targetOf(session());
  const { plans } = await make([target]);
  const orderId = first(plans).after.order?.id ?? '';
  await db().order.update({ where: { id: orderId }, data: { erasedAt: now } });
  const records = [{ kind: 'refund' as const, objectId: 're_1', hash: 'h', body: {} }];
  await change(target, () => ({ effects: { ...nothing, records } }));
  expect(await db().orderRecord.count({ where: { orderId } })).toBe(1);
});

test('copies of what Stripe returned take another answer in the same statement, and the same one once', async () => {
  const target = targetOf(session());
  const { plans } = await make([target]);
  const orderId = first(plans).after.order?.id ?? '';
  const refund = (status: string) => ({
    ...{ kind: 'refund' as const, objectId: 're_1', hash: status, body: { id: 're_1', status } },
  });
  for (const statuses of [['pending', 'pending'], ['pending', 'succeeded'], []]) {
    await change(target, () => ({ effects: { ...nothing, records: statuses.map(refund) } }));
  }
  expect(await db().orderRecord.count({ where: { orderId, kind: 'refund' } })).toBe(2);
});
