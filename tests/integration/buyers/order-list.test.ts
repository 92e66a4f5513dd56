import { describe, expect, test } from 'vitest';
import { orderOfToken, orderToken } from '@/lib/buyer-view/order-link';
import { openFor, orderListToken, orderListUrl, readOrderListToken } from '@/lib/buyers/order-list-url';
import { db } from '@/lib/db';
import { loadOrderList } from '@/lib/orders/buyer/load-order-list';
import { requestOrderList } from '@/lib/orders/buyer/request-order-list';
import { sign } from '@/lib/signing';
import { useDatabase } from '../../support/database';
import { makeOrder } from '../buyer/make-order';
import { makeBuyer } from './make-buyer';

useDatabase();

const minute = 60_000;

/** An order of the buyer with this address. */
async function orderFrom(email: string, wish: Parameters<typeof makeOrder>[0] = {}) {
  const order = await makeOrder({ ...wish, email });
  const buyerId = await makeBuyer(email, 'Giulia Ferraris');
  await db().order.update({ where: { id: order.id }, data: { buyerId } });
  return { ...order, buyerId: buyerId ?? '' };
}

const mailsTo = (recipient: string) =>
  db().mailMessage.findMany({
    where: { template: 'order_list_link', recipient },
    orderBy: { queuedAt: 'asc' },
  });

describe('asking for the list', () => {
  test('sends its link to the address the orders were paid with, in the language of whoever asks', async () => {
    const { buyerId } = await orderFrom('lia@example.com');
    await requestOrderList(' LIA@example.com', 'it');
    expect(await mailsTo('lia@example.com')).toMatchObject([
      { orderId: null, locale: 'it', data: { buyerId }, state: 'queued' },
    ]);
  });

  test('sends nothing where nothing was bought, and answers as for anybody', async () => {
    const before = await db().mailMessage.count();
    expect(await requestOrderList('stranger@example.com', 'en')).toBeUndefined();
    await makeBuyer('looked-only@example.com');
    expect(await requestOrderList('looked-only@example.com', 'en')).toBeUndefined();
    expect(await db().mailMessage.count()).toBe(before);
  });

  test('sends one mail however often and however fast one asks, and another minutes later', async () => {
    await orderFrom('mara@example.com');
    const now = new Date();
    await Promise.all(Array.from({ length: 12 }, () => requestOrderList('mara@example.com', 'en', now)));
    expect(await mailsTo('mara@example.com')).toHaveLength(1);
    await requestOrderList('mara@example.com', 'en', new Date(now.getTime() + 4 * minute));
    expect(await mailsTo('mara@example.com')).toHaveLength(1);
    await requestOrderList('mara@example.com', 'en', new Date(now.getTime() + 6 * minute));
    expect(await mailsTo('mara@example.com')).toHaveLength(2);
  });
});

describe('the list', () => {
  test('holds every order of that address, newest first, and each leads to its own signed page', async () => {
    const older = await orderFrom('nora@example.com', {
      createdAt: new Date('2026-01-02T10:00:00Z'),
      lines: [{ slug: 'ciotola', quantity: 2 }, { slug: 'registri' }, { slug: 'brocca' }, { slug: 'ottava' }],
    });
    const newer = await orderFrom('nora@example.com', { payment: 'refunded' });
    await orderFrom('somebody.else@example.com');
    const list = await loadOrderList(newer.buyerId, 'it');
    expect(list?.email).toBe('nora@example.com');
    expect(list?.orders.map(({ id, state, more }) => ({ id, state, more }))).toEqual([
      { id: newer.id, state: 'refunded', more: 0 },
      { id: older.id, state: 'paid', more: 1 },
    ]);
    expect(list?.orders[1]?.items[0]).toMatchObject({ name: 'Ciotola', quantity: 2 });
    for (const { id, url } of list?.orders ?? []) expect(orderOfToken(url.split('/').at(-1) ?? '')).toBe(id);
  });

  test('opens by its link for half an hour and then no more', async () => {
    const { buyerId } = await orderFrom('olga@example.com');
    const now = new Date('2026-11-23T10:00:00Z');
    const url = new URL(orderListUrl(buyerId, now));
    expect(url.origin).toBe('http://shop.test');
    const token = url.pathname.split('/').at(-1) ?? '';
    const until = new Date(now.getTime() + openFor);
    expect(readOrderListToken(token, now)).toEqual({ state: 'open', buyerId, until });
    expect(readOrderListToken(token, new Date(until.getTime() - 1))).toMatchObject({ state: 'open' });
    expect(readOrderListToken(token, until)).toEqual({ state: 'closed' });
  });

  test('opens by no token that was tampered with, lengthened, or made for something else (I8)', async () => {
    const mine = await orderFrom('pia@example.com');
    const other = await orderFrom('rosa@example.com');
    const now = new Date();
    const [body, expiry, mark] = orderListToken(mine.buyerId, now).split('.');
    const [otherBody] = orderListToken(other.buyerId, now).split('.');
    const later = Math.floor((now.getTime() + 999 * minute) / 1000).toString(36);
    const forged = [
      `${otherBody}.${expiry}.${mark}`,
      `${body}.${later}.${mark}`,
      `${body}..${mark}`,
      `${body}.${expiry}.`,
      `${body}.${expiry}.${mark}x`,
      sign('order', mine.buyerId),
      sign('access', mine.buyerId, new Date(now.getTime() + minute)),
      sign('orders', mine.buyerId),
      orderToken(mine.id),
      '',
      '..',
      mine.buyerId,
    ];
    for (const token of forged) expect(readOrderListToken(token, now), token).toEqual({ state: 'unknown' });
    expect(orderOfToken(orderListToken(mine.buyerId, now))).toBeNull();
  });

  test('is nobody’s for a buyer there is not, or whose details were erased', async () => {
    const { buyerId } = await orderFrom('sara@example.com');
    await db().buyer.update({ where: { id: buyerId }, data: { email: null, erasedAt: new Date() } });
    expect(await loadOrderList(buyerId, 'en')).toBeNull();
    expect(await loadOrderList(crypto.randomUUID(), 'en')).toBeNull();
  });
});
