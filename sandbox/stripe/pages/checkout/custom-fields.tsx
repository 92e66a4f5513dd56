/** @jsxImportSource hono/jsx */
import type Stripe from 'stripe';
import type { PageFacts } from './facts';
import { Field, FieldError } from './field';
import type { CustomName } from './field-names';

type CustomField = Stripe.Checkout.Session.CustomField;

/** The form's name for a custom field, which no input of the page's own can have. */
export const customName = (field: CustomField): CustomName => `custom_${field.key}`;

/** The questions the shop adds. https://docs.stripe.com/payments/checkout/custom-fields */
export const CustomFields = ({ facts }: { facts: PageFacts }) => {
  const { session, speech } = facts;
  if (session.custom_fields.length === 0) return null;
  return (
    <fieldset>
      <legend>{speech.t.additional}</legend>
      <div class="inputs">
        {session.custom_fields.map((field) => (
          <Question key={field.key} field={field} facts={facts} />
        ))}
      </div>
    </fieldset>
  );
};

const Question = ({ field, facts }: { key: string; field: CustomField; facts: PageFacts }) => {
  const { t } = facts.speech;
  const name = customName(field);
  const words = field.label.custom ?? field.key;
  const label = field.optional ? t.optional(words) : words;
  if (field.type === 'dropdown') {
    return (
      <div class="field" data-field={name}>
        <label for={name}>{label}</label>
        <div class="control select">
          <select id={name} name={name} required={!field.optional} aria-describedby={`${name}-error`}>
            <option value="">{t.choose}</option>
            {field.dropdown?.options.map((option) => (
              <option
                key={option.value}
                value={option.value}
                selected={option.value === field.dropdown?.default_value}
              >
                {option.label}
              </option>
            ))}
          </select>
        </div>
        <FieldError name={name} />
      </div>
    );
  }
  const part = field.type === 'numeric' ? field.numeric : field.text;
  return (
    <Field
      name={name}
      label={label}
      value={part?.default_value ?? undefined}
      inputmode={field.type === 'numeric' ? 'numeric' : 'text'}
      maxlength={part?.maximum_length ?? 255}
      optional={field.optional}
    />
  );
};

/** What is wrong with an answer, in the page's language; null where nothing is. */
export function wrongAnswer(field: CustomField, answer: string, { speech: { t } }: PageFacts): string | null {
  if (answer === '') return field.optional ? null : t.required;
  if (field.type === 'dropdown') {
    return field.dropdown?.options.some(({ value }) => value === answer) ? null : t.required;
  }
  if (field.type === 'numeric' && !/^\d+$/.test(answer)) return t.onlyDigits;
  const part = field.type === 'numeric' ? field.numeric : field.text;
  const least = part?.minimum_length ?? 0;
  const most = part?.maximum_length ?? 255;
  if (answer.length < least) return t.atLeast(least);
  return answer.length > most ? t.atMost(most) : null;
}
