import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { cancelCheckout } from '@/lib/checkout/cancel-checkout';
import { type CheckoutRequest, startCheckout } from '@/lib/checkout/start-checkout';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { sweep } from '@/lib/jobs/sweep';
import { stripe as stripeClient } from '@/lib/stripe/client';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { pay } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';

useDatabase();
const stripe = useSandbox();

const request = (fields: Partial<CheckoutRequest> = {}): CheckoutRequest => ({
  idempotencyKey: randomUUID(),
  mode: 'hosted',
  lines: [{ slug: 'ciotola', quantity: 1 }],
  locale: 'it',
  browserId: randomUUID(),
  ...fields,
});
const started = async (fields: Partial<CheckoutRequest> = {}) => {
  const result = await startCheckout(request(fields));
  if (!result.ok) throw new Error(result.reason);
  return result;
};
const lastUnit = [{ slug: 'luna-su-superga', quantity: 1 }];

afterEach(expectInvariants);

describe('starting a checkout', () => {
  test('holds the stock and asks Stripe for a session that ends when the hold does', async () => {
    const before = await stockOf('ciotola');
    const { sessionId } = await started({ lines: [{ slug: 'ciotola', quantity: 3 }] });
    expect(await stockOf('ciotola')).toEqual({ ...before, onHand: before.onHand - 3, held: before.held + 3 });
    const view = stripe.engine.checkout.view(sessionId);
    const checkout = await db().checkout.findUniqueOrThrow({ where: { sessionId } });
    expect(view?.session.expires_at).toBe(Math.floor(checkout.expiresAt.getTime() / 1000));
    expect(view?.session.locale).toBe('it');
    expect(view?.session.shipping_address_collection?.allowed_countries).toContain('IT');
    expect(view?.session.phone_number_collection?.enabled).toBe(true);
  });

  test('asks for an address only when there is something to send', async () => {
    const { sessionId } = await started({ lines: [{ slug: 'listello', quantity: 1 }] });
    const session = stripe.engine.checkout.view(sessionId)?.session;
    expect(session?.shipping_address_collection).toBeNull();
    expect(session?.shipping_options).toEqual([]);
    expect(session?.allow_promotion_codes).toBe(true);
  });

  test('a double click makes one session and one hold', async () => {
    const before = await stockOf('brocca');
    const twice = request({ lines: [{ slug: 'brocca', quantity: 1 }] });
    const [first, second] = await Promise.all([startCheckout(twice), startCheckout(twice)]);
    const third = await startCheckout(twice);
    expect(first.ok && second.ok && third.ok).toBe(true);
    expect(new Set([first, second, third].map((result) => result.ok && result.sessionId)).size).toBe(1);
    expect((await stockOf('brocca')).held).toBe(before.held + 1);
  });

  test('the last unit is held by one of ten', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, () => startCheckout(request({ lines: lastUnit }))),
    );
    const winners = results.filter((result) => result.ok);
    expect(winners).toHaveLength(1);
    for (const loser of results.filter((result) => !result.ok)) {
      expect(loser).toEqual({ ok: false, reason: 'out_of_stock', slug: 'luna-su-superga', available: 0 });
    }
    expect(await stockOf('luna-su-superga')).toEqual({ onHand: 0, held: 1, sold: 0 });
    const [winner] = winners;
    if (winner?.ok) await stripe.engine.account.expire(winner.sessionId);
    if (winner?.ok) await fulfillCheckout(winner.sessionId, { trigger: 'webhook' });
    expect(await stockOf('luna-su-superga')).toEqual({ onHand: 1, held: 0, sold: 0 });
  });

  test('nobody is kept from the last unit by their own abandoned attempt', async () => {
    const browserId = randomUUID();
    const first = await started({ lines: lastUnit, browserId });
    const second = await started({ lines: lastUnit, browserId });
    expect(second.sessionId).not.toBe(first.sessionId);
    expect(stripe.engine.checkout.view(first.sessionId)?.session.status).toBe('expired');
    await cancelCheckout(second.sessionId, browserId);
    expect(await stockOf('luna-su-superga')).toEqual({ onHand: 1, held: 0, sold: 0 });
  });

  test('a checkout can be ended whose product is no longer counted', async () => {
    const browserId = randomUUID();
    const { sessionId } = await started({ lines: [{ slug: 'due-bicchieri', quantity: 1 }], browserId });
    const { id: variantId } = await variantOf('due-bicchieri');
    const stock = await db().stock.delete({ where: { variantId } });
    await cancelCheckout(sessionId, browserId);
    expect(await db().checkout.findUnique({ where: { sessionId } })).toMatchObject({ state: 'expired' });
    await db().stock.create({ data: { ...stock, onHand: stock.onHand + 1, held: stock.held - 1 } });
  });

  test('only the browser that started a checkout can end it', async () => {
    const { sessionId } = await started();
    await cancelCheckout(sessionId, randomUUID());
    expect(stripe.engine.checkout.view(sessionId)?.session.status).toBe('open');
  });

  test('turning back from a session that was paid in the meantime fulfils it', async () => {
    const browserId = randomUUID();
    const { sessionId } = await started({ browserId });
    await pay(stripe, sessionId);
    await cancelCheckout(null, browserId);
    expect(await db().order.findUnique({ where: { sessionId } })).toMatchObject({ fulfillment: 'fulfilled' });
  });

  test('the same button after its session expired starts anew, and after it was paid leads to the order', async () => {
    const again = request({ lines: [{ slug: 'due-bicchieri', quantity: 1 }] });
    const first = await startCheckout(again);
    if (!first.ok) throw new Error(first.reason);
    await stripe.engine.account.expire(first.sessionId);
    const second = await startCheckout(again);
    if (!second.ok) throw new Error(second.reason);
    expect(second.sessionId).not.toBe(first.sessionId);
    await pay(stripe, second.sessionId);
    expect(await startCheckout(again)).toEqual({
      ok: true,
      mode: 'hosted',
      sessionId: second.sessionId,
      url: `http://shop.test/success?session_id=${second.sessionId}`,
    });
    await fulfillCheckout(second.sessionId, { trigger: 'webhook' });
  });

  test('an embedded checkout gets a client secret and no address to go to', async () => {
    const result = await started({ mode: 'embedded' });
    expect(result).toMatchObject({
      mode: 'embedded',
      clientSecret: expect.stringContaining(result.sessionId),
    });
  });

  test.each([
    ['an empty cart', { lines: [] }, 'empty'],
    ['a product that is not there', { lines: [{ slug: 'nothing', quantity: 1 }] }, 'unknown_product'],
    ['a negative quantity', { lines: [{ slug: 'ciotola', quantity: -1 }] }, 'malformed'],
    ['half a bowl', { lines: [{ slug: 'ciotola', quantity: 0.5 }] }, 'malformed'],
    ['no number at all', { lines: [{ slug: 'ciotola', quantity: Number.NaN }] }, 'malformed'],
    ['more than one order may have', { lines: [{ slug: 'ciotola', quantity: 1000 }] }, 'quantity'],
    [
      'the same product twice',
      {
        lines: [
          { slug: 'ciotola', quantity: 1 },
          { slug: 'ciotola', quantity: 1 },
        ],
      },
      'malformed',
    ],
    ['what is sold out', { lines: [{ slug: 'vaso-a-bottiglia', quantity: 1 }] }, 'out_of_stock'],
    [
      'a membership together with goods',
      {
        lines: [
          { slug: 'amici', quantity: 1 },
          { slug: 'ciotola', quantity: 1 },
        ],
      },
      'mixed_cart',
    ],
    ['a malformed idempotency key', { idempotencyKey: "' OR 1=1" }, 'malformed'],
    ['a browser without a proper ID', { browserId: 'x' }, 'malformed'],
  ] satisfies [string, Partial<CheckoutRequest>, string][])(
    '%s is refused and holds nothing',
    async (_name, fields, reason) => {
      const count = await db().checkout.count();
      const result = await startCheckout(request(fields));
      expect(result).toMatchObject({ ok: false, reason });
      expect(await db().checkout.count()).toBe(count);
    },
  );
});

