import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { reconcilePayment } from '@/lib/fulfillment/reconcile-payment';
import { drainQueue } from '@/lib/jobs/worker';
import { loadKeys } from '@/lib/license-keys/load-keys';
import { refundOrder } from '@/lib/orders/merchant/refund-order';
import { retryFulfillment } from '@/lib/orders/merchant/retry-fulfillment';
import { foreignSession, mailsOf, orderOf, paymentOf, putOnShelf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy, pay } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';
import { emptyPool, keysOf, pool } from './registri';

useDatabase();
useMailbox();
const stripe = useSandbox();

const load = async (text: string) =>
  loadKeys((await variantOf('registri')).id, new TextEncoder().encode(text), false);
beforeEach(emptyPool);
afterEach(expectInvariants);

describe('an order of which a pool covers a part', () => {
  test('is given what there is, and the rest is told in a mail of its own when it comes', async () => {
    await load('P-1\nP-2');
    const sessionId = await foreignSession('registri', 3);
    await pay(stripe, sessionId);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    expect(await keysOf(sessionId)).toEqual(['P-1', 'P-2']);
    expect(await pool()).toMatchObject({ free: 0, waiting: 1 });
    await drainQueue();
    expect(await load('P-3\nP-4')).toMatchObject({ loaded: 2, waiting: 1 });
    await drainQueue();
    expect(await keysOf(sessionId)).toEqual(['P-1', 'P-2', 'P-3']);
    expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled', attention: null });
    expect(await pool()).toMatchObject({ free: 1, waiting: 0 });
    expect(await mailsOf(sessionId)).toEqual(['receipt', 'delivery']);
  });

  test('shares a pool that covers half of two orders with the other, and none has a key of both', async () => {
    await load('Q-1\nQ-2\nQ-3');
    const sessions = [await foreignSession('registri', 3), await foreignSession('registri', 3)];
    for (const sessionId of sessions) await pay(stripe, sessionId);
    await Promise.all(
      [...sessions, ...sessions].map((sessionId) => fulfillCheckout(sessionId, { trigger: 'webhook' })),
    );
    const given = (await Promise.all(sessions.map(keysOf))).flat();
    expect(given.sort()).toEqual(['Q-1', 'Q-2', 'Q-3']);
    expect(await pool()).toMatchObject({ free: 0, waiting: 3 });
    await load('Q-4\nQ-5\nQ-6');
    await drainQueue();
    for (const sessionId of sessions) expect(await keysOf(sessionId)).toHaveLength(3);
    expect(await pool()).toMatchObject({ free: 0, waiting: 0 });
  });

  test('that lacks units on the shelf, too, gets keys for those it has, and the rest with the goods', async () => {
    await putOnShelf('registri', 2);
    await load('S-1');
    const sessionId = await foreignSession('registri', 3);
    await pay(stripe, sessionId);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    expect(await keysOf(sessionId)).toEqual(['S-1']);
    expect(await pool()).toMatchObject({ waiting: 1 });
    expect(await load('S-2\nS-3')).toMatchObject({ waiting: 1 });
    await drainQueue();
    expect(await keysOf(sessionId)).toEqual(['S-1', 'S-2']);
    expect(await pool()).toMatchObject({ free: 1, waiting: 0 });
    await putOnShelf('registri', 1);
    await fulfillCheckout(sessionId, { trigger: 'merchant' });
    expect(await keysOf(sessionId)).toEqual(['S-1', 'S-2', 'S-3']);
    expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled' });
  });

  test('says at a retry that it went on, also where only a part could be given, and else what it waits for', async () => {
    const sessionId = await buy(stripe, [{ slug: 'registri', quantity: 2 }]);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const { id: orderId } = await orderOf(sessionId);
    const retry = () => retryFulfillment(orderId, 'ottavia@shop.test');
    expect(await retry()).toMatchObject({ changed: false, reason: 'still_waiting' });
    const { variantId } = await pool();
    await db().licenseKey.create({ data: { variantId, key: 'T-1' } });
    expect(await retry()).toMatchObject({ changed: true, lines: [], fulfillment: 'needs_attention' });
    expect(await retry()).toMatchObject({ changed: false, reason: 'still_waiting' });
    await db().licenseKey.create({ data: { variantId, key: 'T-2' } });
    expect(await retry()).toMatchObject({ changed: true, fulfillment: 'fulfilled', attention: null });
  });

  test('taken back by a lost dispute that is reversed has the same keys again, and waits for the rest', async () => {
    await load('U-1');
    const sessionId = await buy(stripe, [{ slug: 'registri', quantity: 2 }]);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const payment = await paymentOf(sessionId);
    await stripe.engine.account.openDispute(payment);
    await stripe.engine.account.closeDispute(payment, 'lost');
    await reconcilePayment(payment, { trigger: 'sweep' });
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
    const dispute = stripe.engine.account.disputes().find((one) => one.payment_intent === payment);
    if (dispute) dispute.status = 'won';
    await reconcilePayment(payment, { trigger: 'sweep' });
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'needs_attention' });
    const live = await db().licenseKey.findMany({
      where: { revokedAt: null, fulfillment: { orderLine: { order: { sessionId } } } },
    });
    expect(live.map(({ key }) => key)).toEqual(['U-1']);
    expect(await load('U-2')).toMatchObject({ waiting: 1 });
    await drainQueue();
    expect(await keysOf(sessionId)).toEqual(['U-1', 'U-2']);
    expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled' });
  });

  test('whose missing unit is refunded keeps the keys it was given, and waits no more', async () => {
    await load('R-1');
    const sessionId = await buy(stripe, [{ slug: 'registri', quantity: 2 }]);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const { id: orderId, lines } = await orderOf(sessionId);
    const wish = {
      orderId,
      idempotencyKey: crypto.randomUUID(),
      kind: 'lines',
      lines: { [lines[0]?.id ?? '']: 1 },
    };
    expect(await refundOrder(wish, 'ottavia@shop.test')).toMatchObject({
      refunded: true,
      fulfillment: 'fulfilled',
    });
    expect(await keysOf(sessionId)).toEqual(['R-1']);
    expect(await pool()).toMatchObject({ free: 0, waiting: 0 });
  });
});
