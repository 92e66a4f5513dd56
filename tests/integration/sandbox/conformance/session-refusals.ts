import type Stripe from 'stripe';
import { priceOf } from '../shop';
import { type Bench, type Part, type Refused, refuses, SUCCESS } from './rule';

/** What is sent on top of a good request; prices stand as words, times as seconds from now. */
type Change = Record<string, unknown>;

const unknown = (param: string): Refused => ({
  param,
  code: 'parameter_unknown',
  message: `Received unknown parameter: ${param}`,
});
const missing = (param: string): Refused => ({
  param,
  code: 'parameter_missing',
  message: `Missing required param: ${param}.`,
});
const none = (kind: string, id: string, param: string): Refused => ({
  param,
  code: 'resource_missing',
  message: `No such ${kind}: '${id}'`,
});
const exclusive = (names: string, param: string): Refused => ({
  param,
  code: 'parameters_exclusive',
  message: `You may only specify one of these parameters: ${names}.`,
});
const UI_MODES = 'Invalid ui_mode: must be one of elements, embedded_page, form, or hosted_page';
const RECURRING =
  'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.';
const EMPTY =
  "You passed an empty string for 'client_reference_id'. We assume empty values are an attempt to unset a parameter; however 'client_reference_id' cannot be unset. You should remove 'client_reference_id' from your request or supply a non-empty value.";
const EURO_EXPECTED = "`usd` doesn't match the expected currency: `eur`.";
const line = (more: object = {}) => ({ price: 'P', quantity: 1, ...more });
const embedded = { ui_mode: 'embedded_page', success_url: undefined };
const field = (key: string, more: object = {}) => ({
  key,
  label: { type: 'custom', custom: 'L' },
  type: 'text',
  ...more,
});
const LONG = 'v'.repeat(501);
const KEY = 'k'.repeat(41);

