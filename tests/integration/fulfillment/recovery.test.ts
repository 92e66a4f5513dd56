import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadOrderHead } from '@/lib/buyer-view/buyer-order';
import { hashBrowserId } from '@/lib/checkout/browser-id';
import { lastPurchases } from '@/lib/checkout/purchases';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { boughtInBrowser, linesToPayAgain } from '@/lib/orders/buyer/own-lines';
import { viewOf } from '@/lib/orders/buyer/viewer';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { emptyAccount, goodAccount, pay, startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const stripe = useSandbox();
let browserId: string;

/** Opens the address Stripe gives an expired session, and returns the session it starts. */
async function recover(sessionId: string): Promise<string> {
  const url = stripe.engine.checkout.view(sessionId)?.session.after_expiration?.recovery?.url;
  const answer = await fetch(url ?? '', { redirect: 'manual' });
  const recovered = stripe.engine.account
    .sessions()
    .find((session) => session.recovered_from === sessionId && session.status === 'open');
  if (answer.status !== 303 || !recovered) throw new Error('nothing was recovered');
  return recovered.id;
}

/** A session of this browser that has run out. @param told whether the shop was told so */
async function expired(slug: string, { quantity = 1, told = true } = {}): Promise<string> {
  const sessionId = await startSession([{ slug, quantity }], { browserId, locale: 'it' });
  await stripe.engine.account.expire(sessionId);
  if (told)
    expect(await fulfillCheckout(sessionId, { trigger: 'webhook' })).toMatchObject({ status: 'expired' });
  return sessionId;
}

const orderOf = (sessionId: string) =>
  db().order.findUniqueOrThrow({
    where: { sessionId },
    include: { checkout: true, lines: true, mails: true },
  });

const viewFrom = async (sessionId: string, browser: string) => {
  const head = await loadOrderHead({ sessionId });
  if (!head) throw new Error('no order');
  return viewOf(head, { browserHash: hashBrowserId(browser), holdsSignedLink: false }, new Date());
};

beforeEach(() => {
  browserId = randomUUID();
});
afterEach(expectInvariants);

describe('a session taken up again after it expired', () => {
  test('only Stripe’s own page offers it', async () => {
    const hosted = await startSession([{ slug: 'ciotola', quantity: 1 }]);
    expect(stripe.engine.checkout.view(hosted)?.session.after_expiration?.recovery).toMatchObject({
      enabled: true,
      allow_promotion_codes: true,
    });
    const embedded = await startSession([{ slug: 'ciotola', quantity: 1 }], { mode: 'embedded' });
    expect(stripe.engine.checkout.view(embedded)?.session.after_expiration).toBeNull();
  });

  test('is an order of its own, in the language and for the browser of the original', async () => {
    const before = await stockOf('ciotola');
    const original = await expired('ciotola', { quantity: 2 });
    expect(await stockOf('ciotola')).toEqual(before);
    const sessionId = await recover(original);
    // Nothing is held for it: it is open for a day, and may never be paid.
    expect(await stockOf('ciotola')).toEqual(before);
    await pay(stripe, sessionId);
    await Promise.all(Array.from({ length: 6 }, () => fulfillCheckout(sessionId, { trigger: 'webhook' })));

    const order = await orderOf(sessionId);
    expect(order).toMatchObject({
      origin: 'hosted',
      locale: 'it',
      payment: 'paid',
      fulfillment: 'fulfilled',
    });
    expect(await viewFrom(sessionId, browserId)).toBe('full');
    expect(await viewFrom(sessionId, randomUUID())).toBe('limited');
    expect(await stockOf('ciotola')).toEqual({
      ...before,
      onHand: before.onHand - 2,
      sold: before.sold + 2,
    });
    const first = await db().checkout.findUniqueOrThrow({ where: { sessionId: original } });
    expect(first.state).toBe('expired');
    expect(order.checkout).toMatchObject({ state: 'complete', cart: [{ slug: 'ciotola', quantity: 2 }] });
    expect(order.checkoutId).not.toBe(first.id);
    expect(await db().order.count({ where: { sessionId: original } })).toBe(0);
  });

  test('takes what was bought out of the browser’s cart, as any purchase does', async () => {
    const sessionId = await recover(await expired('quaderno-pdf'));
    const browserHash = hashBrowserId(browserId);
    expect(await boughtInBrowser(sessionId, browserHash)).toBeNull();
    await pay(stripe, sessionId);
    await fulfillCheckout(sessionId, { trigger: 'landing' });
    expect(await boughtInBrowser(sessionId, browserHash)).toEqual([{ slug: 'quaderno-pdf', quantity: 1 }]);
    expect(await lastPurchases(browserHash)).toEqual([{ sessionId, lines: [{ slug: 'quaderno-pdf' }] }]);
  });

  test('frees what the original still held when nobody told us that it expired, and sells that very unit', async () => {
    const original = await expired('luna-su-superga', { told: false });
    expect(await stockOf('luna-su-superga')).toEqual({ onHand: 0, held: 1, sold: 0 });
    const sessionId = await recover(original);
    await pay(stripe, sessionId);
    expect(await fulfillCheckout(sessionId, { trigger: 'landing' })).toMatchObject({
      payment: 'paid',
      fulfillment: 'fulfilled',
    });
    expect(await stockOf('luna-su-superga')).toEqual({ onHand: 0, held: 0, sold: 1 });
    // The late word of the original's end finds nothing left to give back.
    expect(await fulfillCheckout(original, { trigger: 'webhook' })).toMatchObject({ status: 'expired' });
    expect(await stockOf('luna-su-superga')).toEqual({ onHand: 0, held: 0, sold: 1 });

    // The same address works for a month, so somebody may pay twice: oversold, and a person decides.
    const again = await recover(original);
    await pay(stripe, again);
    expect(await fulfillCheckout(again, { trigger: 'webhook' })).toMatchObject({
      payment: 'paid',
      fulfillment: 'needs_attention',
    });
    expect((await orderOf(again)).attention).toMatchObject([{ code: 'out_of_stock', wanted: 1, missing: 1 }]);
  });

  test('at the same instant as the word that the original expired, gives back and sells each unit once', async () => {
    for (let times = 0; times < 5; times++) {
      const before = await stockOf('brocca');
      const original = await expired('brocca', { told: false });
      const sessionId = await recover(original);
      await pay(stripe, sessionId);
      await Promise.all([
        fulfillCheckout(original, { trigger: 'webhook' }),
        fulfillCheckout(sessionId, { trigger: 'webhook' }),
        fulfillCheckout(sessionId, { trigger: 'landing' }),
        fulfillCheckout(original, { trigger: 'sweep' }),
      ]);
      expect((await orderOf(sessionId)).fulfillment).toBe('fulfilled');
      expect(await stockOf('brocca')).toEqual({
        onHand: before.onHand - 1,
        held: before.held,
        sold: before.sold + 1,
      });
    }
  });

  test('can expire and be taken up again itself, and still is the same browser’s', async () => {
    const second = await recover(await expired('refuso-4'));
    await stripe.engine.account.expire(second);
    expect(await fulfillCheckout(second, { trigger: 'webhook' })).toMatchObject({ status: 'expired' });
    const third = await recover(second);
    await pay(stripe, third);
    await fulfillCheckout(third, { trigger: 'webhook' });
    expect(await viewFrom(third, browserId)).toBe('full');
  });

  test('with a payment that takes days, is fulfilled when it arrives', async () => {
    const sessionId = await recover(await expired('due-bicchieri'));
    await pay(stripe, sessionId, goodAccount);
    expect(await fulfillCheckout(sessionId, { trigger: 'webhook' })).toMatchObject({ payment: 'awaiting' });
    const { paymentIntentId } = await orderOf(sessionId);
    await stripe.engine.account.settleDebit(paymentIntentId ?? '', 'succeed');
    expect(await fulfillCheckout(sessionId, { trigger: 'webhook' })).toMatchObject({
      payment: 'paid',
      fulfillment: 'fulfilled',
    });
    expect(await viewFrom(sessionId, browserId)).toBe('full');
  });

  test('with a payment that fails, leaves the order failed and the cart to be filled again', async () => {
    const before = await stockOf('due-bicchieri');
    const sessionId = await recover(await expired('due-bicchieri'));
    await pay(stripe, sessionId, emptyAccount);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const { paymentIntentId } = await orderOf(sessionId);
    await stripe.engine.account.settleDebit(paymentIntentId ?? '', 'fail');
    expect(await fulfillCheckout(sessionId, { trigger: 'webhook' })).toMatchObject({ payment: 'failed' });
    expect(await stockOf('due-bicchieri')).toEqual(before);
    const asked = { sessionId, signedOrderId: null, browserHash: hashBrowserId(browserId) };
    expect(await linesToPayAgain(asked)).toEqual([{ slug: 'due-bicchieri', quantity: 1 }]);
  });

  test('started elsewhere, belongs to no browser of ours', async () => {
    const { stripe: client } = await import('@/lib/stripe/client');
    const price = await db().price.findFirstOrThrow({
      where: { active: true, variant: { product: { slug: 'quaderno-pdf' } } },
    });
    const foreign = await client().checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://elsewhere.test/thanks',
      line_items: [{ price: price.stripePriceId ?? '', quantity: 1 }],
      client_reference_id: randomUUID(),
      after_expiration: { recovery: { enabled: true } },
    });
    await stripe.engine.account.expire(foreign.id);
    const sessionId = await recover(foreign.id);
    await pay(stripe, sessionId);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    expect(await orderOf(sessionId)).toMatchObject({ origin: 'other', checkoutId: null });
  });
});
