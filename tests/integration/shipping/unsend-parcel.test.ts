import { afterEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { correctTracking } from '@/lib/orders/parcels/correct-tracking';
import { deliverParcel } from '@/lib/orders/parcels/deliver-parcel';
import { shipParcel } from '@/lib/orders/parcels/ship-parcel';
import { unsendParcel } from '@/lib/orders/parcels/unsend-parcel';
import { takeTracking } from '@/lib/outgoing/take-tracking';
import { useDatabase } from '../../support/database';
import { actor, mailsOf, packedOrder, parcelsOf, timelineOf, unitsInParcels } from './packed-order';

/** A parcel was marked as sent, and never left. */
useDatabase();
afterEach(() => db().order.deleteMany());

const tracking = { carrier: 'poste', trackingNumber: 'RA 1', trackingUrl: '' };
const statesOf = async (orderId: string) =>
  (await db().mailMessage.findMany({ where: { orderId }, orderBy: { queuedAt: 'asc' } })).map(
    ({ state }) => state,
  );

test('it waits again without its tracking, once, and the mail that had not gone is not sent', async () => {
  const { orderId, number, parcelId } = await packedOrder();
  await shipParcel({ parcelId, ...tracking }, actor);
  const results = await Promise.all([1, 2, 3].map(() => unsendParcel({ parcelId }, actor)));
  expect(results.filter(({ unsent }) => unsent)).toEqual([
    { unsent: true, order: `B-${number}`, told: false },
  ]);
  for (const result of results) if (!result.unsent) expect(result.reason).toBe('not_sent');
  expect(await parcelsOf(orderId)).toMatchObject([
    { state: 'awaiting_shipment', shippedAt: null, carrier: null, trackingNumber: null, trackingUrl: null },
  ]);
  expect(await statesOf(orderId)).toEqual(['dropped']);
  expect(await timelineOf(orderId)).toEqual(['parcel_shipped', 'parcel_unsent']);
});

test('the buyer is told once more when it leaves, and only then', async () => {
  const { orderId, parcelId } = await packedOrder();
  await shipParcel({ parcelId, ...tracking }, actor);
  await db().mailMessage.updateMany({ where: { orderId }, data: { state: 'sent' } });
  expect(await unsendParcel({ parcelId }, actor)).toMatchObject({ unsent: true, told: true });
  expect(await mailsOf(orderId)).toEqual([`shipped:${parcelId}`]);
  expect(await shipParcel({ parcelId, ...tracking }, actor)).toMatchObject({ shipped: true, mailed: true });
  expect(await mailsOf(orderId)).toEqual([`shipped:${parcelId}`, `shipped:${parcelId}:1`]);
  const corrected = { parcelId, ...tracking, trackingNumber: 'RA 2', tellBuyer: 'on' };
  expect(await correctTracking(corrected, actor)).toMatchObject({ mailed: true });
  expect((await mailsOf(orderId)).at(-1)).toBe(`shipped:${parcelId}:2`);
});

test('of an order in two parcels only that one waits again, with every unit in one of them', async () => {
  const { orderId, parcelId, fulfillments } = await packedOrder();
  const [bowls = ''] = fulfillments;
  await shipParcel({ parcelId, ...tracking, units: { [bowls]: '2' } }, actor);
  expect((await parcelsOf(orderId)).map(({ state }) => state)).toEqual(['shipped', 'awaiting_shipment']);
  expect(await unsendParcel({ parcelId }, actor)).toMatchObject({ unsent: true });
  for (const { granted, packed } of await unitsInParcels(orderId)) expect(packed).toBe(granted);
  expect(await shipParcel({ parcelId, ...tracking }, actor)).toMatchObject({ shipped: true });
});

test('it is refused, with the reason, where it cannot be so', async () => {
  const refusal = async (change: (of: Awaited<ReturnType<typeof packedOrder>>) => Promise<unknown>) => {
    const order = await packedOrder();
    await shipParcel({ parcelId: order.parcelId, ...tracking }, actor);
    await change(order);
    const before = (await parcelsOf(order.orderId))[0];
    const result = await unsendParcel({ parcelId: order.parcelId }, actor);
    expect((await parcelsOf(order.orderId))[0]).toEqual(before);
    return result.unsent ? null : result.reason;
  };
  const orderBecomes = (data: Parameters<ReturnType<typeof db>['order']['update']>[0]['data']) =>
    refusal(({ orderId: id }) => db().order.update({ where: { id }, data }));
  expect(await refusal(({ parcelId }) => deliverParcel({ parcelId }, actor))).toBe('already_delivered');
  expect(
    await refusal(({ fulfillments: [id = ''] }) =>
      db().fulfillment.update({ where: { id }, data: { units: 1 } }),
    ),
  ).toBe('refunded_since');
  expect(await orderBecomes({ payment: 'disputed' })).toBe('frozen');
  expect(await orderBecomes({ erasedAt: new Date(), email: null })).toBe('erased');
  expect(await unsendParcel({ parcelId: 'nonsense' }, actor)).toMatchObject({ reason: 'no_parcel' });
  const { parcelId } = await packedOrder();
  await takeTracking(parcelId, { carrier: 'dhl', tracking_number: 'D1' }, 'warehouse');
  expect(await unsendParcel({ parcelId }, actor)).toMatchObject({ reason: 'sent_by_system' });
});
