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
  required,
  text,
  url,
} from '../params';

export const address = {
  city: emptyable(text()),
  country: emptyable(text(2)),
  line1: emptyable(text()),
  line2: emptyable(text()),
  postal_code: emptyable(text()),
  state: emptyable(text()),
};

export const recurring = obj({
  interval: required(oneOf('day', 'month', 'week', 'year')),
  interval_count: int({ min: 1 }),
});

export const taxBehavior = oneOf('exclusive', 'inclusive', 'unspecified');

const estimate = obj({
  unit: required(oneOf('business_day', 'day', 'hour', 'month', 'week')),
  value: required(int({ min: 1 })),
});

export const shippingRateData = {
  display_name: required(text(100)),
  delivery_estimate: obj({ maximum: estimate, minimum: estimate }),
  fixed_amount: obj({
    amount: required(int({ min: 0 })),
    currency: required(currency()),
    currency_options: notCovered(),
  }),
  metadata: metadata(),
  tax_behavior: taxBehavior,
  tax_code: text(),
  type: oneOf('fixed_amount'),
};

export const adjustableQuantity = obj({
  enabled: required(bool()),
  maximum: int({ min: 1, max: 999_999 }),
  minimum: int({ min: 0 }),
});

export const enabled = obj({ enabled: required(bool()) });

export const productData = {
  name: required(text()),
  description: text(40_000),
  images: list(url(), 8),
  metadata: metadata(),
  tax_code: text(),
  tax_details: notCovered(),
  unit_label: text(12),
};

const dropdownOption = obj({ label: required(text(100)), value: required(text(100)) });
const lengths = {
  default_value: text(255),
  maximum_length: int({ min: 1 }),
  minimum_length: int({ min: 1 }),
};

export const customFields = list(
  obj({
    dropdown: obj({ default_value: text(100), options: required(list(dropdownOption, 200)) }),
    key: required(text(200)),
    label: required(obj({ custom: required(text(100)), type: required(oneOf('custom')) })),
    numeric: obj(lengths),
    optional: bool(),
    text: obj(lengths),
    type: required(oneOf('dropdown', 'numeric', 'text')),
  }),
  3,
);

const message = emptyable(obj({ message: required(text(1200)) }));
export const customText = obj({
  after_submit: message,
  shipping_address: message,
  submit: message,
  terms_of_service_acceptance: message,
});

export const consentCollection = obj({
  payment_method_reuse_agreement: obj({ position: required(oneOf('auto', 'hidden')) }),
  promotions: oneOf('auto', 'none'),
  terms_of_service: oneOf('none', 'required'),
});

export const nameCollection = obj({
  business: obj({ enabled: required(bool()), optional: bool() }),
  individual: obj({ enabled: required(bool()), optional: bool() }),
});

export const taxIdCollection = obj({ enabled: required(bool()), required: oneOf('if_supported', 'never') });

export const optionalItems = list(
  obj({
    price: required(text()),
    quantity: required(int({ min: 1 })),
    adjustable_quantity: adjustableQuantity,
  }),
  10,
);

export const submitType = oneOf('auto', 'book', 'donate', 'pay', 'subscribe');
