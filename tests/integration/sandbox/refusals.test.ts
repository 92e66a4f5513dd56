import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { EVENT_TYPES } from '../../../sandbox/stripe/api/schemas/event-types';
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

const LINE = {
  'line_items[0][price_data][currency]': 'eur',
  'line_items[0][price_data][product_data][name]': 'A',
};
const POST = 'shipping_options[0][shipping_rate_data]';
const RATE = {
  [`${POST}[display_name]`]: 'Post',
  [`${POST}[fixed_amount][amount]`]: '5',
  [`${POST}[fixed_amount][currency]`]: 'eur',
};

/** The address, what is needed beside it, the parameter in question and a value of it. */
const NOT_COVERED: [path: string, beside: Record<string, string>, param: string, value: string][] = [
  ['checkout/sessions', {}, 'payment_intent_data[capture_method]', 'manual'],
  ['checkout/sessions', LINE, 'line_items[0][price_data][product_data][tax_details]', '{}'],
  ['checkout/sessions', RATE, `${POST}[fixed_amount][currency_options]`, '{}'],
  ['payment_links', { 'line_items[0][quantity]': '1' }, 'payment_intent_data[capture_method]', 'manual'],
  [
    'products',
    { name: 'A', 'default_price_data[currency]': 'eur' },
    'default_price_data[currency_options]',
    '{}',
  ],
  ['prices', { currency: 'eur' }, 'billing_scheme', 'tiered'],
  ['prices', { currency: 'eur', 'product_data[name]': 'A' }, 'product_data[tax_details]', '{}'],
  ['subscriptions/sub_1', {}, 'trial_end', 'now'],
  ['promotion_codes/promo_1', {}, 'restrictions', '{}'],
  ['payment_intents/pi_1', {}, 'amount', '100'],
];

test.each(NOT_COVERED)(
  'what Stripe takes and the sandbox does not is said to be so: %s',
  async (path, beside, param, value) => {
    const { url } = await sandbox();
    const response = await fetch(`${url}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_tests' },
      body: new URLSearchParams({ ...beside, [param]: value }),
    });
    const { error } = await response.json();
    expect([response.status, error.param]).toEqual([400, param]);
    expect(error.message).toMatch(/^Stripe accepts .*, but this sandbox does not cover it\.$/);
  },
);

test('an endpoint can ask for the types of events that the installed client knows, and for no other', async () => {
  const path = join(import.meta.dirname, '../../../node_modules/stripe/cjs/resources/WebhookEndpoints.d.ts');
  const [, declared = ''] = /type EnabledEvent = ([^;]+);/.exec(await readFile(path, 'utf8')) ?? [];
  const types = [...declared.matchAll(/'([^']+)'/g)].map(([, type]) => type);
  expect(types.length).toBeGreaterThan(200);
  expect(new Set(['*', ...EVENT_TYPES])).toEqual(new Set(types));
});
