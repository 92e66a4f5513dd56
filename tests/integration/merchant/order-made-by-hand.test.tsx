import { randomUUID } from 'node:crypto';
import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OrderTable } from '@/app/merchant/(desk)/order-table';
import { BuyerFacts, PaymentFacts } from '@/app/merchant/(desk)/orders/[number]/facts';
import { Lines } from '@/app/merchant/(desk)/orders/[number]/lines';
import { Refunds } from '@/app/merchant/(desk)/orders/[number]/refunds';
import { loadBuyerOrder, loadOrderHead } from '@/lib/buyer-view/buyer-order';
import { db } from '@/lib/db';
import type { Prisma } from '@/lib/generated/prisma/client';
import { loadMessages } from '@/lib/i18n/messages';
import { sweep } from '@/lib/jobs/sweep';
import { orderNumber } from '@/lib/order-number';
import { viewOf } from '@/lib/orders/buyer/viewer';
import { eraseOrder } from '@/lib/orders/merchant/erase-details';
import { listOrders } from '@/lib/orders/merchant/list-orders';
import { loadMerchantOrder } from '@/lib/orders/merchant/load-order';
import { canRetry, retryFulfillment } from '@/lib/orders/merchant/retry-fulfillment';
import { takingsToday } from '@/lib/reports/takings';
import { useDatabase } from '../../support/database';
import { plainOrder } from './plain-order';

useDatabase();

const maker = { id: randomUUID(), name: 'Ottavia Fabbri', email: 'ottavia@shop.test' };
const ofNoSession = { sessionId: null, sessionCreatedAt: null, paymentIntentId: null };
const byHand = { ...ofNoSession, origin: 'person', madeById: maker.id } as const;

beforeAll(async () => {
  await db().merchantUser.create({ data: maker });
});
beforeEach(async () => {
  await db().order.deleteMany();
});

/** An order that a merchant wrote down and was paid for in cash. */
async function paidInCash(wish: Partial<Prisma.OrderUncheckedCreateInput> = {}) {
  const order = await plainOrder({ ...byHand, ...wish });
  await db().orderLine.updateMany({ where: { orderId: order.id }, data: { stripeLineItemId: null } });
  const { currency, amountTotal: amount } = order;
  const id = randomUUID();
  const paidAt = new Date();
  await db().payment.create({
    data: {
      ...{ id, orderId: order.id, kind: 'elsewhere', amount, currency, paidAt },
      entries: { create: { kind: 'charge', objectId: id, amount, currency, at: paidAt } },
    },
  });
  return order;
}

async function pageOf(number: number, locale: 'en' | 'it'): Promise<string> {
  const { rows } = await listOrders({ filter: 'all', search: '', paging: null });
  const order = await loadMerchantOrder(number);
  if (!order) throw new Error('no such order');
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} timeZone="Europe/Rome" messages={await loadMessages(locale)}>
      <OrderTable caption="All" rows={rows} />
      <Lines order={order} />
      <BuyerFacts order={order} />
      <PaymentFacts order={order} />
      <Refunds order={order} />
    </NextIntlClientProvider>,
  );
}

describe('an order that a merchant made by hand', () => {
  test.each([
    ['en', 'By hand', 'Made by', 'Checkout Session'],
    ['it', 'A mano', 'Creato da', 'Sessione di Checkout'],
  ] as const)(
    'is listed and shown in %s: by whom, and without a session',
    async (locale, how, by, session) => {
      const { number } = await paidInCash();
      const html = await pageOf(number ?? 0, locale);
      for (const words of [how, by, maker.name, maker.email, 'Bowl']) expect(html).toContain(words);
      expect(html).not.toContain(session);
    },
  );

  test('counts among the takings of the day', async () => {
    await paidInCash();
    await paidInCash();
    expect(await takingsToday('Europe/Rome')).toEqual([{ currency: 'eur', amount: 2000, orders: 2 }]);
  });

  test('is shown to whoever has the signed link, and to nobody else in full', async () => {
    const { id, number } = await paidInCash();
    expect(await loadBuyerOrder(id, 'en')).toMatchObject({
      number: orderNumber({ number }),
      manageable: false,
    });
    const head = await loadOrderHead({ id });
    if (!head) throw new Error('no such order');
    const viewer = { browserHash: null, holdsSignedLink: false };
    expect(viewOf(head, viewer, new Date())).toBe('limited');
    expect(viewOf(head, { ...viewer, holdsSignedLink: true }, new Date())).toBe('full');
  });

  test('is not asked about at Stripe, by a retry or by the sweep', async () => {
    const order = await paidInCash({
      ...{ payment: 'awaiting', paidAt: null, fulfillment: 'unfulfilled' },
      createdAt: new Date('2026-01-01'),
    });
    expect(canRetry(order)).toBe(false);
    expect(await retryFulfillment(order.id, maker.email)).toMatchObject({
      changed: false,
      reason: 'not_at_stripe',
    });
    await sweep();
    expect((await db().order.findUniqueOrThrow({ where: { id: order.id } })).askedAt).toBeNull();
  });

  test('is erased without a word of anybody else’s events', async () => {
    const order = await paidInCash();
    const payload = {
      id: 'evt_1',
      data: { object: { id: 'ch_1', billing_details: { email: 'bob@x.test', name: '' } } },
    };
    await db().stripeEvent.create({
      data: {
        ...{ id: 'evt_1', type: 'charge.succeeded', livemode: false, createdAt: new Date() },
        body: { create: { payload } },
      },
    });
    expect(await eraseOrder(order.id, orderNumber(order), maker.email)).toMatchObject({ erased: true });
    expect((await loadMerchantOrder(order.number ?? 0))?.email).toBeNull();
    const kept = await db().stripeEventBody.findUniqueOrThrow({ where: { eventId: 'evt_1' } });
    expect(kept.payload).toEqual(payload);
  });
});

describe('the database refuses an order', () => {
  test.each<[why: string, wish: Partial<Prisma.OrderUncheckedCreateInput>]>([
    ['of a person nobody knows by name', { ...byHand, madeById: null }],
    ['of a person, with a session', { ...byHand, sessionId: 'cs_test_1', sessionCreatedAt: new Date() }],
    ['of a person, paid at Stripe', { ...byHand, paymentIntentId: 'pi_1' }],
    ['of a person, with a subscription', { ...byHand, subscriptionId: 'sub_1' }],
    ['of a session that it does not name', { sessionId: null }],
    ['of a session made nobody knows when', { sessionCreatedAt: null }],
    ['of a session, made by a person', { madeById: maker.id }],
  ])('%s', async (_why, wish) => {
    await expect(plainOrder(wish)).rejects.toThrow('order_is_of_a_session_or_a_person');
  });

  test('whose maker is deleted: the maker stays', async () => {
    await paidInCash();
    await expect(db().merchantUser.delete({ where: { id: maker.id } })).rejects.toThrow();
  });
});
