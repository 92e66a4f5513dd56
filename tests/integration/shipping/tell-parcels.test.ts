import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { planOf, startDraft } from '@/lib/fulfillment/decision/draft';
import { announceParcels } from '@/lib/fulfillment/kinds/shipment/announce';
import { loadFacts } from '@/lib/fulfillment/load-facts';
import { targetOfOrder } from '@/lib/fulfillment/targets';
import { transact } from '@/lib/fulfillment/transact';
import { writePlans } from '@/lib/fulfillment/write-plans';
import { generateKey } from '@/lib/license-keys/generate-key';
import { shipParcel } from '@/lib/orders/parcels/ship-parcel';
import { splitParcel } from '@/lib/orders/parcels/split-parcel';
import { takeTracking } from '@/lib/outgoing/take-tracking';
import { newUuid } from '@/lib/uuid';
import { useDatabase } from '../../support/database';
import { actor, packedOrder, parcelsOf } from './packed-order';

useDatabase();
afterEach(async () => {
  await db().order.deleteMany();
  await db().outgoingEndpoint.deleteMany();
});

const endpoint = () =>
  db().outgoingEndpoint.create({
    data: {
      url: 'https://warehouse.example/hook',
      secret: 'whsec_dGVzdA==',
      kinds: ['parcel.ready', 'parcel.cancelled'],
    },
  });

/** Announces what there is to send of an order, as every decision does that moves anything. */
async function tell(orderId: string): Promise<void> {
  const order = await db().order.findUniqueOrThrow({ where: { id: orderId } });
  await transact(async (pipeline) => {
    const { facts, goods } = await loadFacts(pipeline, [targetOfOrder(order)]);
    const given = { now: new Date(), newId: newUuid, newKey: generateKey, receipts: 'own' as const };
    const plans = facts.map((one) => {
      const draft = startDraft(one, { trigger: 'system' }, given, undefined);
      announceParcels(draft);
      return planOf(draft);
    });
    writePlans(pipeline, plans, [{ trigger: 'system' }], goods);
  });
}

const pay = (orderId: string, payment: 'paid' | 'disputed' | 'refunded') =>
  db().order.update({ where: { id: orderId }, data: { payment } });

/** What was said, in order: kind and data. */
async function said(orderId: string) {
  const messages = await db().outgoingMessage.findMany({ where: { orderId } });
  const entries = messages.map(({ kind, payload }) => ({
    kind,
    data: (payload as { data: { revision: number; parcel_number: number; [field: string]: unknown } }).data,
  }));
  return entries.sort(
    (a, b) => a.data.parcel_number - b.data.parcel_number || a.data.revision - b.data.revision,
  );
}

