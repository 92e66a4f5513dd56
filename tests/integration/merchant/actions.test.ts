import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { retryFulfillment } from '@/lib/orders/merchant/retry-fulfillment';
import { listStock, receiveStock } from '@/lib/stock/receive-stock';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { buy, goodAccount } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { plainOrder } from './plain-order';

useDatabase();
const stripe = useSandbox();
const actor = 'ottavia@bottega.example';

async function orderIdOf(sessionId: string): Promise<string> {
  const result = await fulfillCheckout(sessionId, { trigger: 'webhook' });
  if (result.status !== 'order') throw new Error(result.status);
  return result.orderId;
}

describe('retry', () => {
  afterEach(expectInvariants);

  test('fulfils what was waiting once what was in the way is gone, and twice at once does it once', async () => {
    await db().licenseKey.updateMany({ where: { fulfillmentId: null }, data: { revokedAt: new Date() } });
    const orderId = await orderIdOf(await buy(stripe, [{ slug: 'registri', quantity: 2 }]));

    const early = await retryFulfillment(orderId, actor);
    expect(early).toMatchObject({
      changed: false,
      reason: 'still_waiting',
      attention: { reasons: [{ code: 'keys_short', missing: 2, of: 2 }], lines: [{ product: {} }] },
    });

    await db().licenseKey.updateMany({ where: { fulfillmentId: null }, data: { revokedAt: null } });
    const results = await Promise.all([1, 2, 3].map(() => retryFulfillment(orderId, actor)));
    expect(results.filter((result) => result.changed).length).toBeGreaterThanOrEqual(1);
    const order = await db().order.findUniqueOrThrow({
      where: { id: orderId },
      include: { timeline: true, lines: { include: { fulfillments: { include: { licenseKeys: true } } } } },
    });
    expect(order).toMatchObject({ fulfillment: 'fulfilled', attention: null, fulfilledBy: 'merchant' });
    expect(order.lines.flatMap((line) => line.fulfillments.flatMap((row) => row.licenseKeys))).toHaveLength(
      2,
    );
    expect(order.timeline.filter(({ kind }) => kind === 'fulfilled')).toMatchObject([{ actor }]);

    expect(await retryFulfillment(orderId, actor)).toEqual({
      changed: false,
      reason: 'already_fulfilled',
      attention: null,
    });
  });

  test('finds a payment that has arrived in the meantime, and says so while it has not', async () => {
    const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }], { instrument: goodAccount });
    const orderId = await orderIdOf(sessionId);
    expect(await retryFulfillment(orderId, actor)).toMatchObject({ changed: false, reason: 'not_paid' });

    const { paymentIntentId } = await db().order.findUniqueOrThrow({ where: { id: orderId } });
    await stripe.engine.account.settleDebit(paymentIntentId ?? '', 'succeed');
    const result = await retryFulfillment(orderId, actor);
    expect(result).toMatchObject({
      changed: true,
      paymentMoved: true,
      payment: 'paid',
      fulfillment: 'fulfilled',
    });
    expect(result.changed && result.lines).toHaveLength(1);
  });

  test('says exactly why it did nothing', async () => {
    const unknown = await plainOrder({
      fulfillment: 'needs_attention',
      attention: [{ code: 'no_lines' }],
    });
    const cancelled = await plainOrder({ payment: 'refunded', fulfillment: 'cancelled' });
    expect(await retryFulfillment(unknown.id, actor)).toMatchObject({
      changed: false,
      reason: 'not_at_stripe',
    });
    expect(await retryFulfillment(cancelled.id, actor)).toMatchObject({
      changed: false,
      reason: 'cancelled',
    });
    expect(await retryFulfillment(randomUUID(), actor)).toMatchObject({ changed: false, reason: 'no_order' });
    await db().order.deleteMany({ where: { id: { in: [unknown.id, cancelled.id] } } });
  });
});

describe('receiving stock', () => {
  afterEach(expectInvariants);
  const vase = async () => {
    const row = (await listStock('it')).find(({ slug }) => slug === 'vaso-a-bottiglia');
    if (!row) throw new Error('the vase is not counted');
    return row;
  };

  test('adds to what is on hand once for each form, however often it is sent', async () => {
    const before = await vase();
    const form = { variantId: before.variantId, units: '3', seen: String(before.received) };
    const results = await Promise.all([1, 2, 3].map(() => receiveStock(form)));
    expect(results.filter((result) => !('reason' in result))).toEqual([
      { received: 3, onHand: before.onHand + 3 },
    ]);
    expect(results.filter((result) => 'reason' in result && result.reason === 'changed')).toHaveLength(2);
    expect(await vase()).toMatchObject({
      received: before.received + 3,
      onHand: before.onHand + 3,
      held: before.held,
      sold: before.sold,
    });
  });

  test('refuses what is no whole number of units, and products that are not counted', async () => {
    const { variantId, received } = await vase();
    for (const units of ['0', '-1', '1.5', 'three', '', '100001']) {
      const result = await receiveStock({ variantId, units, seen: received });
      expect(result, units).toEqual({ received: 0, reason: 'malformed' });
    }
    const download = await db().productVariant.findFirstOrThrow({ where: { stock: null } });
    expect(await receiveStock({ variantId: download.id, units: 1, seen: 0 })).toEqual({
      received: 0,
      reason: 'not_counted',
    });
  });
});
