import { oneOfCovered, withoutEffect } from '../beyond';
import {
  bool,
  currency,
  decimal,
  email,
  emptyable,
  int,
  list,
  metadata,
  notCovered,
  obj,
  oneOf,
  type Params,
  required,
  text,
  url,
} from '../params';
import { brandingSettings } from './branding';
import { COUNTRIES, METHODS } from './names';
import { paymentMethodOptions } from './payment-method-options';
import {
  address,
  adjustableQuantity,
  consentCollection,
  customFields,
  customText,
  enabled,
  nameCollection,
  optionalItems,
  productData,
  recurring,
  shippingRateData,
  submitType,
  taxBehavior,
  taxIdCollection,
} from './shared';

const LOCALES = [
  ...[
    'auto',
    'bg',
    'cs',
    'da',
    'de',
    'el',
    'en',
    'en-GB',
    'es',
    'es-419',
    'et',
    'fi',
    'fil',
    'fr',
    'fr-CA',
    'hi-IN',
    'hr',
  ],
  ...[
    'hu',
    'id',
    'it',
    'ja',
    'ko',
    'lt',
    'lv',
    'ms',
    'mt',
    'nb',
    'nl',
    'pl',
    'pt',
    'pt-BR',
    'ro',
    'ru',
    'sk',
    'sl',
  ],
  ...['sv', 'th', 'tr', 'vi', 'zh', 'zh-HK', 'zh-TW'],
];

/** What a line of a Payment Link takes too. */
export const lineFields = {
  adjustable_quantity: adjustableQuantity,
  price: text(),
  price_data: obj({
    currency: required(currency()),
    product: text(),
    product_data: obj(productData),
    recurring,
    tax_behavior: taxBehavior,
    unit_amount: int({ min: 0 }),
    unit_amount_decimal: decimal(),
  }),
  quantity: int({ min: 0 }),
};

const lineItem = obj({ ...lineFields, metadata: metadata(), tax_rates: notCovered() });

export const trialSettings = obj({
  end_behavior: required(
    obj({ missing_payment_method: required(oneOf('cancel', 'create_invoice', 'pause')) }),
  ),
});

/** What a Payment Link says of its PaymentIntents too. */
export const paymentIntentFields = {
  capture_method: oneOfCovered(['automatic', 'automatic_async'], ['manual']),
  description: text(1000),
  metadata: metadata(),
  setup_future_usage: oneOf('off_session', 'on_session'),
  statement_descriptor: text(22),
  statement_descriptor_suffix: text(22),
  transfer_group: text(),
};

const paymentIntentData = obj({
  ...paymentIntentFields,
  application_fee_amount: notCovered(),
  on_behalf_of: notCovered(),
  receipt_email: text(800),
  shipping: notCovered(),
  transfer_data: notCovered(),
});

/** https://docs.stripe.com/api/checkout/sessions/create */
export const sessionCreate = {
  adaptive_pricing: obj({ enabled: bool() }),
  after_expiration: obj({ recovery: obj({ allow_promotion_codes: bool(), enabled: required(bool()) }) }),
  allow_promotion_codes: bool(),
  allowed_payment_method_types: list(oneOf(...METHODS, 'link')),
  automatic_tax: obj({ enabled: required(bool()), liability: notCovered() }),
  billing_address_collection: oneOf('auto', 'required'),
  branding_settings: withoutEffect(brandingSettings),
  cancel_url: url(),
  client_reference_id: text(200),
  consent_collection: consentCollection,
  currency: currency(),
  custom_fields: customFields,
  custom_text: customText,
  customer: text(),
  customer_account: notCovered(),
  customer_creation: oneOf('always', 'if_required'),
  customer_email: email(800),
  customer_update: obj({
    address: oneOf('auto', 'never'),
    name: oneOf('auto', 'never'),
    shipping: oneOf('auto', 'never'),
  }),
  discounts: list(obj({ coupon: text(), promotion_code: text() }), 1),
  excluded_payment_method_types: list(oneOf(...METHODS)),
  expires_at: int(),
  integration_identifier: text(200),
  invoice_creation: obj({
    enabled: required(bool()),
    invoice_data: obj({
      account_tax_ids: notCovered(),
      custom_fields: notCovered(),
      description: text(1500),
      footer: text(),
      issuer: notCovered(),
      metadata: metadata(),
      rendering_options: notCovered(),
    }),
  }),
  line_items: list(lineItem, 100),
  locale: oneOf(...LOCALES),
  managed_payments: notCovered(),
  metadata: metadata(),
  mode: oneOf('payment', 'setup', 'subscription'),
  name_collection: nameCollection,
  optional_items: optionalItems,
  origin_context: oneOf('mobile_app', 'web'),
  payment_intent_data: paymentIntentData,
  payment_method_collection: oneOf('always', 'if_required'),
  payment_method_configuration: text(),
  payment_method_data: withoutEffect(obj({ allow_redisplay: oneOf('always', 'limited', 'unspecified') })),
  payment_method_options: withoutEffect(paymentMethodOptions),
  permissions: notCovered(),
  phone_number_collection: enabled,
  redirect_on_completion: oneOf('always', 'if_required', 'never'),
  return_url: url(),
  saved_payment_method_options: withoutEffect(
    obj({
      allow_redisplay_filters: list(oneOf('always', 'limited', 'unspecified')),
      payment_method_remove: oneOf('disabled', 'enabled'),
      payment_method_save: oneOf('disabled', 'enabled'),
    }),
  ),
  setup_intent_data: notCovered(),
  shipping_address_collection: obj({ allowed_countries: required(list(oneOf(...COUNTRIES), 300)) }),
  shipping_options: list(obj({ shipping_rate: text(), shipping_rate_data: obj(shippingRateData) }), 5),
  submit_type: submitType,
  subscription_data: obj({
    application_fee_percent: notCovered(),
    billing_cycle_anchor: notCovered(),
    billing_cycle_anchor_config: notCovered(),
    billing_mode: withoutEffect(
      obj({
        flexible: obj({ proration_discounts: oneOf('included', 'itemized') }),
        type: required(oneOf('classic', 'flexible')),
      }),
    ),
    default_tax_rates: notCovered(),
    description: text(500),
    invoice_settings: notCovered(),
    metadata: metadata(),
    on_behalf_of: notCovered(),
    pending_invoice_item_interval: notCovered(),
    proration_behavior: withoutEffect(oneOf('create_prorations', 'none')),
    transfer_data: notCovered(),
    trial_end: int(),
    trial_period_days: int({ min: 1, max: 730 }),
    trial_settings: withoutEffect(trialSettings),
  }),
  success_url: url(),
  tax_id_collection: taxIdCollection,
  ui_mode: oneOf('elements', 'embedded_page', 'form', 'hosted_page'),
  wallet_options: obj({ link: obj({ display: oneOf('auto', 'never') }) }),
};

export type SessionCreate = Params<typeof sessionCreate>;
export type LineItemInput = NonNullable<SessionCreate['line_items']>[number];

/** https://docs.stripe.com/api/checkout/sessions/update */
export const sessionUpdate = {
  collected_information: obj({
    shipping_details: obj({ address: required(obj(address)), name: required(text()) }),
  }),
  line_items: notCovered(),
  metadata: emptyable(metadata()),
  payment_intent_data: notCovered(),
  shipping_options: notCovered(),
};

export type SessionUpdate = Params<typeof sessionUpdate>;
