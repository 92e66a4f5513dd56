import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { loadMerchantOrder } from '@/lib/orders/merchant/load-order';
import { refundOrder } from '@/lib/orders/merchant/refund-order';
import { refundable } from '@/lib/orders/merchant/refundable';
import {
  client,
  foreignSession,
  mailsOf,
  orderOf,
  putOnShelf,
  toldOf,
  unitsOf,
} from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { buy, goodAccount, pay } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const stripe = useSandbox();
const actor = 'ottavia@bottega.example';

afterEach(expectInvariants);

const bought = async (lines: { slug: string; quantity: number }[]) => {
  const sessionId = await buy(stripe, lines);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const order = await orderOf(sessionId);
  const lineIds = order.lines.map(({ id }) => id);
  return { sessionId, order, lineIds, wish: { orderId: order.id, idempotencyKey: randomUUID() } };
};
const refundsAtStripe = (payment: string | null) =>
  stripe.engine.account.refunds().filter((refund) => refund.payment_intent === payment);

describe('refunding an order', () => {
  test('by line takes back those units at once, and tells Stripe which, why and who', async () => {
    const { sessionId, order, lineIds, wish } = await bought([
      { slug: 'registri', quantity: 2 },
      { slug: 'ciotola', quantity: 1 },
    ]);
    const result = await refundOrder(
      { ...wish, kind: 'lines', lines: { [lineIds[0] ?? '']: '1' }, reason: 'requested_by_customer' },
      actor,
    );
    const amount = Math.floor((order.lines[0]?.amountTotal ?? 0) / 2);
    expect(result).toMatchObject({
      refunded: true,
      amount,
      state: 'succeeded',
      payment: 'partly_refunded',
      fulfillment: 'fulfilled',
    });
    expect(await unitsOf(sessionId)).toEqual([['license_key 1'], ['shipment 1']]);
    expect(refundsAtStripe(order.paymentIntentId)).toMatchObject([
      {
        amount,
        reason: 'requested_by_customer',
        metadata: { [lineIds[0] ?? '']: `1:${amount}`, refunded_by: actor },
      },
    ]);
    const after = await orderOf(sessionId);
    expect(after.refunds).toMatchObject([{ actor, amount, lines: [{ quantity: 1, amount }] }]);
    expect(await toldOf(sessionId)).toEqual([
      'order_placed',
      'payment_received',
      'fulfilled',
      'refund_requested',
      'payment_refunded',
      'units_taken_back',
    ]);
    expect(after.timeline.find(({ kind }) => kind === 'refund_requested')).toMatchObject({
      actor,
      trigger: 'merchant',
      data: { amount },
    });
    expect(await mailsOf(sessionId)).toEqual(['receipt', 'refund']);
  });

  test('pressed several times at the same instant makes one refund, and each press hears of it', async () => {
    const { order, lineIds, wish } = await bought([{ slug: 'registri', quantity: 2 }]);
    const input = { ...wish, kind: 'lines', lines: { [lineIds[0] ?? '']: 1 } };
    const results = await Promise.all([1, 2, 3].map(() => refundOrder(input, actor)));
    const again = await refundOrder(input, actor);
    const ids = [...results, again].map((result) => (result.refunded ? result.refundId : result.reason));
    expect(new Set(ids)).toHaveProperty('size', 1);
    expect(refundsAtStripe(order.paymentIntentId)).toHaveLength(1);
    expect(
      (await orderOf(order.sessionId ?? '')).timeline.filter(({ kind }) => kind === 'refund_requested'),
    ).toHaveLength(1);
  });

  test('from two pages at the same instant gives nothing back twice', async () => {
    const { order, lineIds, wish } = await bought([{ slug: 'registri', quantity: 2 }]);
    const input = { ...wish, kind: 'lines', lines: { [lineIds[0] ?? '']: 2 } };
    const results = await Promise.all(
      [1, 2].map(() => refundOrder({ ...input, idempotencyKey: randomUUID() }, actor)),
    );
    expect(results.map(({ refunded }) => refunded).sort()).toEqual([false, true]);
    expect(results.find(({ refunded }) => !refunded)).toMatchObject({ reason: 'nothing_left' });
    expect(refundsAtStripe(order.paymentIntentId)).toHaveLength(1);
  });

  test('in full gives the shipping back, too, and calls the order off', async () => {
    const { sessionId, order, wish } = await bought([{ slug: 'ciotola', quantity: 1 }]);
    expect(order.amountShipping).toBeGreaterThan(0);
    expect(await refundOrder({ ...wish, kind: 'amount', amount: '100' }, actor)).toMatchObject({
      refunded: true,
      payment: 'partly_refunded',
      fulfillment: 'fulfilled',
    });
    expect(await refundOrder({ ...wish, idempotencyKey: randomUUID(), kind: 'all' }, actor)).toMatchObject({
      refunded: true,
      amount: order.amountTotal - 100,
      payment: 'refunded',
      fulfillment: 'cancelled',
    });
    expect(await unitsOf(sessionId)).toEqual([['shipment 0']]);
    expect(await refundOrder({ ...wish, idempotencyKey: randomUUID(), kind: 'all' }, actor)).toEqual({
      refunded: false,
      reason: 'nothing_left',
      message: null,
      left: 0,
    });
  });

  test('knows what was given back in the Dashboard since the page was drawn', async () => {
    const { order, wish } = await bought([{ slug: 'quaderno-pdf', quantity: 1 }]);
    await stripe.engine.account.refund(order.paymentIntentId ?? '', order.amountTotal - 10);
    expect(await refundOrder({ ...wish, kind: 'amount', amount: 11 }, actor)).toMatchObject({
      refunded: false,
      reason: 'more_than_left',
      left: 10,
    });
  });

  test('of the units that were oversold settles the rest of the line', async () => {
    await putOnShelf('brocca', 2);
    const sessionId = await foreignSession('brocca', 3);
    await pay(stripe, sessionId);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({ fulfillment: 'needs_attention' });
    expect(await unitsOf(sessionId)).toEqual([['shipment 2']]);
    const loaded = await loadMerchantOrder(order.number ?? 0);
    const [line] = loaded ? refundable(loaded).lines : [];
    expect(line).toMatchObject({ unitsLeft: 3, missing: 1 });
    const wish = { orderId: order.id, idempotencyKey: randomUUID(), kind: 'lines' };
    expect(await refundOrder({ ...wish, lines: { [line?.lineId ?? '']: 1 } }, actor)).toMatchObject({
      refunded: true,
      payment: 'partly_refunded',
      fulfillment: 'fulfilled',
    });
    expect(await orderOf(sessionId)).toMatchObject({ attention: null, lines: [{ state: 'fulfilled' }] });
    expect(await unitsOf(sessionId)).toEqual([['shipment 2']]);
  });
});

