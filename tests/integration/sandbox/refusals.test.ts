import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { client, priceOf, refusal, sandbox } from './harness';

type Change = Record<string, unknown>;

/** One row per rule: what is sent on top of a good request, and how Stripe refuses it. */
const RULES: [rule: string, change: Change, param: string | undefined, code: string | undefined][] = [
  ['an old ui_mode name', { ui_mode: 'hosted' }, 'ui_mode', undefined],
  ['the ui_mode name "embedded"', { ui_mode: 'embedded' }, 'ui_mode', undefined],
  ['payment_method_types', { payment_method_types: ['card'] }, 'payment_method_types', 'parameter_unknown'],
  ['an unknown parameter', { colour: 'red' }, 'colour', 'parameter_unknown'],
  [
    'an unknown nested one',
    { line_items: [{ price: 'P', quantity: 1, size: 2 }] },
    'line_items[0][size]',
    'parameter_unknown',
  ],
  ['an unknown mode', { mode: 'sale' }, 'mode', undefined],
  ['no success_url', { success_url: undefined }, 'success_url', 'parameter_missing'],
  ['a success_url without scheme', { success_url: '/success' }, 'success_url', 'url_invalid'],
  ['no line items', { line_items: undefined }, 'line_items', 'parameter_missing'],
  [
    'a missing price',
    { line_items: [{ price: 'price_none', quantity: 1 }] },
    'line_items[0][price]',
    'resource_missing',
  ],
  ['a line without price', { line_items: [{ quantity: 1 }] }, 'line_items[0][price]', 'parameter_missing'],
  [
    'a line without quantity',
    { line_items: [{ price: 'P' }] },
    'line_items[0][quantity]',
    'parameter_missing',
  ],
  [
    'a quantity of 0',
    { line_items: [{ price: 'P', quantity: 0 }] },
    'line_items[0][quantity]',
    'parameter_invalid_integer',
  ],
  [
    'a quantity of "two"',
    { line_items: [{ price: 'P', quantity: 'two' }] },
    'line_items[0][quantity]',
    'parameter_invalid_integer',
  ],
  [
    '101 line items',
    { line_items: Array.from({ length: 101 }, () => ({ price: 'P', quantity: 1 })) },
    'line_items',
    undefined,
  ],
  [
    'an inactive price',
    { line_items: [{ price: 'INACTIVE', quantity: 1 }] },
    'line_items[0][price]',
    undefined,
  ],
  [
    'a recurring price in payment mode',
    { line_items: [{ price: 'MONTHLY', quantity: 1 }] },
    'mode',
    undefined,
  ],
  ['one-time prices alone in subscription mode', { mode: 'subscription' }, 'mode', undefined],
  [
    'two currencies',
    {
      line_items: [
        { price: 'P', quantity: 1 },
        { price: 'DOLLARS', quantity: 1 },
      ],
    },
    'line_items[1][price]',
    undefined,
  ],
  ['expires_at in ten minutes', { expires_at: 600 }, 'expires_at', undefined],
  ['expires_at in two days', { expires_at: 172_800 }, 'expires_at', undefined],
  [
    '51 metadata keys',
    { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v'])) },
    'metadata',
    undefined,
  ],
  [
    'a metadata key of 41 characters',
    { metadata: { ['k'.repeat(41)]: 'v' } },
    `metadata[${'k'.repeat(41)}]`,
    undefined,
  ],
  ['a metadata value of 501 characters', { metadata: { k: 'v'.repeat(501) } }, 'metadata[k]', undefined],
  [
    'a client_reference_id of 201 characters',
    { client_reference_id: 'r'.repeat(201) },
    'client_reference_id',
    undefined,
  ],
  [
    'success_url with embedded_page',
    { ui_mode: 'embedded_page', return_url: 'https://shop.test/' },
    'success_url',
    undefined,
  ],
  [
    'embedded_page without return_url',
    { ui_mode: 'embedded_page', success_url: undefined },
    'return_url',
    'parameter_missing',
  ],
  ['return_url on the hosted page', { return_url: 'https://shop.test/' }, 'return_url', undefined],
  [
    'return_url where nothing redirects',
    {
      ui_mode: 'embedded_page',
      success_url: undefined,
      return_url: 'https://shop.test/',
      redirect_on_completion: 'never',
    },
    'return_url',
    undefined,
  ],
  ['an unknown customer', { customer: 'cus_none' }, 'customer', 'resource_missing'],
  ['an unknown coupon', { discounts: [{ coupon: 'none' }] }, 'discounts[0][coupon]', 'resource_missing'],
  [
    'six shipping options',
    { shipping_options: Array.from({ length: 6 }, () => ({ shipping_rate: 'shr_x' })) },
    'shipping_options',
    undefined,
  ],
  [
    'an unknown shipping rate',
    { shipping_options: [{ shipping_rate: 'shr_none' }] },
    'shipping_options[0][shipping_rate]',
    'resource_missing',
  ],
  ['a boolean of "maybe"', { allow_promotion_codes: 'maybe' }, 'allow_promotion_codes', undefined],
  ['an empty string', { client_reference_id: '' }, 'client_reference_id', 'parameter_invalid_empty'],
  [
    'a total under the smallest charge',
    { line_items: [{ price: 'TINY', quantity: 1 }] },
    undefined,
    'amount_too_small',
  ],
  [
    'four custom fields',
    {
      custom_fields: Array.from({ length: 4 }, (_, i) => ({
        key: `k${i}`,
        label: { type: 'custom', custom: 'L' },
        type: 'text',
      })),
    },
    'custom_fields',
    undefined,
  ],
];

test.each(RULES)('creating a session refuses %s', async (_rule, change, param, code) => {
  const { stripe } = await sandbox();
  const prices: Record<string, string> = {
    P: (await priceOf(stripe, 1000)).id,
    INACTIVE: (await priceOf(stripe, 1000, { active: false })).id,
    MONTHLY: (await priceOf(stripe, 1000, { recurring: { interval: 'month' } })).id,
    DOLLARS: (await priceOf(stripe, 1000, { currency: 'usd' })).id,
    TINY: (await priceOf(stripe, 10)).id,
  };
  const lines = (change.line_items ?? [{ price: 'P', quantity: 1 }]) as { price?: string }[];
  const params = {
    success_url: 'https://shop.test/',
    ...change,
    ...(typeof change.expires_at === 'number' && {
      expires_at: Math.floor(Date.now() / 1000) + change.expires_at,
    }),
    line_items:
      'line_items' in change && change.line_items === undefined
        ? undefined
        : lines.map((line) => ({ ...line, ...(line.price && { price: prices[line.price] ?? line.price }) })),
  };
  const error = await refusal(stripe.checkout.sessions.create(params as Stripe.Checkout.SessionCreateParams));
  expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
  expect(error).toMatchObject({ statusCode: 400 });
  expect([error.param, error.code]).toEqual([param, code]);
  expect(error.message).not.toBe('');
});

test('each refusal names its request, where to read on, and Stripe wording', async () => {
  const { stripe } = await sandbox();
  const error = await refusal(stripe.products.retrieve('prod_none'));
  expect(error).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
    param: 'id',
    message: "No such product: 'prod_none'",
    doc_url: 'https://docs.stripe.com/error-codes/resource-missing',
  });
  expect(error.requestId).toMatch(/^req_/);
  expect(error.raw).toHaveProperty('request_log_url', expect.stringContaining(error.requestId ?? ''));
});

test('a session ID of more than 66 characters is refused without a look', async () => {
  const { stripe } = await sandbox();
  const error = await refusal(stripe.checkout.sessions.retrieve(`cs_test_${'a'.repeat(59)}`));
  expect(error).toMatchObject({ statusCode: 400, param: 'session' });
});

test('an unknown address is a 404 in Stripe words', async () => {
  const { url } = await sandbox();
  const response = await fetch(`${url}/v1/nonsense`, { headers: { authorization: 'Bearer sk_test_tests' } });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({
    error: {
      type: 'invalid_request_error',
      message: expect.stringContaining('Unrecognized request URL (GET: /v1/nonsense)'),
    },
  });
});

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
