import type Stripe from 'stripe';
import type { PaymentOutcome } from '../engine';

type CustomField = Stripe.Checkout.Session.CustomField;
type Refusal = Extract<PaymentOutcome, { outcome: 'refused' }>;

/**
 * The session's custom fields with the shopper's answers, or the first thing that is wrong with one.
 * https://docs.stripe.com/payments/checkout/custom-fields
 */
export function answerCustomFields(
  fields: CustomField[],
  answers: Record<string, string>,
): CustomField[] | Refusal {
  const answered: CustomField[] = [];
  for (const field of fields) {
    const value = (answers[field.key] ?? defaultOf(field)).trim();
    const wrong = whyWrong(field, value);
    if (wrong !== null) {
      return {
        outcome: 'refused',
        code: 'custom_field_invalid',
        field: `custom:${field.key}`,
        message: wrong,
      };
    }
    answered.push(withValue(field, value === '' ? null : value));
  }
  return answered;
}

function defaultOf({ dropdown, numeric, text }: CustomField): string {
  return dropdown?.default_value ?? numeric?.default_value ?? text?.default_value ?? '';
}

function whyWrong(field: CustomField, value: string): string | null {
  const label = field.label.custom ?? field.key;
  if (value === '') return field.optional ? null : `${label} is required.`;
  if (field.dropdown && !field.dropdown.options.some((option) => option.value === value)) {
    return `${label} has to be one of the choices.`;
  }
  if (field.numeric && !/^\d+$/.test(value)) return `${label} takes digits only.`;
  const { minimum_length: least, maximum_length: most } = field.numeric ??
    field.text ?? { minimum_length: null, maximum_length: null };
  if (least !== null && value.length < least) return `${label} needs at least ${least} characters.`;
  if (value.length > (most ?? 255)) return `${label} takes at most ${most ?? 255} characters.`;
  return null;
}

function withValue(field: CustomField, value: string | null): CustomField {
  if (field.dropdown) return { ...field, dropdown: { ...field.dropdown, value } };
  if (field.numeric) return { ...field, numeric: { ...field.numeric, value } };
  return {
    ...field,
    text: { default_value: null, maximum_length: null, minimum_length: null, ...field.text, value },
  };
}
