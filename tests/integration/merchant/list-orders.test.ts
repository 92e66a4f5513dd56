import { randomUUID } from 'node:crypto';
import { createTranslator } from 'next-intl';
import { beforeEach, describe, expect, test } from 'vitest';
import { lineName } from '@/lib/catalogue/line-name';
import { db } from '@/lib/db';
import { attentionWords } from '@/lib/fulfillment/attention-words';
import { loadMessages } from '@/lib/i18n/messages';
import { pageSize, readPaging } from '@/lib/keyset';
import { listOrders, type OrderRow } from '@/lib/orders/merchant/list-orders';
import { countOrders } from '@/lib/orders/merchant/order-counts';
import { type OrderFilter, orderFilters } from '@/lib/orders/merchant/order-filters';
import { ordersPulse } from '@/lib/orders/merchant/pulse';
import { takingsToday } from '@/lib/reports/takings';
import { useDatabase } from '../../support/database';
import { plainOrder } from './plain-order';

useDatabase();

beforeEach(async () => {
  await db().order.deleteMany();
});

const numbers = (rows: OrderRow[]) => rows.map(({ number }) => number);

async function find(filter: OrderFilter, search = ''): Promise<(number | null)[]> {
  const { rows } = await listOrders({ filter, search, paging: null });
  return numbers(rows).sort();
}

describe('the filters', () => {
  test('each show the orders of their state, and count as many', async () => {
    await plainOrder({ number: 1 });
    await plainOrder({ number: 2, parcel: 'awaiting_shipment' });
    await plainOrder({ number: 3, parcel: 'shipped' });
    await plainOrder({ number: 4, payment: 'awaiting' });
    await plainOrder({ number: 5, payment: 'failed' });
    await plainOrder({ number: 6, payment: 'failed' });
    await plainOrder({
      number: 7,
      fulfillment: 'needs_attention',
      attention: [{ code: 'no_lines' }],
    });
    await plainOrder({ number: 8, fulfillment: 'unfulfilled' });
    await plainOrder({ number: 9, fulfillment: 'partly_fulfilled', parcel: 'awaiting_shipment' });
    await plainOrder({ number: 10, payment: 'refunded', fulfillment: 'cancelled', parcel: 'cancelled' });
    await plainOrder({ number: 11, payment: 'partly_refunded' });
    await plainOrder({ number: 12, payment: 'disputed' });
    const odd = await plainOrder({ number: 13 });
    await db().order.update({ where: { id: odd.id }, data: { amountDifference: -690 } });
    const { id: variantId, productId } = await db().productVariant.findFirstOrThrow({
      where: { stock: { isNot: null } },
    });
    for (const number of [14, 15]) {
      const fulfillment = number === 14 ? 'unfulfilled' : 'partly_fulfilled';
      const { id: orderId } = await plainOrder({ number, fulfillment });
      const waiting = { productId, variantId, state: 'back_ordered', backOrderedAt: new Date() } as const;
      await db().orderLine.updateMany({ where: { orderId }, data: waiting });
    }
    const expected: Record<OrderFilter, number[]> = {
      all: [1, 10, 11, 12, 13, 14, 15, 2, 3, 4, 5, 6, 7, 8, 9],
      attention: [7, 8, 9],
      back_ordered: [14, 15],
      awaiting: [4],
      to_ship: [2, 9],
      fulfilled: [1, 11, 12, 13, 2, 3],
      failed: [5, 6],
      refunded: [10, 11, 12],
      differs: [13],
    };
    const counts = await countOrders();
    for (const filter of orderFilters) {
      expect(await find(filter), filter).toEqual(expected[filter].sort());
      expect(counts[filter], filter).toBe(expected[filter].length);
    }
  });

  test('show what was bought, and why it needs a hand, by the names of the reader’s language', async () => {
    const product = await db().product.findFirstOrThrow({
      where: { slug: 'brocca' },
      include: { texts: true },
    });
    const { id: orderId } = await plainOrder();
    const line = await db().orderLine.findFirstOrThrow({ where: { orderId } });
    const reason = { code: 'out_of_stock', lineId: line.id, wanted: 1, missing: 1 } as const;
    await db().orderLine.update({
      where: { id: line.id },
      data: { productId: product.id, state: 'needs_attention', attention: reason },
    });
    await db().order.update({
      where: { id: orderId },
      data: { fulfillment: 'needs_attention', attention: [reason] },
    });
    const { rows } = await listOrders({ filter: 'attention', search: '', paging: null });
    for (const locale of ['it', 'en'] as const) {
      const name = product.texts.find((text) => text.locale === locale)?.name ?? '';
      expect(rows.flatMap(({ lines }) => lines.map((one) => lineName(one, locale)))).toEqual([name]);
      const t = createTranslator({ locale, messages: await loadMessages(locale) });
      const words = attentionWords(rows[0]?.attention ?? null, t, locale);
      expect(words).toEqual([expect.stringContaining(name)]);
    }
  });

  test('no paid order is missing from both what is done and what needs a hand', async () => {
    for (const payment of ['paid', 'partly_refunded'] as const) {
      await plainOrder({ payment });
      await plainOrder({ payment, fulfillment: 'unfulfilled' });
      await plainOrder({ payment, fulfillment: 'partly_fulfilled' });
      await plainOrder({
        payment,
        fulfillment: 'needs_attention',
        attention: [{ code: 'no_lines' }],
      });
    }
    const shown = new Set([...(await find('attention')), ...(await find('fulfilled'))]);
    expect(shown.size).toBe(8);
  });
});

