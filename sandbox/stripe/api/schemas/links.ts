import { withoutEffect } from '../beyond';
import {
  bool,
  currency,
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
import { lineFields, paymentIntentFields, sessionCreate, trialSettings } from './checkout';
import { LINK_METHODS } from './names';
import { linkMethodOptions, linkMethodOptionsUpdate } from './payment-method-options';
import {
  adjustableQuantity,
  consentCollection,
  customFields,
  customText,
  enabled,
  nameCollection,
  optionalItems,
  submitType,
  taxIdCollection,
} from './shared';

const afterCompletion = obj({
  hosted_confirmation: obj({ custom_message: text(500) }),
  redirect: obj({ url: required(url()) }),
  type: required(oneOf('hosted_confirmation', 'redirect')),
});

const restrictions = obj({
  completed_sessions: required(obj({ limit: required(int({ min: 1 })) })),
});

const shared = {
  after_completion: afterCompletion,
  allow_promotion_codes: bool(),
  application_fee_amount: notCovered(),
  application_fee_percent: notCovered(),
  automatic_tax: sessionCreate.automatic_tax,
  billing_address_collection: oneOf('auto', 'required'),
  consent_collection: consentCollection,
  custom_text: customText,
  customer_creation: oneOf('always', 'if_required'),
  invoice_creation: obj({
    enabled: required(bool()),
    invoice_data: obj({
      account_tax_ids: notCovered(),
      custom_fields: notCovered(),
      description: text(1500),
      footer: text(),
      issuer: notCovered(),
      metadata: emptyable(metadata()),
      rendering_options: notCovered(),
    }),
  }),
  metadata: metadata(),
  on_behalf_of: notCovered(),
  payment_method_collection: oneOf('always', 'if_required'),
  phone_number_collection: enabled,
  submit_type: submitType,
  tax_id_collection: taxIdCollection,
  transfer_data: notCovered(),
};

/** https://docs.stripe.com/api/payment-link/create */
export const linkCreate = {
  ...shared,
  currency: currency(),
  custom_fields: customFields,
  inactive_message: text(500),
  line_items: required(list(obj(lineFields), 20)),
  managed_payments: notCovered(),
  name_collection: nameCollection,
  optional_items: optionalItems,
  payment_intent_data: obj(paymentIntentFields),
  payment_method_options: withoutEffect(linkMethodOptions),
  payment_method_types: list(oneOf(...LINK_METHODS)),
  restrictions,
  shipping_address_collection: sessionCreate.shipping_address_collection,
  shipping_options: list(obj({ shipping_rate: text() }), 5),
  subscription_data: obj({
    description: text(500),
    invoice_settings: notCovered(),
    metadata: metadata(),
    trial_period_days: int({ min: 1, max: 730 }),
    trial_settings: withoutEffect(trialSettings),
  }),
};

export type LinkCreate = Params<typeof linkCreate>;

/** https://docs.stripe.com/api/payment-link/update */
export const linkUpdate = {
  ...shared,
  active: bool(),
  custom_fields: emptyable(customFields),
  inactive_message: emptyable(text(500)),
  line_items: list(
    obj({
      adjustable_quantity: adjustableQuantity,
      id: required(text()),
      quantity: int({ min: 0 }),
    }),
    20,
  ),
  name_collection: emptyable(nameCollection),
  optional_items: notCovered(),
  payment_intent_data: obj({
    description: emptyable(text(1000)),
    metadata: emptyable(metadata()),
    setup_future_usage: emptyable(oneOf('off_session', 'on_session')),
    statement_descriptor: emptyable(text(22)),
    statement_descriptor_suffix: emptyable(text(22)),
    transfer_group: emptyable(text()),
  }),
  payment_method_options: withoutEffect(linkMethodOptionsUpdate),
  payment_method_types: emptyable(list(oneOf(...LINK_METHODS))),
  restrictions: emptyable(restrictions),
  shipping_address_collection: emptyable(sessionCreate.shipping_address_collection),
  shipping_options: notCovered(),
  subscription_data: notCovered(),
};

export type LinkUpdate = Params<typeof linkUpdate>;
