import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { loadBuyerOrder } from '@/lib/buyer-view/buyer-order';
import { lineName } from '@/lib/catalogue/line-name';
import { db } from '@/lib/db';
import { pageSize, readPaging } from '@/lib/keyset';
import { deliverParcel } from '@/lib/orders/parcels/deliver-parcel';
import { countParcels, listParcels, type ParcelFilter } from '@/lib/orders/parcels/list-parcels';
import { loadSlips } from '@/lib/orders/parcels/load-slips';
import { shipParcel } from '@/lib/orders/parcels/ship-parcel';
import { useDatabase } from '../../support/database';
import { actor, packedOrder, parcelsOf } from './packed-order';

useDatabase();
afterEach(() => db().order.deleteMany());

const day = (number: number) => new Date(Date.UTC(2026, 9, number));
const oneBowl = [{ slug: 'ciotola', quantity: 1 }];
const ship = (parcelId: string, units?: object) =>
  shipParcel({ parcelId, carrier: 'BRT', trackingNumber: '7', units }, actor);

/** Walks a list from its first page to its last and back, and returns the order numbers of both ways. */
async function walk(filter: ParcelFilter) {
  const down: (number | null)[] = [];
  let page = await listParcels(filter, null);
  down.push(...page.rows.map(({ orderNumber }) => orderNumber));
  while (page.older) {
    page = await listParcels(filter, readPaging({ older: page.older }, 'uuid'));
    down.push(...page.rows.map(({ orderNumber }) => orderNumber));
  }
  const up = page.rows.map(({ orderNumber }) => orderNumber);
  while (page.newer) {
    page = await listParcels(filter, readPaging({ newer: page.newer }, 'uuid'));
    up.unshift(...page.rows.map(({ orderNumber }) => orderNumber));
  }
  return { down, up: [...new Set(up)] };
}

const nameOf = async (slug: string, locale: string) =>
  (await db().productText.findFirstOrThrow({ where: { locale, product: { slug } } })).name;

describe('the list of parcels', () => {
  test('shows what waits, the longest wait first, page by page, down and up', async () => {
    const numbers: number[] = [];
    // Some of them at the very same instant.
    for (let index = 0; index < pageSize * 2 + 3; index++) {
      const { number } = await packedOrder({ createdAt: day(1 + Math.floor(index / 4)), lines: oneBowl });
      numbers.push(number);
    }
    const { down, up } = await walk('waiting');
    expect(down).toEqual(numbers);
    expect(up).toEqual(numbers);
    expect(await countParcels()).toEqual({ waiting: numbers.length, shipped: 0, delivered: 0 });
  });

  test('shows what was sent, the last one first, and what has arrived apart', async () => {
    const orders = [];
    for (const when of [3, 1, 2]) orders.push(await packedOrder({ createdAt: day(when), lines: oneBowl }));
    for (const { parcelId } of orders) await ship(parcelId);
    await deliverParcel({ parcelId: orders[1]?.parcelId }, actor);
    expect((await walk('shipped')).down).toEqual([orders[2]?.number, orders[0]?.number]);
    expect((await walk('delivered')).down).toEqual([orders[1]?.number]);
    expect((await walk('waiting')).down).toEqual([]);
    expect(await countParcels()).toEqual({ waiting: 0, shipped: 2, delivered: 1 });
  });

  test('says where a parcel goes, what is in it, what follows, and what must not leave', async () => {
    const { parcelId, fulfillments } = await packedOrder({
      payment: 'disputed',
      lines: [
        { slug: 'ciotola', quantity: 3, granted: 2, state: 'back_ordered' },
        { slug: 'e-commerciale', quantity: 1 },
        { slug: 'brocca', quantity: 2, granted: 0, state: 'back_ordered' },
      ],
    });
    const { rows } = await listParcels('waiting', null);
    expect(rows).toMatchObject([
      {
        id: parcelId,
        place: 1,
        of: 1,
        name: 'Ada Rossi',
        city: 'Torino',
        country: 'IT',
        shippingOption: 'Tracked post',
        items: [
          { fulfillmentId: fulfillments[0], quantity: 2 },
          { fulfillmentId: fulfillments[1], quantity: 1 },
        ],
        held: 'frozen',
        backOrdered: [{ quantity: 1 }, { quantity: 2 }],
      },
    ]);
    const things = rows.flatMap(({ items, backOrdered }) => [...items, ...backOrdered]);
    for (const locale of ['it', 'en']) {
      const named = await Promise.all(
        ['ciotola', 'e-commerciale', 'ciotola', 'brocca'].map((slug) => nameOf(slug, locale)),
      );
      expect(things.map((thing) => lineName(thing, locale))).toEqual(named);
    }
  });
});