const RULES: [rule: string, change: Change, expected: Refused][] = [
  ['the old ui_mode `hosted`', { ui_mode: 'hosted' }, { param: 'ui_mode', message: UI_MODES }],
  ['the old ui_mode `embedded`', { ui_mode: 'embedded' }, { param: 'ui_mode', message: UI_MODES }],
  ['the old ui_mode `custom`', { ui_mode: 'custom' }, { param: 'ui_mode', message: UI_MODES }],
  ['`payment_method_types`', { payment_method_types: ['card'] }, unknown('payment_method_types')],
  ['an unknown parameter', { colour: 'red' }, unknown('colour')],
  ['an unknown nested parameter', { line_items: [line({ size: 2 })] }, unknown('line_items[0][size]')],
  [
    'two unknown parameters at once',
    { colour: 'red', size: 2 },
    { param: 'colour', code: 'parameter_unknown', message: 'Received unknown parameters: colour, size' },
  ],
  [
    'an unknown mode',
    { mode: 'sale' },
    { param: 'mode', message: 'Invalid mode: must be one of payment, setup, or subscription' },
  ],
  ['a missing `success_url`', { success_url: undefined }, missing('success_url')],
  [
    'a `success_url` without scheme',
    { success_url: '/success' },
    {
      param: 'success_url',
      code: 'url_invalid',
      message: 'Invalid URL: An explicit scheme (such as https) must be provided.',
    },
  ],
  ['missing line items', { line_items: undefined }, missing('line_items')],
  [
    'a price that does not exist',
    { line_items: [{ price: 'price_none', quantity: 1 }] },
    none('price', 'price_none', 'line_items[0][price]'),
  ],
  ['a line without price', { line_items: [{ quantity: 1 }] }, missing('line_items[0][price]')],
  ['a line without quantity', { line_items: [{ price: 'P' }] }, missing('line_items[0][quantity]')],
  [
    'a quantity of 0',
    { line_items: [line({ quantity: 0 })] },
    {
      param: 'line_items[0][quantity]',
      code: 'parameter_invalid_integer',
      message: 'This value must be greater than or equal to 1.',
    },
  ],
  [
    'a quantity that is no integer',
    { line_items: [line({ quantity: 'two' })] },
    { param: 'line_items[0][quantity]', code: 'parameter_invalid_integer', message: 'Invalid integer: two' },
  ],
  [
    '101 line items',
    { line_items: Array.from({ length: 101 }, () => line()) },
    { param: 'line_items', message: 'Array line_items exceeded maximum 100 allowed elements.' },
  ],
  [
    'an inactive price',
    { line_items: [{ price: 'INACTIVE', quantity: 1 }] },
    {
      param: 'line_items[0][price]',
      message: 'The price specified is inactive. This field only accepts active prices.',
    },
  ],
  [
    'a recurring price in payment mode',
    { line_items: [{ price: 'MONTHLY', quantity: 1 }] },
    { param: 'mode', message: RECURRING },
  ],
  [
    'one-time prices alone in subscription mode',
    { mode: 'subscription' },
    {
      param: 'mode',
      message: 'You must provide at least one recurring price in `subscription` mode when using prices.',
    },
  ],
  [
    'prices in two currencies',
    { line_items: [line(), { price: 'DOLLARS', quantity: 1 }] },
    {
      param: 'line_items[1][price]',
      message: "The price specified only supports `usd`. This doesn't match the expected currency: `eur`.",
    },
  ],
  ['another currency than the prices', { currency: 'usd' }, { param: 'currency', message: EURO_EXPECTED }],
  [
    'a coupon in another currency',
    { discounts: [{ coupon: 'FIVE_DOLLARS' }] },
    { param: 'discounts[0]', message: EURO_EXPECTED },
  ],
  [
    'a shipping rate in another currency',
    {
      shipping_options: [
        { shipping_rate_data: { display_name: 'Post', fixed_amount: { amount: 5, currency: 'usd' } } },
      ],
    },
    { param: 'shipping_options[0]', message: EURO_EXPECTED },
  ],
  [
    'an `expires_at` in ten minutes',
    { expires_at: 600 },
    {
      param: 'expires_at',
      message: 'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
    },
  ],
  [
    'an `expires_at` in two days',
    { expires_at: 172_800 },
    {
      param: 'expires_at',
      message: 'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
    },
  ],
  [
    '51 metadata keys',
    { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v'])) },
    {
      param: 'metadata',
      message:
        "Metadata can have up to 50 keys, but you've set 51. Email us at support+metadata@stripe.com for more information.",
    },
  ],
  [
    'a metadata key of 41 characters',
    { metadata: { [KEY]: 'v' } },
    {
      param: `metadata[${KEY}]`,
      message: `Metadata keys can have up to 40 characters, but you passed in a key that is 41 characters. Invalid key: ${KEY}`,
    },
  ],
  [
    'a metadata value of 501 characters',
    { metadata: { k: LONG } },
    {
      param: 'metadata[k]',
      message: `Metadata values can have up to 500 characters, but you passed in a value that is 501 characters. Invalid value: ${LONG}`,
    },
  ],
  [
    'a `client_reference_id` of 201 characters',
    { client_reference_id: 'r'.repeat(201) },
    {
      param: 'client_reference_id',
      message: 'Invalid string: rrrrrrrrrr...rrrrrr; must be at most 200 characters',
    },
  ],
  [
    '`success_url` with `embedded_page`',
    { ui_mode: 'embedded_page', return_url: SUCCESS },
    {
      param: 'success_url',
      message: 'The following parameters are not supported with `ui_mode: embedded_page`: success_url.',
    },
  ],
  ['`embedded_page` without `return_url`', embedded, missing('return_url')],
  [
    '`return_url` on the hosted page',
    { return_url: SUCCESS },
    {
      param: 'return_url',
      message: 'The following parameters are not supported with `ui_mode: hosted_page`: return_url.',
    },
  ],
  [
    '`return_url` where nothing redirects',
    { ...embedded, return_url: SUCCESS, redirect_on_completion: 'never' },
    {
      param: 'return_url',
      message: '`return_url` cannot be passed when `redirect_on_completion` is `never`.',
    },
  ],
  ['a customer that does not exist', { customer: 'cus_none' }, none('customer', 'cus_none', 'customer')],
  [
    'a coupon that does not exist',
    { discounts: [{ coupon: 'none' }] },
    none('coupon', 'none', 'discounts[0][coupon]'),
  ],
  [
    'a promotion code that does not exist',
    { discounts: [{ promotion_code: 'promo_none' }] },
    none('promotion code', 'promo_none', 'discounts[0][promotion_code]'),
  ],
  [
    'a shipping rate that does not exist',
    { shipping_options: [{ shipping_rate: 'shr_none' }] },
    none('shipping rate', 'shr_none', 'shipping_options[0][shipping_rate]'),
  ],
  [
    'an optional item that does not exist',
    { optional_items: [{ price: 'price_none', quantity: 1 }] },
    none('price', 'price_none', 'optional_items[0][price]'),
  ],
  [
    'an optional item that recurs, in payment mode',
    { optional_items: [{ price: 'MONTHLY', quantity: 1 }] },
    { param: 'mode', message: RECURRING },
  ],
  [
    'six shipping options',
    { shipping_options: Array.from({ length: 6 }, () => ({ shipping_rate: 'shr_x' })) },
    { param: 'shipping_options', message: 'Array shipping_options exceeded maximum 5 allowed elements.' },
  ],
  [
    'eleven optional items',
    { optional_items: Array.from({ length: 11 }, () => line()) },
    { param: 'optional_items', message: 'Array optional_items exceeded maximum 10 allowed elements.' },
  ],
  [
    'four custom fields',
    { custom_fields: ['a', 'b', 'c', 'd'].map((key) => field(key)) },
    { param: 'custom_fields', message: 'Array custom_fields exceeded maximum 3 allowed elements.' },
  ],
  [
    'two custom fields of one key',
    { custom_fields: [field('a'), field('a')] },
    {
      param: 'custom_fields[1][key]',
      message: '`custom_fields` keys must be unique. The key `a` is used twice.',
    },
  ],
  [
    'a dropdown without options',
    { custom_fields: [field('a', { type: 'dropdown' })] },
    missing('custom_fields[0][dropdown][options]'),
  ],
  [
    'a boolean that is none',
    { allow_promotion_codes: 'maybe' },
    { param: 'allow_promotion_codes', message: 'Invalid boolean: maybe' },
  ],
  [
    'an empty string',
    { client_reference_id: '' },
    { param: 'client_reference_id', code: 'parameter_invalid_empty', message: EMPTY },
  ],
  ['an array where there is none', { line_items: 'P' }, { param: 'line_items', message: 'Invalid array' }],
  [
    'an object where there is none',
    { phone_number_collection: 'yes' },
    { param: 'phone_number_collection', message: 'Invalid object' },
  ],
  [
    'an e-mail address that is none',
    { customer_email: 'ada' },
    { param: 'customer_email', code: 'email_invalid', message: 'Invalid email address: ada' },
  ],
  [
    'a customer and an e-mail address',
    { customer: 'CUSTOMER', customer_email: 'ada@example.com' },
    exclusive('customer, customer_email', 'customer'),
  ],
  [
    'a discount and promotion codes',
    { discounts: [{ coupon: 'TEN_OFF' }], allow_promotion_codes: true },
    exclusive('allow_promotion_codes, discounts', 'allow_promotion_codes'),
  ],
  [
    'a price and price data',
    {
      line_items: [line({ price_data: { currency: 'eur', unit_amount: 1, product_data: { name: 'N' } } })],
    },
    exclusive('line_items[0][price], line_items[0][price_data]', 'line_items[0][price]'),
  ],
  [
    'price data without product',
    { line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 100 } }] },
    missing('line_items[0][price_data][product]'),
  ],
  [
    '`customer_update` without customer',
    { customer_update: { name: 'auto' } },
    { param: 'customer_update', message: '`customer_update` can only be used with `customer`.' },
  ],
  [
    '`subscription_data` in payment mode',
    { subscription_data: { description: 'D' } },
    { param: 'subscription_data', message: 'You can not pass `subscription_data` in `payment` mode.' },
  ],
  [
    '`payment_intent_data` in subscription mode',
    {
      mode: 'subscription',
      line_items: [{ price: 'MONTHLY', quantity: 1 }],
      payment_intent_data: { description: 'D' },
    },
    {
      param: 'payment_intent_data',
      message: 'You can not pass `payment_intent_data` in `subscription` mode.',
    },
  ],
  [
    'a trial that ends tomorrow',
    {
      mode: 'subscription',
      line_items: [{ price: 'MONTHLY', quantity: 1 }],
      subscription_data: { trial_end: 86_400 },
    },
    {
      param: 'subscription_data[trial_end]',
      message: 'The `trial_end` date has to be at least 2 days in the future.',
    },
  ],
  [
    '21 recurring prices',
    {
      mode: 'subscription',
      line_items: Array.from({ length: 21 }, () => ({ price: 'MONTHLY', quantity: 1 })),
    },
    {
      param: 'line_items',
      message: 'In `subscription` mode a session takes at most 20 recurring and 20 one-time prices.',
    },
  ],
  [
    'a quantity beyond its adjustable bounds',
    { line_items: [line({ quantity: 5, adjustable_quantity: { enabled: true, maximum: 3 } })] },
    {
      param: 'line_items[0][quantity]',
      message: "The quantity must be between the adjustable quantity's minimum (0) and maximum (3).",
    },
  ],
  [
    'a total under the smallest charge',
    { line_items: [{ price: 'TINY', quantity: 1 }] },
    {
      code: 'amount_too_small',
      message: "The Checkout Session's total amount due must add up to at least €0.50 eur",
    },
  ],
];