describe('the search', () => {
  test('finds by number, Stripe’s IDs, and any part of name and address', async () => {
    const ada = await plainOrder({ number: 1042, email: 'Ada.Rossi@Example.com', name: 'Ada Rossi' });
    const bob = await plainOrder({
      number: 1043,
      email: 'bob_b@example.org',
      name: null,
      subscriptionId: 'sub_1',
    });
    await plainOrder({ number: 1044, email: 'bobxb@example.org', name: 'Cleo' });
    for (const search of [
      'B-1042',
      '1042',
      ada.sessionId ?? '',
      ada.paymentIntentId ?? '',
      'ada.rossi@example.com',
      'rossi',
    ]) {
      expect(await find('all', search), search).toEqual([1042]);
    }
    expect(await find('all', 'sub_1')).toEqual([bob.number]);
    expect(await find('all', 'bob_b@')).toEqual([1043]);
    expect(await find('all', 'example')).toHaveLength(3);
    expect(await find('awaiting', 'rossi')).toEqual([]);
    for (const nothing of ['%', 'B-999999999', 'cs_test_none', "'; DROP TABLE orders; --"]) {
      expect(await find('all', nothing), nothing).toEqual([]);
    }
  });
});

describe('the pages', () => {
  test('show every order once, however many share a moment, and stay put while new ones arrive', async () => {
    const moment = new Date('2026-11-01T12:00:00.000Z');
    const total = pageSize * 2 + 7;
    for (let n = 1; n <= total; n++) {
      await plainOrder({ number: n, createdAt: n % 3 === 0 ? moment : new Date(moment.getTime() + n) });
    }
    const page = async (params: { older?: string | null; newer?: string | null }) =>
      await listOrders({ filter: 'all', search: '', paging: readPaging(params, 'uuid') });
    const first = await page({});
    for (let n = 1; n <= 5; n++) await plainOrder({ number: 1000 + n });
    const second = await page({ older: first.older });
    const third = await page({ older: second.older });
    const seen = [...numbers(first.rows), ...numbers(second.rows), ...numbers(third.rows)];
    expect(new Set(seen).size).toBe(total);
    expect(seen.every((number) => number !== null && number <= total)).toBe(true);
    expect(third.older).toBeNull();
    expect(numbers((await page({ newer: third.newer })).rows)).toEqual(numbers(second.rows));
    expect(numbers((await page({ newer: second.newer })).rows)).toEqual(numbers(first.rows));
    const top = await page({ newer: first.rows[0] && (await page({ newer: second.newer })).newer });
    expect(numbers(top.rows).slice(0, 5)).toEqual([1005, 1004, 1003, 1002, 1001]);
    expect(top.rows).toHaveLength(pageSize);
  });
});

/** An order whose money came in at that time, in the smallest unit. */
async function paidOrder(
  at: string,
  amountTotal: number,
  fields: { currency?: string; createdAt?: Date } = {},
) {
  const paidAt = new Date(at);
  const order = await plainOrder({ createdAt: paidAt, paidAt, amountTotal, ...fields });
  await takeIn(order, at, amountTotal);
  return order;
}

/** Writes a payment of an order into the ledger: that of its session, or of a later invoice. */
async function takeIn(
  { id: orderId, currency }: { id: string; currency: string },
  time: string,
  amount: number,
  invoiceId: string | null = null,
) {
  const at = new Date(time);
  const [id, kind] = [randomUUID(), invoiceId ? ('invoice' as const) : ('session' as const)];
  const entry = { kind: 'charge' as const, objectId: id, amount, currency, at };
  const payment = { id, orderId, kind, invoiceId, amount, currency, paidAt: at };
  await db().payment.create({ data: { ...payment, entries: { create: entry } } });
}

describe('the figures at the top', () => {
  test('add up what was paid since midnight where the shop is, currency by currency', async () => {
    const now = new Date('2026-11-23T10:00:00Z');
    const earlier = new Date('2026-11-15T09:00:00Z');
    await paidOrder('2026-11-22T22:59:59Z', 1);
    await paidOrder('2026-11-22T23:00:00Z', 10);
    await paidOrder('2026-11-23T09:00:00Z', 100);
    await paidOrder('2026-11-23T09:00:00Z', 1000, { currency: 'usd' });
    await paidOrder('2026-11-23T08:00:00Z', 10_000, { createdAt: earlier });
    const subscribed = await paidOrder('2026-11-01T08:00:00Z', 800);
    await takeIn(subscribed, '2026-11-23T07:00:00Z', 800, 'in_2');
    await plainOrder({ createdAt: new Date('2026-11-23T09:00:00Z'), payment: 'awaiting', amountTotal: 7 });
    expect(await takingsToday('Europe/Rome', now)).toEqual([
      { currency: 'eur', amount: 10_910, orders: 4 },
      { currency: 'usd', amount: 1000, orders: 1 },
    ]);
  });

  test('the pulse beats whenever something happens to an order', async () => {
    const one = await plainOrder();
    const other = await plainOrder();
    const note = (orderId: string) =>
      db().timelineEntry.create({ data: { orderId, kind: 'mail_sent', trigger: 'system' } });
    await note(one.id);
    const [all, ofOne] = [await ordersPulse(), await ordersPulse(one.id)];
    await note(other.id);
    expect(await ordersPulse()).not.toBe(all);
    expect(await ordersPulse(one.id)).toBe(ofOne);
    expect(BigInt(await ordersPulse(other.id))).toBeGreaterThan(BigInt(ofOne));
  });
});
