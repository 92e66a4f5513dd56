import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { correctTracking } from '@/lib/orders/parcels/correct-tracking';
import { deliverParcel } from '@/lib/orders/parcels/deliver-parcel';
import { shipParcel } from '@/lib/orders/parcels/ship-parcel';
import { splitParcel } from '@/lib/orders/parcels/split-parcel';
import { useDatabase } from '../../support/database';
import { actor, mailsOf, packedOrder, parcelsOf, timelineOf, unitsInParcels } from './packed-order';

useDatabase();
afterEach(() => db().order.deleteMany());

const form = (parcelId: string, fields: object = {}) => ({
  parcelId,
  carrier: ' poste ',
  trackingNumber: 'RA 1',
  trackingUrl: '',
  ...fields,
});

describe('sending a parcel whole', () => {
  test('happens once, whoever presses how often; the buyer is told once', async () => {
    const { orderId, number, parcelId } = await packedOrder();
    const results = await Promise.all([1, 2, 3, 4].map(() => shipParcel(form(parcelId), actor)));
    expect(results.filter(({ shipped }) => shipped)).toEqual([
      {
        shipped: true,
        order: `B-${number}`,
        carrier: 'Poste Italiane',
        trackingNumber: 'RA 1',
        rest: null,
        mailed: true,
      },
    ]);
    for (const result of results) {
      if (!result.shipped)
        expect(result).toMatchObject({ reason: 'already_shipped', shippedAt: expect.any(Date) });
    }
    expect(await parcelsOf(orderId)).toMatchObject([
      { number: 1, state: 'shipped', carrier: 'poste_italiane', trackingNumber: 'RA 1', trackingUrl: null },
    ]);
    expect(await timelineOf(orderId)).toEqual(['parcel_shipped']);
    expect(await mailsOf(orderId)).toEqual([`shipped:${parcelId}`]);
    expect(await db().mailMessage.findFirst({ where: { orderId } })).toMatchObject({
      template: 'shipped',
      recipient: 'ada@example.com',
      data: { parcelId },
    });
  });

  test('of an order that a person made is the same', async () => {
    const { orderId, number, parcelId } = await packedOrder();
    const person = { id: randomUUID(), name: 'Ottavia', email: `${randomUUID()}@shop.test` };
    const { id: madeById } = await db().merchantUser.create({ data: person });
    await db().order.update({
      where: { id: orderId },
      data: { origin: 'person', madeById, sessionId: null, sessionCreatedAt: null, paymentIntentId: null },
    });
    const results = await Promise.all([1, 2].map(() => shipParcel(form(parcelId), actor)));
    expect(results.filter(({ shipped }) => shipped)).toMatchObject([{ order: `B-${number}`, mailed: true }]);
    expect(await parcelsOf(orderId)).toMatchObject([{ state: 'shipped' }]);
    expect(await timelineOf(orderId)).toEqual(['parcel_shipped']);
  });

  test('tells nobody where no address is known, and says so', async () => {
    const { orderId, parcelId } = await packedOrder({ email: null });
    expect(await shipParcel(form(parcelId), actor)).toMatchObject({ shipped: true, mailed: false });
    expect(await mailsOf(orderId)).toEqual([]);
  });

  test('is refused, with the reason, for what must not leave', async () => {
    const refusal = async (wish: Parameters<typeof packedOrder>[0]) => {
      const { orderId, parcelId } = await packedOrder(wish);
      const result = await shipParcel(form(parcelId), actor);
      expect(await timelineOf(orderId)).toEqual([]);
      expect(await mailsOf(orderId)).toEqual([]);
      return result.shipped ? null : result.reason;
    };
    expect(await refusal({ payment: 'disputed' })).toBe('frozen');
    expect(await refusal({ payment: 'refunded' })).toBe('not_paid');
    expect(await refusal({ payment: 'awaiting' })).toBe('not_paid');
    const { parcelId } = await packedOrder();
    await db().parcel.update({ where: { id: parcelId }, data: { state: 'cancelled' } });
    expect(await shipParcel(form(parcelId), actor)).toMatchObject({ reason: 'cancelled' });
    expect(await shipParcel(form(randomUUID()), actor)).toMatchObject({ reason: 'no_parcel' });
  });

  test('goes on after a dispute that was won', async () => {
    const { orderId, parcelId } = await packedOrder({ payment: 'disputed' });
    expect(await shipParcel(form(parcelId), actor)).toMatchObject({ reason: 'frozen' });
    await db().order.update({ where: { id: orderId }, data: { payment: 'paid' } });
    expect(await shipParcel(form(parcelId), actor)).toMatchObject({ shipped: true });
  });

  test('refuses a form that cannot be', async () => {
    const { orderId, parcelId, fulfillments } = await packedOrder();
    const unit = fulfillments[0] ?? '';
    for (const malformed of [
      null,
      {},
      form('x'),
      form(parcelId, { carrier: 'x'.repeat(81) }),
      form(parcelId, { trackingUrl: 'javascript:alert(1)' }),
      form(parcelId, { units: { [unit]: '1.5' } }),
      form(parcelId, { units: { [unit]: '-1' } }),
      form(parcelId, { units: { [unit]: 'two' } }),
      form(parcelId, { units: { x: '1' } }),
    ]) {
      expect(await shipParcel(malformed, actor)).toMatchObject({ reason: 'malformed' });
    }
    expect(await parcelsOf(orderId)).toMatchObject([{ state: 'awaiting_shipment' }]);
  });
});