/** The words of a row as this sandbox's own IDs and times. */
async function spelt({ stripe }: Bench, change: Change): Promise<Stripe.Checkout.SessionCreateParams> {
  const text = JSON.stringify(change);
  const make: Record<string, () => Promise<{ id: string }>> = {
    P: () => priceOf(stripe, 1000),
    INACTIVE: () => priceOf(stripe, 1000, { active: false }),
    MONTHLY: () => priceOf(stripe, 1000, { recurring: { interval: 'month' } }),
    DOLLARS: () => priceOf(stripe, 1000, { currency: 'usd' }),
    TINY: () => priceOf(stripe, 10),
    CUSTOMER: () => stripe.customers.create({}),
    TEN_OFF: () => stripe.coupons.create({ percent_off: 10 }),
    FIVE_DOLLARS: () => stripe.coupons.create({ amount_off: 500, currency: 'usd' }),
  };
  let ids = text;
  for (const [word, create] of Object.entries(make)) {
    if (text.includes(`"${word}"`)) ids = ids.replaceAll(`:"${word}"`, `:"${(await create()).id}"`);
  }
  const now = Math.floor(Date.now() / 1000);
  const times = ids.replace(
    /"(expires_at|trial_end)":(\d+)/g,
    (_, name, s) => `"${name}":${now + Number(s)}`,
  );
  return JSON.parse(times);
}

export const sessionRefusals: Part = {
  part: 'Creating a session refuses',
  rules: RULES.map(([rule, change, expected]) => ({
    rule,
    async shows(bench) {
      const price = await priceOf(bench.stripe, 1000);
      const left = Object.keys(change).filter((name) => change[name] === undefined);
      const params = {
        line_items: [{ price: price.id, quantity: 1 }],
        success_url: SUCCESS,
        ...(await spelt(bench, change)),
      };
      const sent = Object.fromEntries(Object.entries(params).filter(([name]) => !left.includes(name)));
      await refuses(bench.stripe.checkout.sessions.create(sent), expected);
    },
  })),
};
