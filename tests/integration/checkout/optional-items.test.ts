import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCheckout } from '@/lib/checkout/start-checkout';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { buy, pay, startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';

useDatabase();
const stripe = useSandbox();

const offersOf = (sessionId: string) => stripe.engine.checkout.view(sessionId)?.optionalItems ?? [];
const names = (sessionId: string) => offersOf(sessionId).map(({ description }) => description);

/** What a shopper does on Stripe's page: adds what is offered, as its own form does. */
async function add(sessionId: string, description: string, quantity = 1): Promise<void> {
  const item = offersOf(sessionId).find((offer) => offer.description === description);
  await stripe.engine.checkout.setOptionalItem(sessionId, item?.id ?? '', quantity);
}

const orderOf = (sessionId: string) =>
  db().order.findUniqueOrThrow({
    where: { sessionId },
    include: {
      lines: { include: { product: true, fulfillments: true }, orderBy: { position: 'asc' } },
      timeline: { orderBy: { id: 'asc' } },
      parcels: { include: { items: true } },
    },
  });

const offering = (slug: string, offeredWith: string[]) =>
  db().product.update({ where: { slug }, data: { offeredWith } });

beforeEach(async () => {
  await offering('ciotola', ['due-bicchieri', 'refuso-4']);
});
afterEach(expectInvariants);

describe('what Stripe’s page offers beside the cart', () => {
  test('the products that ours name, at their own price and with a bound on how many', async () => {
    const sessionId = await startSession([{ slug: 'ciotola', quantity: 1 }]);
    expect(names(sessionId)).toEqual(['Two coffee cups', 'Refuso no. 4']);
    const [cups] = offersOf(sessionId);
    expect(cups).toMatchObject({ unitAmount: 4400, quantity: 0, minimum: 1, maximum: 6 });
  });

  test('nothing that is in the cart already, and no more than there is', async () => {
    const { onHand } = await stockOf('refuso-4');
    const held = await startSession([{ slug: 'refuso-4', quantity: 10 }]);
    expect(held).toBeTruthy();
    await db().product.update({ where: { slug: 'refuso-4' }, data: { maxQuantity: 1000 } });
    const sessionId = await startSession([
      { slug: 'ciotola', quantity: 1 },
      { slug: 'due-bicchieri', quantity: 1 },
    ]);
    expect(offersOf(sessionId).map(({ maximum }) => maximum)).toEqual([onHand - 10]);
    await db().product.update({ where: { slug: 'refuso-4' }, data: { maxQuantity: 10 } });
  });

  test('nothing to send beside a download, as no address is asked for', async () => {
    await offering('quaderno-pdf', ['refuso-4', 'listello']);
    const sessionId = await startSession([{ slug: 'quaderno-pdf', quantity: 1 }]);
    expect(names(sessionId)).toEqual(['Listello, a display typeface']);
  });

  test('nothing beside a subscription', async () => {
    await offering('amici', ['quaderno-pdf']);
    expect(names(await startSession([{ slug: 'amici', quantity: 1 }]))).toEqual([]);
  });

  test('the same in the form on our own page', async () => {
    const sessionId = await startSession([{ slug: 'ciotola', quantity: 1 }], { mode: 'embedded' });
    expect(names(sessionId)).toHaveLength(2);
  });

  test('what was added is fulfilled, its stock is taken, and the timeline tells it', async () => {
    const before = await stockOf('due-bicchieri');
    const sessionId = await startSession([{ slug: 'ciotola', quantity: 1 }]);
    await add(sessionId, 'Two coffee cups', 2);
    expect(await stockOf('due-bicchieri')).toEqual(before);
    await pay(stripe, sessionId);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const order = await orderOf(sessionId);
    expect(order.fulfillment).toBe('fulfilled');
    expect(order.lines.map(({ product, quantity }) => [product?.slug, quantity])).toEqual([
      ['ciotola', 1],
      ['due-bicchieri', 2],
    ]);
    expect(order.parcels.map(({ items }) => items.length)).toEqual([2]);
    expect(order.timeline.map(({ kind }) => kind)).toEqual([
      'order_placed',
      'items_added',
      'payment_received',
      'fulfilled',
    ]);
    expect(order.timeline[1]?.data).toEqual({
      what: '2 × Two coffee cups',
      goods: [{ lineId: order.lines[1]?.id, before: 0, units: 2 }],
    });
    expect(order.amountDifference).toBe(0);
    expect(await stockOf('due-bicchieri')).toEqual({
      ...before,
      onHand: before.onHand - 2,
      sold: before.sold + 2,
    });
  });

  test('sold to somebody else meanwhile, it needs attention and the cart itself is fulfilled', async () => {
    const cups = await variantOf('due-bicchieri');
    await db().stock.update({
      where: { variantId: cups.id },
      data: { received: { decrement: (await stockOf('due-bicchieri')).onHand - 1 }, onHand: 1 },
    });
    const sessionId = await startSession([{ slug: 'ciotola', quantity: 1 }]);
    await add(sessionId, 'Two coffee cups');
    const other = await buy(stripe, [{ slug: 'due-bicchieri', quantity: 1 }]);
    await fulfillCheckout(other, { trigger: 'webhook' });
    await pay(stripe, sessionId);
    expect(await fulfillCheckout(sessionId, { trigger: 'webhook' })).toMatchObject({
      payment: 'paid',
      fulfillment: 'needs_attention',
    });
    const order = await orderOf(sessionId);
    expect(order.lines.map(({ state }) => state)).toEqual(['fulfilled', 'needs_attention']);
    const [, cupsLine] = order.lines;
    expect(cupsLine).toMatchObject({ description: 'Two coffee cups' });
    expect(order.attention).toMatchObject([{ code: 'out_of_stock', lineId: cupsLine?.id }]);
  });

  test('one press of the button, asked twice while the shelf changes, leads to a session all the same', async () => {
    await db().product.update({ where: { slug: 'refuso-4' }, data: { maxQuantity: 1000 } });
    const request = {
      idempotencyKey: randomUUID(),
      mode: 'hosted' as const,
      lines: [{ slug: 'ciotola', quantity: 1 }],
      locale: 'it' as const,
      browserId: randomUUID(),
    };
    const first = await startCheckout(request);
    if (!first.ok) throw new Error(first.reason);
    // As if the process had died between Stripe's answer and writing it down.
    await db().checkout.update({
      where: { sessionId: first.sessionId },
      data: { sessionId: null, state: 'starting' },
    });
    await startSession([{ slug: 'refuso-4', quantity: 5 }]);
    const second = await startCheckout(request);
    expect(second).toMatchObject({ ok: true, mode: 'hosted' });
    expect(second.ok && second.sessionId).not.toBe(first.sessionId);
  });
});