describe('sending a part of a parcel', () => {
  test('leaves the rest waiting in a parcel of its own, as long as the first has waited', async () => {
    const createdAt = new Date('2026-11-01T10:00:00Z');
    const { orderId, parcelId, fulfillments } = await packedOrder({ createdAt });
    const [bowl = '', print = ''] = fulfillments;
    const result = await shipParcel(form(parcelId, { units: { [bowl]: '1', [print]: '1' } }), actor);
    expect(result).toMatchObject({ shipped: true, rest: 2 });
    expect(await parcelsOf(orderId)).toMatchObject([
      {
        id: parcelId,
        number: 1,
        state: 'shipped',
        items: [
          { fulfillmentId: bowl, quantity: 1 },
          { fulfillmentId: print, quantity: 1 },
        ],
      },
      { number: 2, state: 'awaiting_shipment', createdAt, items: [{ fulfillmentId: bowl, quantity: 2 }] },
    ]);
    expect(await timelineOf(orderId)).toEqual(['parcel_split', 'parcel_shipped']);
    expect(await unitsInParcels(orderId)).toEqual([
      { granted: 3, packed: 3 },
      { granted: 1, packed: 1 },
    ]);
  });

  test('says why it does nothing where nothing, or more than there is, was chosen', async () => {
    const { orderId, parcelId, fulfillments } = await packedOrder();
    const [bowl = '', print = ''] = fulfillments;
    const ship = (units: object) => shipParcel(form(parcelId, { units }), actor);
    expect(await ship({ [bowl]: 0, [print]: 0 })).toMatchObject({ reason: 'nothing_chosen' });
    expect(await ship({ [bowl]: 4 })).toMatchObject({ reason: 'changed' });
    expect(await ship({ [randomUUID()]: 1 })).toMatchObject({ reason: 'changed' });
    expect(await parcelsOf(orderId)).toHaveLength(1);
  });

  test('by many hands at once keeps every unit in one parcel', async () => {
    const { orderId, parcelId, fulfillments } = await packedOrder({
      lines: [
        { slug: 'ciotola', quantity: 7 },
        { slug: 'e-commerciale', quantity: 5 },
      ],
    });
    const [bowl = '', print = ''] = fulfillments;
    const presses = [
      ...[1, 2, 3].map((units) => splitParcel({ parcelId, units: { [bowl]: units, [print]: 2 } }, actor)),
      ...[1, 2, 3].map(() => shipParcel(form(parcelId, { units: { [bowl]: 1 } }), actor)),
      ...[4, 5].map((units) => splitParcel({ parcelId, units: { [bowl]: units } }, actor)),
      shipParcel(form(parcelId), actor),
    ];
    const results = await Promise.all(presses);
    expect(await unitsInParcels(orderId)).toEqual([
      { granted: 7, packed: 7 },
      { granted: 5, packed: 5 },
    ]);
    const parcels = await parcelsOf(orderId);
    expect(parcels.filter(({ state }) => state === 'shipped')).toHaveLength(1);
    expect(results.filter((result) => 'shipped' in result && result.shipped)).toHaveLength(1);
    expect(parcels.map(({ number }) => number)).toEqual(parcels.map((_, index) => index + 1));
    expect(parcels.every(({ items }) => items.length > 0)).toBe(true);

    // Then the rest, one after the other, until nothing waits.
    for (const { id, state } of parcels) {
      if (state === 'awaiting_shipment')
        expect(await shipParcel(form(id), actor)).toMatchObject({ shipped: true });
    }
    expect(await unitsInParcels(orderId)).toEqual([
      { granted: 7, packed: 7 },
      { granted: 5, packed: 5 },
    ]);
    expect(await mailsOf(orderId)).toHaveLength(parcels.length);
  });
});

