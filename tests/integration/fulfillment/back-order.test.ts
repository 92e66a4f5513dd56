import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillByHand } from '@/lib/fulfillment/fulfill-by-hand';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { drainQueue } from '@/lib/jobs/worker';
import { backOrderLine } from '@/lib/orders/merchant/back-order';
import { retryFulfillment } from '@/lib/orders/merchant/retry-fulfillment';
import { receiveStock } from '@/lib/stock/receive-stock';
import {
  client,
  foreignSession,
  mailsOf,
  orderOf,
  paymentOf,
  putOnShelf,
  toldOf,
  unitsOf,
} from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy, pay } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox();
const actor = 'ottavia@bottega.example';
const slug = 'brocca';

beforeEach(async () => {
  // Whoever waits from an earlier test waits no longer.
  await putOnShelf(slug, 50);
  for (const { variantId } of await db().stock.findMany({ where: { variant: { product: { slug } } } })) {
    const { fulfillBackOrders } = await import('@/lib/fulfillment/fulfill-back-orders');
    await fulfillBackOrders(variantId);
  }
});
afterEach(expectInvariants);

/** An order of so many jugs, of which so many are on the shelf, sold where nothing was held. */
async function oversold(quantity: number, onHand: number) {
  await putOnShelf(slug, onHand);
  const sessionId = await foreignSession(slug, quantity);
  await pay(stripe, sessionId);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const order = await orderOf(sessionId);
  return { sessionId, orderId: order.id, lineId: order.lines[0]?.id ?? '' };
}
async function receive(units: number) {
  const stock = await db().stock.findFirstOrThrow({ where: { variant: { product: { slug } } } });
  expect(await receiveStock({ variantId: stock.variantId, units, seen: stock.received })).toMatchObject({
    received: units,
  });
  await drainQueue();
}

describe('a line of three with two in stock', () => {
  test('sends two now, and the missing one needs attention', async () => {
    const { sessionId, lineId } = await oversold(3, 2);
    expect(await orderOf(sessionId)).toMatchObject({
      fulfillment: 'needs_attention',
      lines: [{ state: 'needs_attention', stockTaken: 2 }],
      parcels: [{ number: 1, items: [{ quantity: 2 }] }],
    });
    expect((await orderOf(sessionId)).attention).toEqual([
      { code: 'out_of_stock', lineId, wanted: 3, missing: 1 },
    ]);
    expect(await unitsOf(sessionId)).toEqual([['shipment 2']]);
  });

  test('is put on back-order once, whoever presses how often, and tells the buyer', async () => {
    const { sessionId, lineId } = await oversold(3, 2);
    const results = await Promise.all([1, 2, 3].map(() => backOrderLine({ lineId }, actor)));
    expect(results.filter(({ backOrdered }) => backOrdered)).toMatchObject([{ units: 1 }]);
    expect(results.filter(({ backOrdered }) => !backOrdered)).toEqual([
      { backOrdered: false, reason: 'already' },
      { backOrdered: false, reason: 'already' },
    ]);
    expect(await orderOf(sessionId)).toMatchObject({
      fulfillment: 'partly_fulfilled',
      attention: null,
      lines: [{ state: 'back_ordered', attention: null, backOrderedAt: expect.any(Date) }],
    });
    expect(await mailsOf(sessionId)).toEqual(['receipt', 'back_ordered']);
    expect((await orderOf(sessionId)).timeline.find(({ kind }) => kind === 'back_ordered')).toMatchObject({
      actor,
      data: { what: expect.stringMatching(/^1 × /) },
    });
  });

  test('is not moved by a retry, which says that only stock is missing', async () => {
    const { orderId, lineId } = await oversold(3, 2);
    await backOrderLine({ lineId }, actor);
    expect(await retryFulfillment(orderId, actor)).toEqual({
      changed: false,
      reason: 'back_ordered',
      attention: null,
    });
  });

  test('sends the rest by itself once it has arrived, in the parcel that waits', async () => {
    const { sessionId, lineId } = await oversold(3, 2);
    await backOrderLine({ lineId }, actor);
    await receive(4);
    expect(await orderOf(sessionId)).toMatchObject({
      fulfillment: 'fulfilled',
      fulfilledBy: 'system',
      lines: [{ state: 'fulfilled', backOrderedAt: null, stockTaken: 3 }],
      parcels: [{ items: [{ quantity: 3 }] }],
    });
    expect((await stockOf(slug)).onHand).toBe(3);
  });

  test('sends the rest in a parcel of its own where the first has left', async () => {
    const { sessionId, orderId, lineId } = await oversold(3, 2);
    await db().parcel.updateMany({ where: { orderId }, data: { state: 'shipped' } });
    await backOrderLine({ lineId }, actor);
    await receive(1);
    expect(await orderOf(sessionId)).toMatchObject({
      parcels: [
        { number: 1, state: 'shipped', items: [{ quantity: 2 }] },
        { number: 2, state: 'awaiting_shipment', items: [{ quantity: 1 }] },
      ],
    });
  });
});

