import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { loadOrderRecords, openRecord } from '@/lib/orders/merchant/order-records';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { buy, emptyAccount, goodAccount, pay } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const stripe = useSandbox();

const client = async () => (await import('@/lib/stripe/client')).stripe();
const orderOf = (sessionId: string) =>
  db().order.findUniqueOrThrow({
    where: { sessionId },
    include: { records: { orderBy: [{ kind: 'asc' }, { id: 'asc' }] } },
  });
const kindsOf = async (sessionId: string) => (await orderOf(sessionId)).records.map(({ kind }) => kind);

afterEach(expectInvariants);

describe('the copies of what Stripe returned', () => {
  test('are kept with the order, each by itself, without secrets', async () => {
    const sessionId = await buy(stripe, [{ slug: 'ciotola', quantity: 2 }]);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const { records, paymentIntentId } = await orderOf(sessionId);
    expect(records.map(({ kind, objectId }) => [kind, objectId])).toEqual([
      ['checkout_session', sessionId],
      ['line_items', sessionId],
      ['payment_intent', paymentIntentId],
    ]);
    const [session, lines, payment] = records.map(({ body }) => body);
    expect(session).toMatchObject({
      id: sessionId,
      payment_status: 'paid',
      payment_intent: paymentIntentId,
      shipping_cost: { shipping_rate: { object: 'shipping_rate' } },
      customer_details: { email: 'ada@example.com' },
    });
    // A price is a plain figure, whatever class the client makes of it.
    expect(lines).toMatchObject([{ quantity: 2, price: { unit_amount: 3600, unit_amount_decimal: '3600' } }]);
    expect(payment).toMatchObject({ status: 'succeeded', latest_charge: { paid: true } });
    expect(JSON.stringify(records.map(({ body }) => body))).not.toMatch(/_secret_/);
    expect(new Set(records.map(({ apiVersion }) => apiVersion))).toEqual(new Set(['2026-10-28.endive']));
  });

  test('hold the customer and the subscription where there are any', async () => {
    const sessionId = await buy(stripe, [{ slug: 'amici', quantity: 1 }]);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    expect(await kindsOf(sessionId)).toEqual([
      'checkout_session',
      'customer',
      'line_items',
      'payment_intent',
      'subscription',
    ]);
  });

  test('are one for each different answer, however often Stripe is asked', async () => {
    const sessionId = await buy(stripe, [{ slug: 'due-bicchieri', quantity: 1 }], {
      instrument: emptyAccount,
    });
    for (let times = 0; times < 3; times++) {
      await Promise.all([
        fulfillCheckout(sessionId, { trigger: 'webhook' }),
        fulfillCheckout(sessionId, { trigger: 'landing' }),
      ]);
    }
    expect(await kindsOf(sessionId)).toEqual(['checkout_session', 'line_items', 'payment_intent']);
    const { paymentIntentId, records } = await orderOf(sessionId);
    await stripe.engine.account.settleDebit(paymentIntentId ?? '', 'fail');
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const later = (await orderOf(sessionId)).records;
    expect(later.map(({ kind }) => kind)).toEqual([
      'checkout_session',
      'line_items',
      'payment_intent',
      'payment_intent',
    ]);
    // What was there before is there still, word for word.
    expect(later).toEqual(expect.arrayContaining(records));
    expect(later.at(-1)?.body).toMatchObject({ status: 'requires_payment_method' });
  });

  test('hold every line item, however many pages they took', async () => {
    const prices = await db().price.findMany({
      where: { active: true, interval: null, variant: { product: { kinds: { equals: ['download'] } } } },
      take: 2,
    });
    const [first, second] = prices.map((price) => price.stripePriceId ?? '');
    const session = await (await client()).checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://shop.test/',
      line_items: Array.from({ length: 40 }, (_, at) => ({ price: at % 2 ? first : second, quantity: 1 })),
    });
    await pay(stripe, session.id);
    await fulfillCheckout(session.id, { trigger: 'webhook' });
    const kept = (await orderOf(session.id)).records.find(({ kind }) => kind === 'line_items');
    expect(kept?.body).toHaveLength(40);
  });

  test('cannot be changed: the table refuses', async () => {
    const { records } = await orderOf(
      (await db().order.findFirstOrThrow({ where: { payment: 'paid' } })).sessionId ?? '',
    );
    const { id } = records[0] ?? { id: 0 };
    await expect(db().orderRecord.update({ where: { id }, data: { body: {} } })).rejects.toThrow(
      /append-only/,
    );
    await expect(
      db().$executeRaw`UPDATE order_record SET retrieved_at = now() WHERE id = ${id}`,
    ).rejects.toThrow(/append-only/);
  });

  test('do not bring back what was erased', async () => {
    const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }], { instrument: goodAccount });
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const { id, paymentIntentId } = await orderOf(sessionId);
    const count = () => db().orderRecord.count({ where: { orderId: id } });
    const before = await count();
    await db().order.update({ where: { id }, data: { erasedAt: new Date() } });
    await stripe.engine.account.settleDebit(paymentIntentId ?? '', 'succeed');
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    expect(await count()).toBe(before);
  });
});

describe('the merchant’s page of copies', () => {
  test('lists them by kind and time, and opens one with its body', async () => {
    const order = await db().order.findFirstOrThrow({ where: { payment: 'failed' } });
    const page = await loadOrderRecords(order.number ?? 0);
    expect(page?.records.map(({ kind }) => kind)).toEqual([
      'checkout_session',
      'line_items',
      'payment_intent',
      'payment_intent',
    ]);
    expect(page?.records[0]).not.toHaveProperty('body');
    const last = page?.records.at(-1);
    const opened = await openRecord(order.id, String(last?.id));
    expect(opened).toMatchObject({ id: last?.id, body: { object: 'payment_intent' } });
    // Whoever doubts that it is what was kept can say so from what is shown.
    expect(createHash('sha256').update(JSON.stringify(opened?.body)).digest('hex')).toBe(last?.hash);
  });

  test('opens nothing of another order, and nothing that is no number', async () => {
    const [one, other] = await db().order.findMany({ take: 2, include: { records: true } });
    expect(await openRecord(one?.id ?? '', String(other?.records[0]?.id))).toBeNull();
    for (const asked of ['', 'x', '-1', '9'.repeat(40), undefined]) {
      expect(await openRecord(one?.id ?? '', asked)).toBeNull();
    }
    expect(await loadOrderRecords(999_999)).toBeNull();
  });
});
