import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { POST } from '@/app/api/parcels/[id]/tracking/route';
import { db } from '@/lib/db';
import { createApiKey, revokeApiKey } from '@/lib/integrations/api-keys';
import { useDatabase } from '../../support/database';
import { actor, mailsOf, packedOrder, parcelsOf, timelineOf } from './packed-order';

useDatabase();
let key = '';
beforeAll(async () => {
  const created = await createApiKey('Warehouse', actor);
  if (created.created) key = created.key;
});
afterEach(() => db().order.deleteMany());

/** Posts as the merchant's shipping system does; a string goes out as it is. */
async function post(id: string, body: unknown, authorization: string | null = `Bearer ${key}`) {
  const request = new Request(`http://shop.test/api/parcels/${id}/tracking`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
  });
  const response = await POST(request, { params: Promise.resolve({ id }) });
  return { status: response.status, body: await response.json() };
}

const tracking = { carrier: 'GLS', tracking_number: 'M1 234' };

describe('tracking by API key', () => {
  test('marks the parcel as sent and tells the buyer; the same once more changes nothing', async () => {
    const { orderId, number, parcelId } = await packedOrder();
    const first = await post(parcelId, tracking);
    expect(first).toMatchObject({
      status: 200,
      body: {
        changed: true,
        parcel: {
          parcel_id: parcelId,
          parcel_number: 1,
          order_number: `B-${number}`,
          state: 'shipped',
          carrier: 'GLS Italy',
          tracking_number: 'M1 234',
          tracking_url: expect.stringContaining('M1234'),
          shipped_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        },
      },
    });
    const again = await Promise.all([1, 2, 3].map(() => post(parcelId, tracking)));
    for (const answer of again) {
      expect(answer).toEqual({ status: 200, body: { ...first.body, changed: false } });
    }
    expect(await timelineOf(orderId)).toEqual(['parcel_shipped']);
    expect(await mailsOf(orderId)).toEqual([`shipped:${parcelId}`]);
    expect(await db().timelineEntry.findFirst({ where: { orderId } })).toMatchObject({
      trigger: 'system',
      actor: 'Warehouse',
      data: { parcelId, number: 1, carrier: 'GLS Italy', trackingNumber: 'M1 234' },
    });
  });

  test('from several at once marks it as sent once', async () => {
    const { orderId, parcelId } = await packedOrder();
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(parcelId, tracking)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answers.filter(({ body }) => body.changed)).toHaveLength(1);
    expect(await mailsOf(orderId)).toHaveLength(1);
  });

  test('stores a label that is not on its way yet, also while the payment is disputed', async () => {
    const { orderId, parcelId } = await packedOrder({ payment: 'disputed' });
    const label = { ...tracking, shipped: false };
    expect(await post(parcelId, label)).toMatchObject({ status: 200, body: { changed: true } });
    expect(await post(parcelId, label)).toMatchObject({ status: 200, body: { changed: false } });
    expect(await parcelsOf(orderId)).toMatchObject([
      { state: 'awaiting_shipment', carrier: 'gls_it', trackingNumber: 'M1 234' },
    ]);
    expect(await timelineOf(orderId)).toEqual(['tracking_received']);
    expect(await mailsOf(orderId)).toEqual([]);

    await db().order.update({ where: { id: orderId }, data: { payment: 'paid' } });
    expect(await post(parcelId, '')).toMatchObject({
      body: { parcel: { state: 'shipped', carrier: 'GLS Italy' } },
    });
    expect(await timelineOf(orderId)).toEqual(['tracking_received', 'parcel_shipped']);
  });

  test('puts a number right that came with the parcel, without a second mail', async () => {
    const { orderId, parcelId } = await packedOrder();
    const url = 'https://track.example.com/old';
    await post(parcelId, { tracking_number: 'old', tracking_url: url });
    const { body } = await post(parcelId, { carrier: 'ups', tracking_number: 'new' });
    expect(body.parcel).toMatchObject({ carrier: 'UPS', tracking_number: 'new' });
    expect(body.parcel.tracking_url).toContain('ups.com');
    expect(await timelineOf(orderId)).toEqual(['parcel_shipped', 'tracking_received']);
    expect(await mailsOf(orderId)).toHaveLength(1);
  });

  test('is refused with a sentence where the parcel must not leave, and nothing is stored', async () => {
    const frozen = await packedOrder({ payment: 'disputed' });
    const refunded = await packedOrder({ payment: 'refunded' });
    const cancelled = await packedOrder();
    await db().parcel.update({ where: { id: cancelled.parcelId }, data: { state: 'cancelled' } });
    for (const [order, code] of [
      [frozen, 'frozen'],
      [refunded, 'not_paid'],
      [cancelled, 'cancelled'],
    ] as const) {
      expect(await post(order.parcelId, tracking)).toEqual({
        status: 409,
        body: { error: { code, message: expect.stringMatching(/nothing was stored/i) } },
      });
      expect(await parcelsOf(order.orderId)).toMatchObject([{ trackingNumber: null }]);
      expect(await timelineOf(order.orderId)).toEqual([]);
    }
  });

  test('is refused for a parcel that is not there', async () => {
    for (const id of [randomUUID(), 'x', '../orders']) {
      expect(await post(id, tracking)).toMatchObject({ status: 404, body: { error: { code: 'no_parcel' } } });
    }
  });

  test('is refused, naming the field, where it is not what tracking looks like', async () => {
    const { parcelId } = await packedOrder();
    for (const [body, named] of [
      ['{', 'JSON'],
      ['[]', 'body'],
      ['"x"', 'body'],
      [{ tracking_number: 7 }, 'tracking_number'],
      [{ tracking_url: 'javascript:alert(1)' }, 'tracking_url'],
      [{ carrier: 'x'.repeat(81) }, 'carrier'],
      [{ shipped: 'yes' }, 'shipped'],
      [{ trackingNumber: 'X1' }, 'trackingNumber'],
    ] as const) {
      const answer = await post(parcelId, body);
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'malformed' } } });
      expect(answer.body.error.message).toContain(named);
    }
    expect(await post(parcelId, { carrier: 'x'.repeat(30_000) })).toMatchObject({ status: 413 });
  });

  test('needs a key that holds', async () => {
    const { orderId, parcelId } = await packedOrder();
    for (const authorization of [null, 'Bearer nonsense', `Bearer bk_${'x'.repeat(43)}`, `Basic ${key}`]) {
      expect(await post(parcelId, tracking, authorization)).toMatchObject({ status: 401 });
    }
    const other = await createApiKey('Old', actor);
    const known = await db().apiKey.findFirstOrThrow({ where: { name: 'Old' } });
    await revokeApiKey(known.id);
    expect(await post(parcelId, tracking, `Bearer ${other.created && other.key}`)).toMatchObject({
      status: 401,
    });
    expect(await parcelsOf(orderId)).toMatchObject([{ state: 'awaiting_shipment' }]);
  });
});
