import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { drainQueue } from '@/lib/jobs/worker';
import { sumsOf } from '@/lib/orders/merchant/list-buyers';
import { listOrders } from '@/lib/orders/merchant/list-orders';
import { loadMerchantOrder } from '@/lib/orders/merchant/load-order';
import { refundOrder } from '@/lib/orders/merchant/refund-order';
import { takingsToday } from '@/lib/reports/takings';
import { paymentOf, teller } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { sessionEvent } from '../../support/deliver';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy, pay, startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';

useDatabase();
const mailbox = useMailbox();
const stripe = useSandbox();

const { hand, relay } = teller(stripe);

const client = async () => (await import('@/lib/stripe/client')).stripe();
const orderOf = (sessionId: string) =>
  db().order.findUniqueOrThrow({
    where: { sessionId },
    include: {
      lines: { orderBy: { position: 'asc' } },
      timeline: { orderBy: { id: 'asc' } },
      records: true,
      mails: true,
    },
  });

/** What the mails that were sent for an order say, as text. */
async function lettersOf(number: number | null): Promise<string[]> {
  await drainQueue();
  return mailbox
    .list()
    .map(({ text }) => text.replaceAll('\u00a0', ' '))
    .filter((text) => text.includes(`B-${number}`));
}

/** A session for one of our products at a price of its own, as a merchant with several currencies would have it. */
async function priced(currency: string, unitAmount: number, quantity = 1): Promise<string> {
  const variant = await variantOf('quaderno-pdf');
  const price = await (await client()).prices.create({
    product: variant.stripeProductId ?? '',
    currency,
    unit_amount: unitAmount,
  });
  const lookupKey = randomUUID();
  await db().price.create({
    data: { variantId: variant.id, currency, unitAmount, lookupKey, stripePriceId: price.id, active: false },
  });
  const session = await (await client()).checkout.sessions.create({
    mode: 'payment',
    success_url: 'http://shop.test/',
    line_items: [{ price: price.id, quantity }],
  });
  return session.id;
}

/** A promotion code for this much off. */
async function code(
  off: { percent_off: number } | { amount_off: number; currency: string },
): Promise<string> {
  const coupon = await (await client()).coupons.create(off);
  const promotion = { type: 'coupon' as const, coupon: coupon.id };
  return (await (await client()).promotionCodes.create({ promotion })).code;
}

/**
 * Stands between the shop and Stripe, and answers about sessions as told: the stand-in never adds up wrongly.
 *
 * @returns what ends it
 */
async function answering(change: (session: object) => object): Promise<() => Promise<void>> {
  const between = createServer(async (request, response) => {
    const headers = { authorization: request.headers.authorization ?? '' };
    const answer = await fetch(new URL(request.url ?? '', stripe.url), { headers });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(change((await answer.json()) as object)));
  });
  between.listen(0, '127.0.0.1');
  await once(between, 'listening');
  const shop = await client();
  const port = shop.getApiField('port');
  shop._api.port = (between.address() as AddressInfo).port;
  return async () => {
    shop._api.port = port;
    between.closeAllConnections();
    between.close();
    await once(between, 'close');
  };
}

afterEach(expectInvariants);

