import { bool, emptyable, type Field, int, list, obj, oneOf, required, text } from '../params';

/**
 * `payment_method_options` of a session, method by method. They change nothing here, but a misspelt one is refused.
 * https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-payment_method_options
 */

const capture_method = oneOf('manual');
const once = oneOf('none');
const later = oneOf('none', 'off_session');
const always = oneOf('none', 'off_session', 'on_session');
const wanted = oneOf('if_available', 'never');
const currency = oneOf('cad', 'usd');
const amountType = oneOf('fixed', 'maximum');

/** The same options for each of several methods. */
function each<Name extends string, T>(names: Name[], options: Field<T>): Record<Name, Field<T>> {
  return Object.fromEntries(names.map((name) => [name, options])) as Record<Name, Field<T>>;
}

const brands = list(oneOf('american_express', 'discover_global_network', 'mastercard', 'visa'));

const card = obj({
  capture_method,
  installments: obj({ enabled: bool() }),
  request_extended_authorization: wanted,
  request_incremental_authorization: wanted,
  request_multicapture: wanted,
  request_overcapture: wanted,
  request_three_d_secure: oneOf('any', 'automatic', 'challenge'),
  restrictions: obj({
    brands_blocked: brands,
    funding_types_blocked: list(oneOf('credit', 'debit', 'prepaid')),
  }),
  setup_future_usage: oneOf('off_session', 'on_session'),
  statement_descriptor_suffix_kana: text(22),
  statement_descriptor_suffix_kanji: text(17),
});

/** What a Payment Link says of cards. */
export const linkMethodOptions = obj({ card: obj({ restrictions: obj({ brands_blocked: brands }) }) });

/** The same, where an empty value unsets it. */
export const linkMethodOptionsUpdate = emptyable(
  obj({ card: emptyable(obj({ restrictions: emptyable(obj({ brands_blocked: emptyable(brands) })) })) }),
);

const debits = {
  acss_debit: obj({
    currency,
    mandate_options: obj({
      custom_mandate_url: emptyable(text()),
      default_for: list(oneOf('invoice', 'subscription')),
      interval_description: text(500),
      payment_schedule: oneOf('combined', 'interval', 'sporadic'),
      transaction_type: oneOf('business', 'personal'),
    }),
    setup_future_usage: always,
    target_date: text(),
    verification_method: oneOf('automatic', 'instant', 'microdeposits'),
  }),
  au_becs_debit: obj({ setup_future_usage: once, target_date: text() }),
  ...each(
    ['bacs_debit', 'sepa_debit'],
    obj({
      mandate_options: obj({ reference_prefix: emptyable(text()) }),
      setup_future_usage: always,
      target_date: text(),
    }),
  ),
  us_bank_account: obj({
    financial_connections: obj({
      permissions: list(oneOf('balances', 'ownership', 'payment_method', 'transactions')),
      prefetch: list(oneOf('balances', 'ownership', 'transactions')),
    }),
    setup_future_usage: always,
    target_date: text(),
    verification_method: oneOf('automatic', 'instant'),
  }),
};

const customerBalance = obj({
  bank_transfer: obj({
    eu_bank_transfer: obj({ country: required(text()) }),
    requested_address_types: list(oneOf('aba', 'iban', 'sepa', 'sort_code', 'spei', 'swift', 'zengin')),
    type: required(
      oneOf(
        'eu_bank_transfer',
        'gb_bank_transfer',
        'jp_bank_transfer',
        'mx_bank_transfer',
        'us_bank_transfer',
      ),
    ),
  }),
  funding_type: oneOf('bank_transfer'),
  setup_future_usage: once,
});

const klarna = obj({
  capture_method,
  setup_future_usage: once,
  subscriptions: emptyable(
    list(
      obj({
        interval: required(oneOf('day', 'month', 'week', 'year')),
        interval_count: int(),
        name: text(),
        next_billing: required(obj({ amount: required(int()), date: required(text()) })),
        reference: required(text()),
      }),
    ),
  ),
});

const paypal = obj({
  capture_method: emptyable(capture_method),
  preferred_locale: oneOf(
    ...['cs-CZ', 'da-DK', 'de-AT', 'de-DE', 'de-LU', 'el-GR', 'en-GB', 'en-US', 'es-ES', 'fi-FI', 'fr-BE'],
    ...['fr-FR', 'fr-LU', 'hu-HU', 'it-IT', 'nl-BE', 'nl-NL', 'pl-PL', 'pt-PT', 'sk-SK', 'sv-SE'],
  ),
  reference: text(127),
  risk_correlation_id: text(32),
  setup_future_usage: emptyable(later),
});

const payto = obj({
  mandate_options: obj({
    amount: emptyable(int()),
    amount_type: emptyable(amountType),
    end_date: emptyable(text()),
    payment_schedule: emptyable(
      oneOf('adhoc', 'annual', 'daily', 'fortnightly', 'monthly', 'quarterly', 'semi_annual', 'weekly'),
    ),
    payments_per_period: emptyable(int()),
    purpose: emptyable(
      oneOf(
        ...['dependant_support', 'government', 'loan', 'mortgage', 'other', 'pension', 'personal'],
        ...['retail', 'salary', 'tax', 'utility'],
      ),
    ),
    start_date: emptyable(text()),
  }),
  setup_future_usage: later,
});

const pix = obj({
  amount_includes_iof: oneOf('always', 'never'),
  expires_after_seconds: int(),
  mandate_options: obj({
    amount: int(),
    amount_includes_iof: oneOf('always', 'never'),
    amount_type: amountType,
    currency: text(),
    end_date: text(),
    payment_schedule: oneOf('halfyearly', 'monthly', 'quarterly', 'weekly', 'yearly'),
    reference: text(),
    start_date: text(),
  }),
  setup_future_usage: later,
});

const upi = obj({
  mandate_options: obj({ amount: int(), amount_type: amountType, description: text(), end_date: int() }),
  setup_future_usage: emptyable(always),
});

export const paymentMethodOptions = obj({
  ...debits,
  ...each(['alma', 'billie', 'satispay', 'scalapay', 'sequra'], obj({ capture_method })),
  ...each(
    ['affirm', 'afterpay_clearpay', 'mobilepay', 'payco', 'samsung_pay', 'sunbit'],
    obj({ capture_method, setup_future_usage: once }),
  ),
  ...each(
    ['amazon_pay', 'kakao_pay', 'kr_card', 'link', 'naver_pay', 'revolut_pay'],
    obj({ capture_method, setup_future_usage: later }),
  ),
  ...each(
    ['alipay', 'crypto', 'eps', 'fpx', 'giropay', 'grabpay', 'ideal', 'multibanco', 'paynow', 'sofort'],
    obj({ setup_future_usage: once }),
  ),
  ...each(['bancontact', 'demo_pay', 'twint'], obj({ setup_future_usage: later })),
  ...each(['konbini', 'oxxo'], obj({ expires_after_days: int(), setup_future_usage: once })),
  blik: obj({ mandate_options: obj({ expires_at: int() }), setup_future_usage: emptyable(later) }),
  boleto: obj({ expires_after_days: int(), setup_future_usage: always }),
  card,
  cashapp: obj({ capture_method, setup_future_usage: always }),
  customer_balance: customerBalance,
  klarna,
  p24: obj({ setup_future_usage: once, tos_shown_and_accepted: bool() }),
  pay_by_bank: obj({}),
  paypal,
  payto,
  pix,
  swish: obj({ reference: text() }),
  upi,
  wechat_pay: obj({
    app_id: text(),
    client: required(oneOf('android', 'ios', 'web')),
    setup_future_usage: once,
  }),
});
