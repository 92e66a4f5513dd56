import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hashBrowserId } from '@/lib/checkout/browser-id';
import { takeUpCheckout } from '@/lib/checkout/take-up-checkout';
import { db } from '@/lib/db';
import { wayBack } from '@/lib/orders/buyer/way-back';
import { useDatabase } from '../../support/database';
import { pay, startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const stripe = useSandbox();
const lines = [{ slug: 'quaderno-pdf', quantity: 1 }];

async function begun(mode: 'hosted' | 'embedded') {
  const browserId = randomUUID();
  const sessionId = await startSession(lines, { mode, browserId });
  return { sessionId, browserHash: hashBrowserId(browserId) };
}

describe('the way back to a checkout that is still open', () => {
  const url = 'https://checkout.stripe.com/c/pay/cs_test_1';

  test('leads to Stripe’s page, for the browser that started it', async () => {
    const { sessionId, browserHash } = await begun('hosted');
    expect(await wayBack({ sessionId, url }, browserHash)).toBe(url);
    expect(await wayBack({ sessionId, url }, 'another')).toBeNull();
    expect(await wayBack({ sessionId, url }, null)).toBeNull();
  });

  test('is open to anybody for a session that did not start here', async () => {
    expect(await wayBack({ sessionId: 'cs_test_link', url }, null)).toBe(url);
  });

  test('leads to the form in our page, which takes the same session up again', async () => {
    const { sessionId, browserHash } = await begun('embedded');
    const back = new URL((await wayBack({ sessionId, url: null }, browserHash)) ?? '', 'http://shop.test');
    expect(back.pathname).toBe('/checkout/embedded');
    expect(back.searchParams.get('session_id')).toBe(sessionId);
    const secret = stripe.engine.checkout.view(sessionId)?.session.client_secret;
    expect(await takeUpCheckout(sessionId, browserHash)).toEqual({ clientSecret: secret });
    expect(await db().checkout.findUnique({ where: { sessionId } })).toMatchObject({ state: 'open' });
  });
});

describe('the form in our page', () => {
  test('shows nobody else what was typed into it', async () => {
    const { sessionId } = await begun('embedded');
    expect(await takeUpCheckout(sessionId, 'another')).toEqual({ url: '/checkout' });
    expect(await takeUpCheckout(sessionId, null)).toEqual({ url: '/checkout' });
    expect(await takeUpCheckout('nonsense', 'another')).toEqual({ url: '/checkout' });
  });

  test('of a session that was paid leads to its landing page', async () => {
    const { sessionId, browserHash } = await begun('embedded');
    await pay(stripe, sessionId);
    expect(await takeUpCheckout(sessionId, browserHash)).toEqual({
      url: `http://shop.test/success?session_id=${sessionId}`,
    });
  });

  test('of a session that has expired leads to the checkout', async () => {
    const { sessionId, browserHash } = await begun('embedded');
    await stripe.engine.account.expire(sessionId);
    expect(await takeUpCheckout(sessionId, browserHash)).toEqual({ url: '/checkout' });
  });

  test('of a session on Stripe’s page leads there', async () => {
    const { sessionId, browserHash } = await begun('hosted');
    expect(await takeUpCheckout(sessionId, browserHash)).toEqual({
      url: stripe.engine.checkout.view(sessionId)?.session.url,
    });
  });
});
