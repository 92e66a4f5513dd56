import { SUCCESS } from './rule';
import {
  EURO_EXPECTED,
  embedded,
  KEY,
  LONG,
  line,
  missing,
  none,
  RECURRING,
  type Row,
  UI_MODES,
  unknown,
} from './session-words';

/** Single parameters that are unknown, missing or wrong. */
export const REFUSED_VALUES: Row[] = [
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
    'a quantity beyond all counting',
    { line_items: [line({ quantity: '99999999999999999999' })] },
    {
      param: 'line_items[0][quantity]',
      code: 'parameter_invalid_integer',
      message: 'Invalid integer: 99999999999999999999',
    },
  ],
  [
    'a misspelt option of a payment method',
    { payment_method_options: { card: { three_d_secure: 'any' } } },
    unknown('payment_method_options[card][three_d_secure]'),
  ],
  [
    'an option of a payment method that has no such value',
    { payment_method_options: { card: { request_three_d_secure: 'always' } } },
    {
      param: 'payment_method_options[card][request_three_d_secure]',
      message:
        'Invalid payment_method_options[card][request_three_d_secure]: must be one of any, automatic, or challenge',
    },
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
];