describe('the amounts of an order', () => {
  test.each([
    ['jpy', 1999],
    ['kwd', 12_345],
    ['eur', 1],
    ['idr', 99_999_999],
  ])('in %s are kept to the smallest unit', async (currency, unitAmount) => {
    const quantity = unitAmount === 1 ? 51 : 3;
    const sessionId = await priced(currency, unitAmount, quantity);
    await pay(stripe, sessionId);
    expect(await fulfillCheckout(sessionId, { trigger: 'webhook' })).toMatchObject({
      fulfillment: 'fulfilled',
    });
    const amountTotal = unitAmount * quantity;
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({ currency, amountTotal, amountSubtotal: amountTotal, amountDifference: 0 });
    expect(order.lines).toMatchObject([{ currency, amountTotal, quantity }]);
  });

  test('show what was taken off line by line, and what shipping cost', async () => {
    const sessionId = await startSession([
      { slug: 'ciotola', quantity: 1 },
      { slug: 'refuso-4', quantity: 3 },
    ]);
    await stripe.engine.checkout.applyPromotionCode(
      sessionId,
      await code({ amount_off: 1000, currency: 'eur' }),
    );
    await pay(stripe, sessionId);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({
      amountSubtotal: 6000,
      amountDiscount: 1000,
      amountShipping: 690,
      amountTax: 0,
      amountTotal: 5690,
      amountDifference: 0,
    });
    expect(order.lines.map((line) => [line.amountSubtotal, line.amountDiscount, line.amountTotal])).toEqual([
      [3600, 600, 3000],
      [2400, 400, 2000],
    ]);
  });

  test('are all zero with a code that takes everything off, and the order is fulfilled', async () => {
    const sessionId = await startSession([
      { slug: 'listello', quantity: 1 },
      { slug: 'quaderno-pdf', quantity: 1 },
    ]);
    await stripe.engine.checkout.applyPromotionCode(sessionId, await code({ percent_off: 100 }));
    await pay(stripe, sessionId);
    expect(await fulfillCheckout(sessionId, { trigger: 'webhook' })).toMatchObject({
      payment: 'paid',
      fulfillment: 'fulfilled',
    });
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({ amountTotal: 0, amountDiscount: 4800, amountDifference: 0 });
    expect(order.lines.map(({ amountTotal }) => amountTotal)).toEqual([0, 0]);
    expect(order.mails.map(({ template }) => template)).toEqual(['receipt']);
  });

  test('hold a line that costs nothing beside one that does, and both are the buyer’s', async () => {
    const free = await client().then((api) => api.products.create({ name: 'A bookmark' }));
    const nothing = await (await client()).prices.create({
      product: free.id,
      currency: 'eur',
      unit_amount: 0,
    });
    const { variantId, stripePriceId } = await db().price.findFirstOrThrow({
      where: { active: true, variant: { product: { slug: 'quaderno-pdf' } } },
    });
    await db().price.create({
      data: {
        ...{ variantId, currency: 'eur', unitAmount: 0, lookupKey: randomUUID(), active: false },
        stripePriceId: nothing.id,
      },
    });
    const session = await (await client()).checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://shop.test/',
      line_items: [
        { price: nothing.id, quantity: 2 },
        { price: stripePriceId ?? '', quantity: 1 },
      ],
    });
    await pay(stripe, session.id);
    expect(await fulfillCheckout(session.id, { trigger: 'webhook' })).toMatchObject({
      fulfillment: 'fulfilled',
    });
    const order = await orderOf(session.id);
    expect(order.lines.map(({ amountTotal, state }) => [amountTotal, state])).toEqual([
      [0, 'fulfilled'],
      [order.amountTotal, 'fulfilled'],
    ]);
    expect(order.amountDifference).toBe(0);
  });
});

describe('a total that differs from its parts', () => {
  test('is fulfilled, told on the timeline, and found in the list', async () => {
    const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
    const back = await answering((session) => ({ ...session, amount_total: 907 }));
    expect(await fulfillCheckout(sessionId, { trigger: 'webhook' })).toMatchObject({
      fulfillment: 'fulfilled',
    });
    await back();
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({ amountTotal: 907, amountDifference: 7, attention: null });
    expect(order.timeline.filter(({ kind }) => kind === 'amounts_differ').map(({ data }) => data)).toEqual([
      { amount: 7, currency: 'eur' },
    ]);
    const { rows } = await listOrders({ filter: 'differs', search: '', paging: null });
    expect(rows.map(({ id, amountDifference }) => [id, amountDifference])).toEqual([[order.id, 7]]);
  });
});

test('every column that holds an amount has 64 bits', async () => {
  const { rows } = await pool().query<{ name: string; type: string }>(
    `SELECT table_name || '.' || column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name ~ 'amount'`,
  );
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter(({ type }) => type !== 'bigint')).toEqual([]);
});

