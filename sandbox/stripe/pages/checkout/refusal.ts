import type { CustomFieldInput, PaymentField, PaymentOutcome } from '../../engine';
import type { Speech } from '../locale';
import type { FieldName } from './field-names';
import type { FieldErrors, PostedForm } from './submission';

/** Where Stripe's page puts a decline when the refusal itself names no input. */
const BY_CODE: Record<string, FieldName> = {
  card_declined: 'cardNumber',
  incorrect_number: 'cardNumber',
  expired_card: 'cardExpiry',
  incorrect_cvc: 'cardCvc',
};

/** A refusal as the page shows it: beside its input where it has one, else above the button. */
export function explainRefusal(
  refusal: Extract<PaymentOutcome, { outcome: 'refused' }>,
  form: PostedForm,
  { t }: Speech,
): { errors: FieldErrors } | { message: string } {
  const message = t.refusals[refusal.declineCode ?? ''] ?? t.refusals[refusal.code] ?? refusal.message;
  const field = refusal.field ? inputFor(refusal.field, form) : BY_CODE[refusal.code];
  return field ? { errors: { [field]: message } } : { message };
}

/** The input of this form behind a name of the engine's; null where the form has none for it. */
function inputFor(field: PaymentField | CustomFieldInput, form: PostedForm): FieldName | null {
  if (isCustom(field)) return `custom_${field.slice('custom:'.length)}`;
  const card = form.method === 'card';
  const asDelivery = form.sameAsDelivery === 'on';
  const inputs: Record<PaymentField, FieldName | null> = {
    email: 'email',
    phone: 'phone',
    method: null,
    number: 'cardNumber',
    expiry: 'cardExpiry',
    cvc: 'cardCvc',
    name: card ? 'cardName' : 'holder',
    country: asDelivery ? 'country' : 'billingCountry',
    postalCode: asDelivery ? 'postalCode' : 'billingPostalCode',
    iban: 'iban',
    routingNumber: 'routingNumber',
    accountNumber: 'accountNumber',
    shippingName: 'name',
    shippingLine1: 'line1',
    shippingCity: 'city',
    shippingPostalCode: 'postalCode',
    shippingCountry: 'country',
  };
  return inputs[field];
}

const isCustom = (field: PaymentField | CustomFieldInput): field is CustomFieldInput =>
  field.startsWith('custom:');
