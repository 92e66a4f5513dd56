import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { reconcilePayment } from '@/lib/fulfillment/reconcile-payment';
import { refundOrder } from '@/lib/orders/merchant/refund-order';
import {
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
import { buy, pay } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const stripe = useSandbox();
const actor = 'ottavia@bottega.example';

afterEach(expectInvariants);

const bought = async (slug: string, quantity: number) => {
  const sessionId = await foreignSession(slug, quantity);
  await pay(stripe, sessionId);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  return sessionId;
};
const keysOf = async (sessionId: string) =>
  ((await orderOf(sessionId)).lines[0]?.fulfillments ?? [])
    .flatMap(({ licenseKeys }) => licenseKeys)
    .map(({ key, unit, revokedAt }) => ({ key, unit, live: revokedAt === null }));
const refundUnits = async (sessionId: string, quantity: number) => {
  const { id: orderId, lines } = await orderOf(sessionId);
  const wish = { orderId, idempotencyKey: crypto.randomUUID(), kind: 'lines' };
  const result = await refundOrder({ ...wish, lines: { [lines[0]?.id ?? '']: quantity } }, actor);
  if (!result.refunded) throw new Error(result.reason);
  return result.refundId;
};
const fail = async (sessionId: string, refundId: string) => {
  await stripe.engine.account.failRefund(refundId);
  await reconcilePayment(await paymentOf(sessionId), { trigger: 'webhook' });
};

describe('licence keys', () => {
  test('are given for the units there are, and more when more are there, counted on', async () => {
    await putOnShelf('registri', 2);
    const sessionId = await bought('registri', 3);
    const first = await keysOf(sessionId);
    expect(first.map(({ unit }) => unit)).toEqual([0, 1]);
    expect(await mailsOf(sessionId)).toEqual(['receipt']);
    await putOnShelf('registri', 5);
    await fulfillCheckout(sessionId, { trigger: 'merchant' });
    const all = await keysOf(sessionId);
    expect(all.slice(0, 2)).toEqual(first);
    expect(all.map(({ unit }) => unit)).toEqual([0, 1, 2]);
    expect(new Set(all.map(({ key }) => key))).toHaveProperty('size', 3);
    expect(await mailsOf(sessionId)).toEqual(['receipt', 'delivery']);
  });

  test('that were taken back come back the same, before any new one is drawn', async () => {
    await putOnShelf('registri', 9);
    const sessionId = await bought('registri', 3);
    const before = await keysOf(sessionId);
    const free = () => db().licenseKey.count({ where: { fulfillmentId: null } });
    const left = await free();
    const [one, two] = [await refundUnits(sessionId, 1), await refundUnits(sessionId, 1)];
    expect((await keysOf(sessionId)).map(({ live }) => live)).toEqual([true, false, false]);
    await fail(sessionId, one);
    expect((await keysOf(sessionId)).map(({ live }) => live)).toEqual([true, true, false]);
    await fail(sessionId, two);
    expect(await keysOf(sessionId)).toEqual(before);
    expect(await free()).toBe(left);
    // They were seen, so what they stood for stayed sold all along.
    expect((await stockOf('registri')).onHand).toBe(6);
  });

  test('made on demand are made once', async () => {
    const product = await db().product.findFirstOrThrow({ where: { licenseKeySource: 'generated' } });
    const sessionId = await bought(product.slug, 2);
    const before = await keysOf(sessionId);
    const refund = await refundUnits(sessionId, 2);
    expect((await keysOf(sessionId)).every(({ live }) => !live)).toBe(true);
    await fail(sessionId, refund);
    expect(await keysOf(sessionId)).toEqual(before);
  });
});

describe('access', () => {
  test('stays for one of two units, ends with the last, and given again ends when it would have ended', async () => {
    const sessionId = await bought('comporre-a-mano', 2);
    const entitlementOf = () =>
      db().entitlement.findFirstOrThrow({ where: { fulfillment: { orderLine: { order: { sessionId } } } } });
    const { id, endsAt } = await entitlementOf();
    await refundUnits(sessionId, 1);
    expect(await entitlementOf()).toMatchObject({ revokedAt: null });
    const last = await refundUnits(sessionId, 1);
    expect((await entitlementOf()).revokedAt).not.toBeNull();
    await fail(sessionId, last);
    expect(await entitlementOf()).toMatchObject({ id, endsAt, revokedAt: null });
  });
});

describe('everybody at the same instant', () => {
  test('refunds, failures, visits and retries leave what Stripe says, once', async () => {
    const sessionId = await buy(stripe, [
      { slug: 'ciotola', quantity: 3 },
      { slug: 'registri', quantity: 2 },
    ]);
    const payment = await paymentOf(sessionId);
    const asMany = (count: number, act: () => Promise<unknown>) => Array.from({ length: count }, act);
    await stripe.engine.account.refund(payment, 500);
    await Promise.all([
      ...asMany(6, () => fulfillCheckout(sessionId, { trigger: 'webhook' })),
      ...asMany(6, () => reconcilePayment(payment, { trigger: 'webhook' })),
      ...asMany(6, () => fulfillCheckout(sessionId, { trigger: 'landing' })),
    ]);
    await reconcilePayment(payment, { trigger: 'webhook' });
    await expectInvariants();
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'partly_refunded', fulfillment: 'fulfilled' });
    expect(await unitsOf(sessionId)).toEqual([['shipment 3'], ['license_key 2']]);

    await stripe.engine.account.refund(payment);
    await Promise.all([
      ...asMany(8, () => reconcilePayment(payment, { trigger: 'webhook' })),
      ...asMany(8, () => fulfillCheckout(sessionId, { trigger: 'sweep' })),
    ]);
    await expectInvariants();
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });

    const [refund] = stripe.engine.account.refunds();
    const syncs = asMany(8, () => reconcilePayment(payment, { trigger: 'webhook' }));
    await stripe.engine.account.failRefund(refund?.id ?? '');
    await Promise.all([...syncs, ...asMany(8, () => reconcilePayment(payment, { trigger: 'webhook' }))]);
    await expectInvariants();
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'partly_refunded', fulfillment: 'fulfilled' });
    expect(await unitsOf(sessionId)).toEqual([['shipment 3'], ['license_key 2']]);
    const told = await toldOf(sessionId);
    for (const kind of ['payment_received', 'units_taken_back', 'units_restored', 'refund_failed']) {
      expect(
        told.filter((one) => one === kind),
        kind,
      ).toHaveLength(1);
    }
    expect(told.filter((kind) => kind === 'payment_refunded')).toHaveLength(2);
    expect((await mailsOf(sessionId)).sort()).toEqual(['receipt', 'refund', 'refund', 'refund_failed']);
  });
});