describe('a refund is refused', () => {
  test('with the reason, and nothing is asked of Stripe', async () => {
    const awaiting = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }], { instrument: goodAccount });
    await fulfillCheckout(awaiting, { trigger: 'webhook' });
    const { id } = await orderOf(awaiting);
    const wish = { orderId: id, idempotencyKey: randomUUID(), kind: 'all' };
    expect(await refundOrder(wish, actor)).toMatchObject({ refunded: false, reason: 'not_paid' });
    expect(await refundOrder({ ...wish, orderId: randomUUID() }, actor)).toMatchObject({
      reason: 'no_order',
    });
    for (const malformed of [
      null,
      {},
      { ...wish, kind: 'some' },
      { ...wish, idempotencyKey: '' },
      { ...wish, kind: 'amount', amount: '-1' },
    ]) {
      expect(await refundOrder(malformed, actor)).toMatchObject({ refunded: false, reason: 'malformed' });
    }
    expect((await orderOf(awaiting)).timeline.some(({ kind }) => kind === 'refund_requested')).toBe(false);
  });

  test('in Stripe’s words where Stripe refuses', async () => {
    const { order, wish } = await bought([{ slug: 'quaderno-pdf', quantity: 1 }]);
    // A dispute that was won leaves a charge which Stripe does not refund.
    await stripe.engine.account.openDispute(order.paymentIntentId ?? '');
    await stripe.engine.account.closeDispute(order.paymentIntentId ?? '', 'won');
    expect(await refundOrder({ ...wish, kind: 'all' }, actor)).toMatchObject({
      refunded: false,
      reason: 'refused',
      message: expect.stringContaining('charged back'),
    });
  });

  test('while Stripe is out of reach, and the same form may be sent again', async () => {
    const { order, wish } = await bought([{ slug: 'quaderno-pdf', quantity: 1 }]);
    const api = await client();
    const port = api.getApiField('port');
    api._api.port = 9;
    const input = { ...wish, kind: 'all' };
    expect(await refundOrder(input, actor)).toMatchObject({ refunded: false, reason: 'stripe_unavailable' });
    expect(await orderOf(order.sessionId ?? '')).toMatchObject({ payment: 'paid', refunds: [] });
    api._api.port = port;
    expect(await refundOrder(input, actor)).toMatchObject({ refunded: true, payment: 'refunded' });
    expect(refundsAtStripe(order.paymentIntentId)).toHaveLength(1);
  });
});

test('a crash after Stripe was asked and before anything was written makes no second refund', async () => {
  const { order, wish } = await bought([{ slug: 'registri', quantity: 2 }]);
  const input = { ...wish, kind: 'amount', amount: 50 };
  expect(await refundOrder(input, actor)).toMatchObject({ refunded: true });
  await db().refund.deleteMany({ where: { orderId: order.id } });
  await db().order.update({ where: { id: order.id }, data: { payment: 'paid', amountRefunded: 0 } });
  expect(await refundOrder(input, actor)).toMatchObject({ refunded: true, payment: 'partly_refunded' });
  expect(refundsAtStripe(order.paymentIntentId)).toHaveLength(1);
});
