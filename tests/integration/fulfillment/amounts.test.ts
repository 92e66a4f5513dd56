import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillByHand } from '@/lib/fulfillment/fulfill-by-hand';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { drainQueue } from '@/lib/jobs/worker';
import { listOrders } from '@/lib/orders/merchant/list-orders';
import { paymentOf, teller } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { deliver, sessionEvent } from '../../support/deliver';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy, pay, startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';

useDatabase();
useMailbox();
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

describe('an amount larger than an order holds', () => {
  const tooLarge = { code: 'amount_too_large', amount: 2_999_999_970, currency: 'idr' };

  test('is recorded, says so, and leaves the event done and the order for a person to finish', async () => {
    const sessionId = await priced('idr', 99_999_999, 30);
    await pay(stripe, sessionId);
    const event = sessionEvent(sessionId);
    expect((await deliver(event)).status).toBe(200);
    await drainQueue();
    expect(await db().stripeEvent.findUniqueOrThrow({ where: { id: JSON.parse(event).id } })).toMatchObject({
      state: 'done',
      lastError: null,
    });
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({
      payment: 'paid',
      fulfillment: 'needs_attention',
      amountTotal: 0,
      amountDifference: 0,
    });
    expect(order.attention).toMatchObject([tooLarge]);
    expect(order.timeline.find(({ kind }) => kind === 'payment_received')?.data).toMatchObject({
      amount: 2_999_999_970,
      currency: 'idr',
    });
    // No letter tells the buyer that they paid nothing.
    expect(await db().mailMessage.count({ where: { orderId: order.id } })).toBe(0);
    expect(JSON.stringify(order.records.find(({ kind }) => kind === 'checkout_session')?.body)).toContain(
      '"amount_total":2999999970',
    );
    expect(
      await db().downloadGrant.count({ where: { fulfillment: { orderLine: { orderId: order.id } } } }),
    ).toBe(0);

    // Asking again changes nothing and releases nothing.
    expect(await fulfillCheckout(sessionId, { trigger: 'merchant' })).toMatchObject({
      fulfillment: 'needs_attention',
    });
    const [line] = order.lines;
    expect(await fulfillByHand(line?.id ?? '', 'Looked at, sent by mail', 'ottavia@shop.test')).toMatchObject(
      {
        changed: true,
      },
    );
    expect((await orderOf(sessionId)).fulfillment).toBe('fulfilled');
  });

  test('and that is given back or contested, early or late, follows, and leaves no event waiting for ever', async () => {
    for (const late of [false, true]) {
      for (const payment of ['refunded', 'disputed'] as const) {
        const sessionId = await priced('idr', 99_999_999, 30);
        await pay(stripe, sessionId);
        const tell = () => hand(JSON.parse(sessionEvent(sessionId)));
        if (late) await tell();
        const paymentId = await paymentOf(sessionId);
        if (payment === 'refunded') await stripe.engine.account.refund(paymentId);
        else await stripe.engine.account.openDispute(paymentId);
        if (!late) await tell();
        await relay(payment === 'refunded' ? 'charge.refunded' : 'charge.dispute.created', paymentId);
        expect(await db().stripeEvent.count({ where: { state: 'pending' } })).toBe(0);
        const order = await orderOf(sessionId);
        expect(order).toMatchObject({ payment, amountTotal: 0, amountRefunded: 0, mails: [] });
        if (payment === 'refunded')
          expect(order).toMatchObject({ fulfillment: 'cancelled', attention: null });
        expect(await db().fulfillment.count({ where: { orderLine: { orderId: order.id } } })).toBe(0);
        if (payment === 'refunded') continue;
        await stripe.engine.account.closeDispute(paymentId, 'won');
        await relay('charge.dispute.closed', paymentId);
        expect(await orderOf(sessionId)).toMatchObject({
          payment: 'paid',
          fulfillment: 'needs_attention',
          attention: [tooLarge],
          mails: [],
        });
      }
    }
  });
});