describe('while Stripe cannot be asked', () => {
  const jug = [{ slug: 'brocca', quantity: 1 }];

  test('a second press, minutes later, starts a checkout that Stripe accepts', async () => {
    const before = await stockOf('brocca');
    const button = request({ lines: jug });
    const port = stripeClient().getApiField('port');
    stripeClient()._api.port = 9;
    expect(await startCheckout(button)).toEqual({ ok: false, reason: 'stripe_unavailable' });
    stripeClient()._api.port = port;
    const attempt = await db().checkout.findFirstOrThrow({ where: { state: 'starting' } });
    const expiresAt = new Date(attempt.expiresAt.getTime() - 3 * 60_000);
    await db().checkout.update({ where: { id: attempt.id }, data: { expiresAt } });

    const [first, second] = await Promise.all([startCheckout(button), startCheckout(button)]);
    expect(first).toMatchObject({ ok: true, mode: 'hosted' });
    expect(second).toEqual(first);
    expect((await stockOf('brocca')).held).toBe(before.held + 1);
  });

  test('a second press within a minute takes the same attempt up again', async () => {
    const button = request({ lines: jug });
    const port = stripeClient().getApiField('port');
    stripeClient()._api.port = 9;
    await startCheckout(button);
    stripeClient()._api.port = port;
    const attempt = await db().checkout.findFirstOrThrow({ where: { state: 'starting' } });
    const result = await startCheckout(button);
    expect(await db().checkout.findUnique({ where: { id: attempt.id } })).toMatchObject({
      state: 'open',
      sessionId: result.ok && result.sessionId,
    });
  });

  test.each([
    ['wrong', Stripe.errors.StripeAuthenticationError, 401],
    ['short of a permission', Stripe.errors.StripePermissionError, 403],
  ])('with a key that is %s, what may still be paid keeps its stock', async (_name, Refusal, statusCode) => {
    const button = request({ lines: jug });
    const first = await startCheckout(button);
    if (!first.ok) throw new Error(first.reason);
    const held = (await stockOf('brocca')).held;
    vi.spyOn(stripeClient().checkout.sessions, 'retrieve').mockRejectedValue(
      new Refusal({ type: 'invalid_request_error', message: 'no', statusCode }),
    );
    expect(await startCheckout(button)).toEqual({ ok: false, reason: 'stripe_unavailable' });
    vi.restoreAllMocks();
    expect((await stockOf('brocca')).held).toBe(held);
    expect(await startCheckout(button)).toEqual(first);
  });
});

