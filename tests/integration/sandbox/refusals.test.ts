import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { client, refusal, sandbox } from './harness';

test.each([
  ['no key', undefined],
  ['another scheme', 'Digest sk_test_tests'],
  ['a malformed key', 'Bearer hello'],
  ['a publishable key', 'Bearer pk_test_tests'],
  ['a live key', 'Bearer sk_live_tests'],
])('%s is a 401 that still has a Request-Id', async (_name, authorization) => {
  const { url } = await sandbox();
  const response = await fetch(`${url}/v1/products`, { headers: authorization ? { authorization } : {} });
  expect(response.status).toBe(401);
  expect(response.headers.get('request-id')).toMatch(/^req_/);
  expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
});

test('a key works as the user name of basic auth, and the version asked for is echoed', async () => {
  const { url } = await sandbox();
  const authorization = `Basic ${Buffer.from('sk_test_tests:').toString('base64')}`;
  const response = await fetch(`${url}/v1/products`, {
    headers: { authorization, 'stripe-version': '2026-10-28.endive' },
  });
  expect([response.status, response.headers.get('stripe-version')]).toEqual([200, '2026-10-28.endive']);
});

test('the official client meets its own error classes', async () => {
  const { stripe, url } = await sandbox();
  const [auth, missing] = [
    await refusal(client(url, 'sk_live_x').products.list()),
    await refusal(stripe.prices.retrieve('price_none')),
  ];
  expect(auth).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
  expect(missing).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
});
