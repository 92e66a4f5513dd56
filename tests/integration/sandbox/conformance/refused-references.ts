import { EMPTY, exclusive, field, line, missing, none, RECURRING, type Row } from './session-words';

/** Parameters that name what does not exist, are too many, or do not go together. */
export const REFUSED_REFERENCES: Row[] = [
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
  [
    'a total under the smallest charge, in a currency without decimals',
    {
      line_items: [
        { price_data: { currency: 'jpy', unit_amount: 20, product_data: { name: 'A' } }, quantity: 2 },
      ],
    },
    {
      code: 'amount_too_small',
      message: "The Checkout Session's total amount due must add up to at least ¥50 jpy",
    },
  ],
  [
    'a total over the largest charge',
    { line_items: [line({ quantity: 100_000 })] },
    { code: 'amount_too_large', message: 'Amount must be no more than €999,999.99' },
  ],
  [
    'a shipping rate that is not active',
    { shipping_options: [{ shipping_rate: 'NO_POST' }] },
    {
      param: 'shipping_options[0][shipping_rate]',
      message: 'The shipping rate specified is inactive. This field only accepts active shipping rates.',
    },
  ],
  [
    'a coupon and a promotion code at once',
    { discounts: [{ coupon: 'TEN_OFF', promotion_code: 'promo_none' }] },
    exclusive('discounts[0][coupon], discounts[0][promotion_code]', 'discounts[0][coupon]'),
  ],
  [
    'shipping options in subscription mode',
    {
      mode: 'subscription',
      line_items: [{ price: 'MONTHLY', quantity: 1 }],
      shipping_options: [{ shipping_rate: 'shr_none' }],
    },
    { param: 'shipping_options', message: 'You can not pass `shipping_options` in `subscription` mode.' },
  ],
  [
    'payment methods of which none is left',
    { excluded_payment_method_types: ['card', 'sepa_debit'] },
    {
      message:
        'No valid payment method types for this Checkout Session. Please ensure that you have activated payment methods compatible with your chosen currency in your dashboard (https://dashboard.stripe.com/settings/payment_methods).',
    },
  ],
];