describe('an amount beyond 32 bits', () => {
  const amount = 3_000_000_000;
  const inRupiah = (sums: { currency: string; amount: number }[] = []) =>
    sums.find(({ currency }) => currency === 'idr')?.amount ?? 0;
  const taken = async () => inRupiah(await takingsToday('Europe/Rome'));
  const spentBy = async (buyerId: string) => inRupiah((await sumsOf([buyerId])).get(buyerId)?.spent);

  test('is an ordinary order: granted, in the receipt and the takings, and given back', async () => {
    const before = await taken();
    const sessionId = await priced('idr', amount);
    await pay(stripe, sessionId);
    await hand(JSON.parse(sessionEvent(sessionId)));
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({
      ...{ payment: 'paid', fulfillment: 'fulfilled', attention: null },
      ...{ amountTotal: amount, amountSubtotal: amount, amountDifference: 0 },
      lines: [{ amountTotal: amount, state: 'fulfilled' }],
    });
    expect(order.timeline.find(({ kind }) => kind === 'payment_received')?.data).toMatchObject({ amount });
    expect(await lettersOf(order.number)).toEqual([expect.stringContaining('30.000.000,00 IDR')]);

    const { rows } = await listOrders({ filter: 'all', search: '', paging: null });
    expect(rows.find(({ id }) => id === order.id)).toMatchObject({ amountTotal: amount, currency: 'idr' });
    expect(await taken()).toBe(before + amount);
    const spent = await spentBy(order.buyerId ?? '');
    expect(spent).toBeGreaterThanOrEqual(amount);
    expect(await loadMerchantOrder(order.number ?? 0)).toMatchObject({ amountTotal: amount });

    const wish = {
      orderId: order.id,
      idempotencyKey: randomUUID(),
      kind: 'lines',
      lines: { [order.lines[0]?.id ?? '']: 1 },
    };
    expect(await refundOrder(wish, 'ottavia@shop.test')).toMatchObject({ refunded: true, amount });
    expect(
      await db().refund.findMany({ where: { orderId: order.id }, include: { lines: true } }),
    ).toMatchObject([{ amount, currency: 'idr', lines: [{ amount, quantity: 1 }] }]);
    expect(await orderOf(sessionId)).toMatchObject({
      ...{ payment: 'refunded', fulfillment: 'cancelled', amountRefunded: amount },
      lines: [{ unitsRefunded: 1 }],
    });
    const said = expect.stringContaining('30.000.000,00 IDR');
    expect(await lettersOf(order.number)).toEqual([said, said]);
    expect(await spentBy(order.buyerId ?? '')).toBe(spent - amount);
  });

  test('of several orders together is summed to the smallest unit', async () => {
    const most = 999_999_999_999;
    const before = await taken();
    for (const sessionId of [await priced('idr', most), await priced('idr', most)]) {
      await pay(stripe, sessionId);
      await fulfillCheckout(sessionId, { trigger: 'webhook' });
    }
    expect(await taken()).toBe(before + 2 * most);
  });

  test('that is contested and won back is the buyer’s again', async () => {
    const sessionId = await priced('idr', amount);
    await pay(stripe, sessionId);
    await hand(JSON.parse(sessionEvent(sessionId)));
    const paymentId = await paymentOf(sessionId);
    await stripe.engine.account.openDispute(paymentId);
    await relay('charge.dispute.created', paymentId);
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'disputed', amountTotal: amount });
    await stripe.engine.account.closeDispute(paymentId, 'won');
    await relay('charge.dispute.closed', paymentId);
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  });
});

describe('a figure that no row could hold', () => {
  test.each([
    ['more than a number is exact for', 2 ** 70, Number.MAX_SAFE_INTEGER],
    ['a fraction of the smallest unit', 900.5, 901],
  ])('%s: is an order all the same, with the nearest that one can', async (_, said, amountTotal) => {
    const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
    const back = await answering((session) => ({ ...session, amount_total: said }));
    expect(await fulfillCheckout(sessionId, { trigger: 'webhook' })).toMatchObject({
      fulfillment: 'fulfilled',
    });
    await back();
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({ payment: 'paid', amountTotal });
    expect(order.records.find(({ kind }) => kind === 'checkout_session')?.body).toMatchObject({
      amount_total: said,
    });
  });
});