describe('splitting a parcel without sending it', () => {
  test('makes two that wait, also while the payment is disputed', async () => {
    const { orderId, parcelId, fulfillments } = await packedOrder({ payment: 'disputed' });
    const [bowl = ''] = fulfillments;
    expect(await splitParcel({ parcelId, units: { [bowl]: '2' } }, actor)).toMatchObject({
      split: true,
      rest: 2,
    });
    const parcels = await parcelsOf(orderId);
    expect(parcels.map(({ state, items }) => [state, items.map(({ quantity }) => quantity)])).toEqual([
      ['awaiting_shipment', [2]],
      ['awaiting_shipment', [1, 1]],
    ]);
    expect(await timelineOf(orderId)).toEqual(['parcel_split']);
  });

  test('says exactly why it did nothing', async () => {
    const { parcelId, fulfillments } = await packedOrder();
    const [bowl = '', print = ''] = fulfillments;
    const split = async (units: object, id = parcelId) => {
      const result = await splitParcel({ parcelId: id, units }, actor);
      return result.split ? null : result.reason;
    };
    expect(await split({ [bowl]: 3, [print]: 1 })).toBe('all_chosen');
    expect(await split({})).toBe('nothing_chosen');
    expect(await split({ [bowl]: 9 })).toBe('changed');
    expect(await split({ [bowl]: 1 }, randomUUID())).toBe('no_parcel');
    expect(await splitParcel({ parcelId }, actor)).toEqual({ split: false, reason: 'malformed' });
    await shipParcel(form(parcelId), actor);
    expect(await split({ [bowl]: 1 })).toBe('already_shipped');
  });
});

describe('a parcel that has left', () => {
  test('arrives once', async () => {
    const { orderId, parcelId } = await packedOrder();
    expect(await deliverParcel({ parcelId }, actor)).toMatchObject({ delivered: false, reason: 'not_sent' });
    await shipParcel(form(parcelId), actor);
    const results = await Promise.all([1, 2, 3].map(() => deliverParcel({ parcelId }, actor)));
    expect(results.filter(({ delivered }) => delivered)).toHaveLength(1);
    expect(results.filter((one) => !one.delivered && one.reason === 'already_delivered')).toHaveLength(2);
    expect(await parcelsOf(orderId)).toMatchObject([{ state: 'delivered', deliveredAt: expect.any(Date) }]);
    expect(await timelineOf(orderId)).toEqual(['parcel_shipped', 'parcel_delivered']);
    for (const input of [null, {}, { parcelId: 'x' }, { parcelId: randomUUID() }]) {
      expect(await deliverParcel(input, actor)).toMatchObject({ reason: 'no_parcel' });
    }
  });

  test('gets its tracking corrected without a second mail, unless one is asked for', async () => {
    const { orderId, parcelId } = await packedOrder();
    const correct = (fields: object) => correctTracking(form(parcelId, fields), actor);
    expect(await correct({})).toEqual({ corrected: false, reason: 'not_sent' });
    await shipParcel(form(parcelId), actor);
    expect(await correct({})).toEqual({ corrected: false, reason: 'same' });

    expect(await correct({ trackingNumber: 'RA 2' })).toMatchObject({ corrected: true, mailed: false });
    expect(await mailsOf(orderId)).toHaveLength(1);

    const twice = await Promise.all([1, 2].map(() => correct({ carrier: 'BRT', tellBuyer: 'on' })));
    expect(twice.filter(({ corrected }) => corrected)).toMatchObject([{ carrier: 'BRT', mailed: true }]);
    expect(await mailsOf(orderId)).toHaveLength(2);
    expect(await correct({ carrier: 'SDA', tellBuyer: 'on' })).toMatchObject({ mailed: true });
    expect(await mailsOf(orderId)).toHaveLength(3);

    expect(await correct({ carrier: '', trackingNumber: '' })).toMatchObject({
      corrected: true,
      carrier: null,
    });
    expect(await parcelsOf(orderId)).toMatchObject([
      { carrier: null, trackingNumber: null, state: 'shipped' },
    ]);
    expect(await timelineOf(orderId)).toEqual(['parcel_shipped', ...Array(4).fill('tracking_corrected')]);
    expect(await correct({ trackingUrl: 'data:text/html,x' })).toMatchObject({ reason: 'malformed' });
  });
});