describe('the merchant’s shipping system', () => {
  test('is told of a parcel that waits, once, with what it needs to send it', async () => {
    await endpoint();
    const { orderId, number, parcelId } = await packedOrder();
    await tell(orderId);
    await tell(orderId);
    const messages = await said(orderId);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      kind: 'parcel.ready',
      data: {
        revision: 1,
        parcel_id: parcelId,
        parcel_number: 1,
        order_id: orderId,
        order_number: `B-${number}`,
        ship_to: {
          name: 'Ada Rossi',
          line1: 'Via Po 1',
          line2: null,
          postal_code: '10123',
          city: 'Torino',
          state: 'TO',
          country: 'IT',
          phone: '+390115550100',
          email: 'ada@example.com',
        },
        shipping_option: 'Tracked post',
        items: [
          { slug: 'ciotola', quantity: 3, value: 3000, weight_grams: expect.any(Number) },
          { slug: 'e-commerciale', quantity: 1, value: 1000 },
        ],
        currency: 'eur',
        value: 4000,
      },
    });
    const job = await db().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'deliver_message'`;
    expect(job[0]?.n).toBe(1);
  });

  test('is told again when the contents change, and of the parcel that came of it', async () => {
    await endpoint();
    const { orderId, parcelId, fulfillments } = await packedOrder();
    await tell(orderId);
    await splitParcel({ parcelId, units: { [fulfillments[0] ?? '']: 2 } }, actor);
    const messages = await said(orderId);
    expect(messages.map(({ kind, data }) => [kind, data.parcel_number, data.revision, data.value])).toEqual([
      ['parcel.ready', 1, 1, 4000],
      ['parcel.ready', 1, 2, 2000],
      ['parcel.ready', 2, 1, 2000],
    ]);
  });

  test('is told again when the contents are what they once were', async () => {
    await endpoint();
    const { orderId, parcelId, fulfillments } = await packedOrder();
    await tell(orderId);
    const bowl = { parcelId_fulfillmentId: { parcelId, fulfillmentId: fulfillments[0] ?? '' } };
    for (const quantity of [1, 3]) {
      await db().parcelItem.update({ where: bowl, data: { quantity } });
      await tell(orderId);
    }
    expect((await said(orderId)).map(({ data }) => [data.revision, data.value])).toEqual([
      [1, 4000],
      [2, 2000],
      [3, 4000],
    ]);
  });

  test('is told to stop while a payment is disputed, and to go on when the dispute is won', async () => {
    await endpoint();
    const { orderId } = await packedOrder();
    await tell(orderId);
    await pay(orderId, 'disputed');
    await tell(orderId);
    await tell(orderId);
    await pay(orderId, 'paid');
    await tell(orderId);
    await tell(orderId);
    expect((await said(orderId)).map(({ kind, data }) => [kind, data.revision, data.reason])).toEqual([
      ['parcel.ready', 1, undefined],
      ['parcel.cancelled', 2, 'payment_disputed'],
      ['parcel.ready', 3, undefined],
    ]);
  });

  test('is told of a parcel that was called off, if it had been told of it', async () => {
    await endpoint();
    const told = await packedOrder();
    await tell(told.orderId);
    const untold = await packedOrder();
    for (const { orderId, parcelId } of [told, untold]) {
      await db().parcelItem.deleteMany({ where: { parcelId } });
      await db().parcel.update({ where: { id: parcelId }, data: { state: 'cancelled' } });
      await tell(orderId);
    }
    expect((await said(told.orderId)).at(-1)).toMatchObject({
      kind: 'parcel.cancelled',
      data: { parcel_id: told.parcelId, reason: 'called_off' },
    });
    expect(await said(untold.orderId)).toEqual([]);
  });

  test('is not told of what is disputed from the start, nor of what has left', async () => {
    await endpoint();
    const disputed = await packedOrder({ payment: 'disputed' });
    await tell(disputed.orderId);
    expect(await said(disputed.orderId)).toEqual([]);
    const sent = await packedOrder();
    await shipParcel({ parcelId: sent.parcelId, carrier: '', trackingNumber: '' }, actor);
    await pay(sent.orderId, 'disputed');
    await tell(sent.orderId);
    expect(await said(sent.orderId)).toEqual([]);
  });

  test('that joins later is told of what waits, in the revision the others have', async () => {
    await endpoint();
    const { orderId } = await packedOrder();
    await tell(orderId);
    const late = await endpoint();
    await tell(orderId);
    const messages = await db().outgoingMessage.findMany({ where: { orderId } });
    expect(messages).toHaveLength(2);
    expect(new Set(messages.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(messages.some(({ endpointId }) => endpointId === late.id)).toBe(true);
  });

  test('does not hear of an order’s number as of a change', async () => {
    await endpoint();
    const { orderId } = await packedOrder();
    const { number } = await db().order.update({ where: { id: orderId }, data: { number: null } });
    expect(number).toBeNull();
    await tell(orderId);
    await db().order.update({ where: { id: orderId }, data: { number: 7999 } });
    await tell(orderId);
    expect(await said(orderId)).toHaveLength(1);
  });

  test('may pack by the newest revision only', async () => {
    await endpoint();
    const { orderId, parcelId, fulfillments } = await packedOrder();
    await tell(orderId);
    await splitParcel({ parcelId, units: { [fulfillments[0] ?? '']: 2 } }, actor);
    const answer = { tracking_number: 'X1', revision: 1 };
    expect(await takeTracking(parcelId, answer, 'warehouse')).toMatchObject({
      status: 409,
      code: 'outdated',
    });
    expect((await parcelsOf(orderId))[0]).toMatchObject({ state: 'awaiting_shipment', trackingNumber: null });
    expect(await takeTracking(parcelId, { ...answer, revision: 2 }, 'warehouse')).toMatchObject({ ok: true });
  });
});