describe('the sweep', () => {
  const overdue = (where: object) =>
    db().checkout.updateMany({ where, data: { expiresAt: new Date(Date.now() - 10 * 60_000) } });

  test('gives back what a checkout held whose expiry nobody told us of', async () => {
    const before = await stockOf('ciotola');
    const { sessionId } = await started();
    await stripe.engine.account.expire(sessionId);
    await overdue({ sessionId });
    await sweep();
    expect(await stockOf('ciotola')).toEqual(before);
  });

  test('fulfils a checkout that was paid and whose every event was lost', async () => {
    const { sessionId } = await started();
    await pay(stripe, sessionId);
    await overdue({ sessionId });
    await Promise.all([sweep(), sweep()]);
    expect(await db().order.findUnique({ where: { sessionId } })).toMatchObject({
      fulfillment: 'fulfilled',
      fulfilledBy: 'sweep',
    });
  });

  test('gives back what was held by a process that died before it asked Stripe', async () => {
    const before = await stockOf('ciotola');
    const { sessionId } = await started();
    await db().checkout.update({ where: { sessionId }, data: { state: 'starting', sessionId: null } });
    await db().checkout.updateMany({
      where: { state: 'starting' },
      data: { createdAt: new Date(Date.now() - 10 * 60_000) },
    });
    await sweep();
    expect(await stockOf('ciotola')).toEqual(before);
  });
});
