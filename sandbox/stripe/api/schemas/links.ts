import {
  bool,
  currency,
  emptyable,
  ignored,
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
import { lineItem, sessionCreate } from './checkout';
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
  invoice_creation: sessionCreate.invoice_creation,
  metadata: metadata(),
  on_behalf_of: notCovered(),
  payment_intent_data: sessionCreate.payment_intent_data,
  payment_method_collection: oneOf('always', 'if_required'),
  payment_method_options: ignored(),
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
  line_items: required(list(lineItem, 20)),
  managed_payments: notCovered(),
  name_collection: nameCollection,
  optional_items: optionalItems,
  payment_method_types: list(text()),
  restrictions,
  shipping_address_collection: sessionCreate.shipping_address_collection,
  shipping_options: list(obj({ shipping_rate: text() }), 5),
  subscription_data: sessionCreate.subscription_data,
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
  payment_method_types: emptyable(list(text())),
  restrictions: emptyable(restrictions),
  shipping_address_collection: emptyable(sessionCreate.shipping_address_collection),
  shipping_options: notCovered(),
  subscription_data: notCovered(),
};

export type LinkUpdate = Params<typeof linkUpdate>;
