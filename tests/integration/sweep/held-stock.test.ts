import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { sweep } from '@/lib/jobs/sweep';
import { stripe as client } from '@/lib/stripe/client';
import { StripeUnavailable } from '@/lib/stripe/errors';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { buy, goodAccount, pay, startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const stripe = useSandbox();

const bowls = [{ slug: 'ciotola', quantity: 2 }];
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
/** Presses the button while Stripe is in a bad way; the shopper is told to try again. */
async function pressInVain(rule: Parameters<typeof stripe.engine.faults.set>[0]['api']): Promise<string> {
  stripe.engine.faults.set({ api: rule });
  await expect(startSession(bowls)).rejects.toThrow('stripe_unavailable');
  stripe.engine.faults.clear();
  const checkout = await db().checkout.findFirstOrThrow({
    where: { state: 'starting' },
    orderBy: { id: 'desc' },
  });
  return checkout.id;
}
const stateOf = async (id: string) => (await db().checkout.findUniqueOrThrow({ where: { id } })).state;
const age = (id: string, minutes: number) =>
  db().checkout.update({ where: { id }, data: { createdAt: minutesAgo(minutes) } });
const sessionFor = async (attempt: string) =>
  (await client().checkout.sessions.list({ limit: 100 })).data.find(
    ({ client_reference_id: reference }) => reference === attempt,
  );

afterEach(async () => {
  stripe.engine.faults.clear();
  await expectInvariants();
});

describe('an attempt that Stripe did not answer', () => {
  test('gives its stock back within minutes where Stripe made no session of it', async () => {
    const before = await stockOf('ciotola');
    const id = await pressInVain([{ do: 'fail', paths: ['/v1/checkout/sessions'], methods: ['POST'] }]);
    expect((await stockOf('ciotola')).held).toBe(before.held + 2);
    await sweep();
    expect((await stockOf('ciotola')).held).toBe(before.held + 2);
    await age(id, 4);
    await Promise.all([sweep(), sweep()]);
    expect(await stockOf('ciotola')).toEqual(before);
    expect(await stateOf(id)).toBe('expired');
  });

  test('gives it back where a session was made and its answer was lost: the session is ended first', async () => {
    const before = await stockOf('ciotola');
    const id = await pressInVain([
      { do: 'cut', work: 'after', paths: ['/v1/checkout/sessions'], methods: ['POST'] },
    ]);
    expect(await sessionFor(id)).toMatchObject({ status: 'open' });
    await age(id, 4);
    await sweep();
    expect(await sessionFor(id)).toMatchObject({ status: 'expired' });
    expect(await stockOf('ciotola')).toEqual(before);
    expect(await stateOf(id)).toBe('expired');
  });

  test('becomes an order where its session was paid all the same', async () => {
    const before = await stockOf('ciotola');
    const id = await pressInVain([
      { do: 'cut', work: 'after', paths: ['/v1/checkout/sessions'], methods: ['POST'] },
    ]);
    const session = await sessionFor(id);
    await pay(stripe, session?.id ?? '');
    await age(id, 4);
    await sweep();
    expect(await db().order.findUniqueOrThrow({ where: { sessionId: session?.id ?? '' } })).toMatchObject({
      checkoutId: id,
      fulfillment: 'fulfilled',
    });
    const { held, sold } = await stockOf('ciotola');
    expect([held, sold]).toEqual([before.held, before.sold + 2]);
  });

  test('keeps its stock as long as Stripe cannot say', async () => {
    const before = await stockOf('ciotola');
    const id = await pressInVain([{ do: 'fail', paths: ['/v1/checkout/sessions'], methods: ['POST'] }]);
    await age(id, 4);
    stripe.engine.faults.set({ api: [{ do: 'fail', methods: ['GET'] }] });
    await expect(sweep()).rejects.toBeInstanceOf(StripeUnavailable);
    expect((await stockOf('ciotola')).held).toBe(before.held + 2);
    stripe.engine.faults.clear();
    await sweep();
    expect(await stockOf('ciotola')).toEqual(before);
  });

  test('is found among many others of the same minutes', async () => {
    const id = await pressInVain([
      { do: 'cut', work: 'after', paths: ['/v1/checkout/sessions'], methods: ['POST'] },
    ]);
    const { data: prices } = await client().prices.list({ limit: 1 });
    for (let at = 0; at < 105; at++) {
      await client().checkout.sessions.create({
        mode: 'payment',
        success_url: 'https://example.com',
        line_items: [
          {
            price_data: { currency: 'eur', unit_amount: 100, product: String(prices[0]?.product) },
            quantity: 1,
          },
        ],
      });
    }
    await age(id, 4);
    await sweep();
    expect(await stateOf(id)).toBe('expired');
  });
});

describe('a session that has vanished at Stripe, as test data that was deleted', () => {
  test('gives back what its open checkout held', async () => {
    const before = await stockOf('brocca');
    const sessionId = await startSession([{ slug: 'brocca', quantity: 1 }]);
    await db().checkout.update({
      where: { sessionId },
      data: { sessionId: 'cs_test_gone', expiresAt: minutesAgo(5) },
    });
    await sweep();
    expect(await stockOf('brocca')).toEqual(before);
  });

  test('gives back what its order kept while the payment was on its way, and is not asked about every minute', async () => {
    const before = await stockOf('brocca');
    const sessionId = await buy(stripe, [{ slug: 'brocca', quantity: 1 }], { instrument: goodAccount });
    await fulfillCheckout(sessionId, { trigger: 'landing' });
    expect((await stockOf('brocca')).held).toBe(before.held + 1);
    const { id } = await db().order.update({
      where: { sessionId },
      data: { sessionId: 'cs_test_gone_too', createdAt: minutesAgo(120) },
    });
    await sweep();
    await sweep();
    expect(await stockOf('brocca')).toEqual(before);
    expect(await db().timelineEntry.findMany({ where: { orderId: id, trigger: 'sweep' } })).toMatchObject([
      { kind: 'attempt_failed', data: { reason: 'Stripe knows no such session.' } },
    ]);
    expect(await db().order.findUniqueOrThrow({ where: { id } })).toMatchObject({ payment: 'awaiting' });
  });
});
