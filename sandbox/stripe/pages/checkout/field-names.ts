/** The names of the form's fields. What is wrong with one is reported under its name. */
export type FieldName =
  | 'email'
  | 'phone'
  | 'name'
  | 'line1'
  | 'line2'
  | 'city'
  | 'region'
  | 'postalCode'
  | 'country'
  | 'cardNumber'
  | 'cardExpiry'
  | 'cardCvc'
  | 'cardName'
  | 'billingCountry'
  | 'billingPostalCode'
  | 'iban'
  | 'holder'
  | 'routingNumber'
  | 'accountNumber'
  | 'termsOfService'
  | 'promotions'
  | CustomName;

/** The input of a custom field, by the field's key. */
export type CustomName = `custom_${string}`;
