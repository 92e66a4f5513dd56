import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { pageSize, readPaging } from '@/lib/keyset';
import { listBuyers } from '@/lib/orders/merchant/list-buyers';
import { loadMerchantBuyer } from '@/lib/orders/merchant/load-buyer';
import { useDatabase } from '../../support/database';
import { makeOrder } from '../buyer/make-order';
import { plainOrder } from '../merchant/plain-order';
import { makeBuyer } from './make-buyer';

useDatabase();

const find = async (search = '') => (await listBuyers({ search, paging: null })).rows;

describe('the list of buyers', () => {
  beforeEach(async () => {
    await db().order.deleteMany();
    await db().buyer.deleteMany();
  });

  test('says how many orders each made, what they spent net of refunds in each currency, and when last', async () => {
    const buyerId = await makeBuyer('ada@example.com', 'Ada Rossi');
    const last = new Date('2026-11-20T10:00:00Z');
    await plainOrder({ buyerId, amountTotal: 5000, createdAt: new Date('2026-11-01T10:00:00Z') });
    await plainOrder({
      buyerId,
      amountTotal: 3000,
      amountRefunded: 1000,
      payment: 'partly_refunded',
      createdAt: last,
    });
    await plainOrder({
      buyerId,
      amountTotal: 700,
      amountRefunded: 700,
      payment: 'refunded',
      createdAt: new Date('2026-11-02T10:00:00Z'),
    });
    await plainOrder({
      buyerId,
      amountTotal: 900,
      payment: 'awaiting',
      createdAt: new Date('2026-11-03T10:00:00Z'),
    });
    await plainOrder({
      buyerId,
      amountTotal: 1200,
      currency: 'usd',
      createdAt: new Date('2026-11-04T10:00:00Z'),
    });
    expect(await find()).toMatchObject([
      {
        email: 'ada@example.com',
        name: 'Ada Rossi',
        orders: 5,
        spent: [
          { currency: 'eur', amount: 7000 },
          { currency: 'usd', amount: 1200 },
        ],
        lastOrderAt: last,
      },
    ]);
  });

  test('finds by any part of a name or an address, and takes no character for a wildcard', async () => {
    await makeBuyer('ada.rossi@example.com', 'Ada Rossi');
    await makeBuyer('bob_b@example.org', 'Bob');
    await makeBuyer('bobxb@example.org', null);
    expect((await find('ROSSI')).map(({ email }) => email)).toEqual(['ada.rossi@example.com']);
    expect((await find('bob_b')).map(({ email }) => email)).toEqual(['bob_b@example.org']);
    expect(await find('example.org')).toHaveLength(2);
    for (const nothing of ['%', 'nobody', "'; DROP TABLE buyer; --"]) expect(await find(nothing)).toEqual([]);
  });

  test('leaves out who was erased', async () => {
    const id = await makeBuyer('gone@example.com');
    await db().buyer.update({ where: { id }, data: { email: null, erasedAt: new Date() } });
    expect(await find()).toEqual([]);
  });

  test('shows every buyer once over its pages, and stays put while new ones arrive', async () => {
    const total = pageSize + 7;
    const moment = new Date('2026-11-01T12:00:00Z');
    await db().buyer.createMany({
      data: Array.from({ length: total }, (_, n) => ({
        email: `b${n}@example.com`,
        createdAt: n % 3 === 0 ? moment : new Date(moment.getTime() + n),
      })),
    });
    const page = (params: { older?: string | null; newer?: string | null }) =>
      listBuyers({ search: '', paging: readPaging(params, 'uuid') });
    const first = await page({});
    await makeBuyer('late@example.com');
    const second = await page({ older: first.older });
    const seen = new Set([...first.rows, ...second.rows].map(({ id }) => id));
    expect(seen.size).toBe(total);
    expect(second.older).toBeNull();
    expect((await page({ newer: second.newer })).rows.at(-1)?.id).toBe(first.rows.at(-1)?.id);
  });
});

describe('the page of a buyer', () => {
  test('holds all their orders with what they granted, and who they are at Stripe', async () => {
    const buyerId = await makeBuyer('giulia@example.com', 'Giulia Ferraris');
    const other = await makeBuyer('other@example.com');
    const keys = await makeOrder({ lines: [{ slug: 'registri', quantity: 2 }, { slug: 'comporre-a-mano' }] });
    const bowl = await makeOrder();
    const strange = await makeOrder();
    await db().order.update({ where: { id: keys.id }, data: { buyerId, customerId: 'cus_1' } });
    await db().order.update({ where: { id: bowl.id }, data: { buyerId, customerId: 'cus_1' } });
    await db().order.update({ where: { id: strange.id }, data: { buyerId: other, customerId: 'cus_2' } });
    const found = await loadMerchantBuyer(buyerId, 'it');
    expect(found?.rows.map(({ number }) => number).sort()).toEqual([keys.number, bowl.number].sort());
    expect(found?.orders).toBe(2);
    expect(found?.keys).toHaveLength(2);
    expect(found?.keys[0]).toMatchObject({ product: 'Registri per Ottava', orderNumber: keys.number });
    expect(found?.entitlements).toMatchObject([
      { orderNumber: keys.number, subscription: false, revokedAt: null },
    ]);
    expect(found?.customers).toEqual([{ id: 'cus_1', livemode: false }]);
  });

  test('is not there for an ID that is nobody’s', async () => {
    expect(await loadMerchantBuyer(crypto.randomUUID(), 'en')).toBeNull();
  });
});
