import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import type { EventState, OutgoingState, ParcelState } from '@/lib/generated/prisma/enums';
import { noteMissedEvents } from '@/lib/jobs/missed-events';
import { prune } from '@/lib/jobs/prune';
import { drainQueue } from '@/lib/jobs/worker';
import { addJob } from '@/lib/queue/add-job';
import { useDatabase } from '../../support/database';
import { deliver, sessionEvent } from '../../support/deliver';
import { useSandbox } from '../../support/stripe';
import { plainOrder } from '../merchant/plain-order';

useDatabase();
useSandbox();

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

async function event(state: EventState, days: number, delivered = true): Promise<string> {
  const id = `evt_${randomUUID()}`;
  const at = daysAgo(days);
  const about = { id, type: 'charge.refunded', livemode: false, state, delivered };
  const body = { create: { payload: {}, receivedAt: at } };
  await db().stripeEvent.create({ data: { ...about, createdAt: at, receivedAt: at, body } });
  return id;
}
const bodiesLeft = async () =>
  (await db().stripeEventBody.findMany({ select: { eventId: true } })).map(({ eventId }) => eventId);

test('bodies of events that were done with half a year ago go, and those that still wait stay', async () => {
  const waits = await event('pending', 400);
  const young = await event('done', 179);
  for (const state of ['done', 'ignored', 'wrong_mode'] as const) await event(state, 181);
  await prune();
  expect((await bodiesLeft()).sort()).toEqual([waits, young].sort());
  expect(await db().stripeEvent.count()).toBe(5);
});

test('an event that comes again after its body went is known, and nothing is done about it', async () => {
  const body = sessionEvent('cs_test_gone');
  const { id } = JSON.parse(body);
  await deliver(body);
  await drainQueue();
  await db().stripeEvent.update({ where: { id }, data: { delivered: false } });
  await db().stripeEventBody.update({ where: { eventId: id }, data: { receivedAt: daysAgo(181) } });
  await prune();
  expect((await deliver(body)).status).toBe(200);
  expect((await pool().query('SELECT FROM graphile_worker.jobs')).rowCount).toBe(0);
  expect(await bodiesLeft()).not.toContain(id);
  expect(await db().stripeEvent.findUnique({ where: { id } })).toMatchObject({
    state: 'done',
    attempts: 1,
    delivered: true,
  });
});

test('an event that only the sweep had found stays noted when its body goes, and is not noted again', async () => {
  const id = await event('done', 181, false);
  await noteMissedEvents();
  const noted = await db().stripeEvent.findUniqueOrThrow({ where: { id } });
  expect(noted.missedAt).toBeInstanceOf(Date);
  await prune();
  await noteMissedEvents();
  expect(await bodiesLeft()).not.toContain(id);
  expect(await db().stripeEvent.findUniqueOrThrow({ where: { id } })).toEqual(noted);
});

test('messages that were delivered or given up go; what waits stays, and what was told of a parcel that waits', async () => {
  const endpoint = await db().outgoingEndpoint.create({
    data: { url: 'https://systems.test/', secret: 'whsec_x', kinds: ['parcel.ready'] },
  });
  const message = async (
    state: OutgoingState,
    days: number,
    {
      kind = 'license_key.revoked',
      parcel,
      again,
    }: { kind?: string; parcel?: ParcelState; again?: boolean } = {},
  ) => {
    const orderId = parcel ? (await plainOrder({ parcel })).id : null;
    const queuedAt = daysAgo(days);
    const about = { endpointId: endpoint.id, idempotencyKey: randomUUID(), kind, orderId, payload: {} };
    const deliveredAt = again ? new Date() : state === 'delivered' ? queuedAt : null;
    return (await db().outgoingMessage.create({ data: { ...about, state, queuedAt, deliveredAt } })).id;
  };
  const kept = [
    await message('queued', 400),
    await message('delivered', 179),
    await message('given_up', 179),
    await message('delivered', 400, { again: true }),
    await message('delivered', 400, { kind: 'parcel.ready', parcel: 'awaiting_shipment' }),
  ];
  await message('delivered', 181);
  await message('given_up', 181);
  await message('delivered', 181, { kind: 'parcel.ready', parcel: 'shipped' });
  await prune();
  await prune();
  const left = await db().outgoingMessage.findMany({ select: { id: true } });
  expect(left.map(({ id }) => id).sort()).toEqual(kept.sort());
});

test('jobs that gave up half a year ago go, and no others', async () => {
  await db().$transaction(async (tx) => {
    for (const name of ['old', 'young', 'trying']) await addJob(tx, 'refresh_link', { variantId: name });
  });
  const set = (key: string, days: number, attempts: number) =>
    pool().query('UPDATE graphile_worker._private_jobs SET updated_at = $2, attempts = $3 WHERE key = $1', [
      key,
      daysAgo(days),
      attempts,
    ]);
  await set('link:old', 181, 25);
  await set('link:young', 1, 25);
  await set('link:trying', 181, 3);
  await prune();
  const { rows } = await pool().query<{ key: string }>('SELECT key FROM graphile_worker.jobs ORDER BY key');
  expect(rows.map(({ key }) => key)).toEqual(['link:trying', 'link:young']);
});
