import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { listOrders } from '@/lib/orders/merchant/list-orders';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { buy, pay, startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { client, orderOf, priced } from './priced-session';

useDatabase();
const stripe = useSandbox();

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