describe('lines on back-order', () => {
  test('are fulfilled in the order in which they were put there, and who is still short stays there', async () => {
    const first = await oversold(3, 0);
    const second = await oversold(2, 0);
    expect(await orderOf(first.sessionId)).toMatchObject({ fulfillment: 'needs_attention' });
    // The younger order was put on back-order first.
    await backOrderLine({ lineId: second.lineId }, actor);
    await backOrderLine({ lineId: first.lineId }, actor);
    expect(await orderOf(first.sessionId)).toMatchObject({ fulfillment: 'unfulfilled', attention: null });
    await receive(3);
    expect(await unitsOf(second.sessionId)).toEqual([['shipment 2']]);
    expect(await unitsOf(first.sessionId)).toEqual([['shipment 1']]);
    expect(await orderOf(second.sessionId)).toMatchObject({ fulfillment: 'fulfilled' });
    expect(await orderOf(first.sessionId)).toMatchObject({
      fulfillment: 'partly_fulfilled',
      attention: null,
      lines: [{ state: 'back_ordered' }],
    });
    expect(await retryFulfillment(first.orderId, actor)).toMatchObject({ changed: false });
    expect(await orderOf(first.sessionId)).toMatchObject({ lines: [{ state: 'back_ordered' }] });
  });

  test('get what another order’s refund gives back', async () => {
    await putOnShelf(slug, 2);
    const other = await buy(stripe, [{ slug, quantity: 2 }]);
    await fulfillCheckout(other, { trigger: 'webhook' });
    const { sessionId, lineId } = await oversold(1, 0);
    await backOrderLine({ lineId }, actor);
    const { refundOrder } = await import('@/lib/orders/merchant/refund-order');
    const wish = { orderId: (await orderOf(other)).id, idempotencyKey: crypto.randomUUID(), kind: 'all' };
    expect(await refundOrder(wish, actor)).toMatchObject({ refunded: true });
    await drainQueue();
    expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled' });
    expect((await stockOf(slug)).onHand).toBe(1);
  });

  test('get what a checkout that came to nothing had held', async () => {
    await putOnShelf(slug, 1);
    const { startSession } = await import('../../support/shopper');
    const held = await startSession([{ slug, quantity: 1 }]);
    const { sessionId, lineId } = await oversold(1, 0);
    await backOrderLine({ lineId }, actor);
    await stripe.engine.account.expire(held);
    await fulfillCheckout(held, { trigger: 'webhook' });
    await drainQueue();
    expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled' });
  });

  test('are looked at at once where the goods arrived before the button was pressed', async () => {
    const { sessionId, lineId } = await oversold(1, 0);
    await receive(1);
    expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'needs_attention' });
    await backOrderLine({ lineId }, actor);
    await drainQueue();
    expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled' });
  });

  test('ask Stripe nothing when the buyer looks at their order', async () => {
    const { sessionId, lineId } = await oversold(1, 0);
    await backOrderLine({ lineId }, actor);
    let calls = 0;
    const count = () => calls++;
    (await client()).on('request', count);
    expect(await fulfillCheckout(sessionId, { trigger: 'landing' })).toMatchObject({
      status: 'order',
      payment: 'paid',
      fulfillment: 'unfulfilled',
    });
    (await client()).off('request', count);
    expect(calls).toBe(0);
  });

  test('may be refunded, or finished by hand, and wait no longer', async () => {
    const refunded = await oversold(1, 0);
    await backOrderLine({ lineId: refunded.lineId }, actor);
    await stripe.engine.account.refund(await paymentOf(refunded.sessionId));
    const { reconcilePayment } = await import('@/lib/fulfillment/reconcile-payment');
    await reconcilePayment(await paymentOf(refunded.sessionId), { trigger: 'webhook' });
    expect(await orderOf(refunded.sessionId)).toMatchObject({
      payment: 'refunded',
      fulfillment: 'cancelled',
      lines: [{ state: 'cancelled', backOrderedAt: null }],
    });
    const byHand = await oversold(1, 0);
    await backOrderLine({ lineId: byHand.lineId }, actor);
    expect(await fulfillByHand(byHand.lineId, 'Sent one from the shop window.', actor)).toEqual({
      changed: true,
    });
    await receive(5);
    expect((await stockOf(slug)).onHand).toBe(5);
    expect(await unitsOf(byHand.sessionId)).toEqual([[]]);
    expect(await orderOf(byHand.sessionId)).toMatchObject({ fulfillment: 'fulfilled' });
  });

  test('two jobs at the same instant give no unit twice', async () => {
    const { fulfillBackOrders } = await import('@/lib/fulfillment/fulfill-back-orders');
    const { sessionId, lineId } = await oversold(3, 1);
    await backOrderLine({ lineId }, actor);
    await putOnShelf(slug, 5);
    const { variantId } = await db().stock.findFirstOrThrow({ where: { variant: { product: { slug } } } });
    await Promise.all([1, 2, 3].map(() => fulfillBackOrders(variantId)));
    expect(await unitsOf(sessionId)).toEqual([['shipment 3']]);
    expect((await stockOf(slug)).onHand).toBe(3);
    expect((await toldOf(sessionId)).filter((kind) => kind === 'fulfilled')).toHaveLength(1);
  });
});

test('a line that does not wait for stock cannot be put on back-order', async () => {
  const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const lineId = (await orderOf(sessionId)).lines[0]?.id;
  expect(await backOrderLine({ lineId }, actor)).toEqual({ backOrdered: false, reason: 'not_short' });
  expect(await backOrderLine({ lineId: crypto.randomUUID() }, actor)).toMatchObject({ reason: 'no_line' });
  for (const malformed of [null, {}, { lineId: 'x' }]) {
    expect(await backOrderLine(malformed, actor)).toMatchObject({ reason: 'malformed' });
  }
});

test('goods on the shelf whose job is gone reach those who wait after the sweep', async () => {
  const { sessionId, lineId } = await oversold(1, 0);
  await backOrderLine({ lineId }, actor);
  await putOnShelf(slug, 1);
  await db().orderLine.update({
    where: { id: lineId },
    data: { backOrderedAt: new Date(Date.now() - 3_600_000) },
  });
  const { reviveLostJobs } = await import('@/lib/jobs/rescue-jobs');
  await reviveLostJobs();
  await drainQueue();
  expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled' });
});