describe('a packing slip', () => {
  test('lists what is in the parcel, what went before, what follows and what is back-ordered', async () => {
    const { orderId, parcelId, fulfillments, number } = await packedOrder({
      locale: 'it',
      lines: [
        { slug: 'ciotola', quantity: 3, granted: 2, state: 'back_ordered' },
        { slug: 'e-commerciale', quantity: 1 },
      ],
    });
    const [bowl = ''] = fulfillments;
    await ship(parcelId, { [bowl]: 1 });
    const [, second] = await parcelsOf(orderId);
    const [slip] = await loadSlips([second?.id ?? '']);
    expect(slip).toMatchObject({
      locale: 'it',
      orderNumber: `B-${number}`,
      place: 2,
      of: 2,
      shippedAt: null,
      shipTo: { name: 'Ada Rossi', lines: ['Via Po 1', '10123 Torino (TO)', 'Italia'] },
      items: [
        { name: await nameOf('ciotola', 'it'), quantity: 1 },
        { name: await nameOf('e-commerciale', 'it'), quantity: 1 },
      ],
      others: [{ place: 1, sent: true, items: [{ quantity: 1 }] }],
      backOrdered: [{ name: await nameOf('ciotola', 'it'), quantity: 1 }],
      stopped: false,
    });
    // Nothing about money: the parcel may be a present.
    expect(JSON.stringify(slip)).not.toMatch(/amount|price|eur|1000/i);
  });

  test('comes in the order asked for, without those that are not there or were called off', async () => {
    const first = await packedOrder({ lines: oneBowl });
    const second = await packedOrder({ lines: oneBowl, payment: 'disputed' });
    const third = await packedOrder({ lines: oneBowl });
    await db().parcel.update({ where: { id: third.parcelId }, data: { state: 'cancelled' } });
    const slips = await loadSlips([second.parcelId, randomUUID(), third.parcelId, first.parcelId]);
    expect(slips.map(({ parcelId, stopped }) => [parcelId, stopped])).toEqual([
      [second.parcelId, true],
      [first.parcelId, false],
    ]);
    expect(await loadSlips([])).toEqual([]);
  });

  test('has one row for a thing that was bought in two lines', async () => {
    const { parcelId } = await packedOrder({ lines: [...oneBowl, { slug: 'ciotola', quantity: 2 }] });
    const [slip] = await loadSlips([parcelId]);
    expect(slip?.items).toMatchObject([{ quantity: 3 }]);
  });
});

test('the buyer’s page knows each parcel, where to follow it, and what comes later', async () => {
  const { orderId, parcelId, fulfillments } = await packedOrder({
    lines: [{ slug: 'ciotola', quantity: 3, granted: 2, state: 'back_ordered' }],
  });
  await ship(parcelId, { [fulfillments[0] ?? '']: 1 });
  const order = await loadBuyerOrder(orderId, 'en');
  expect(order?.parcels).toMatchObject([
    { state: 'shipped', carrier: 'BRT', trackingNumber: '7', items: [{ quantity: 1 }] },
    { state: 'awaiting_shipment', carrier: null, trackingLink: null, items: [{ quantity: 1 }] },
  ]);
  expect(order?.parcels[0]?.trackingLink).toContain('brt.it');
  expect(order?.backOrdered).toMatchObject([{ quantity: 1 }]);
});
