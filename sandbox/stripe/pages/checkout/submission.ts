import { hasPostalCode } from '../../checkout/postal-codes';
import type { PaymentInstrument, PaymentSubmission } from '../../engine';
import { isPostalCode, regionCode } from '../addresses';
import { regionNeed } from '../countries';
import {
  cvcLength,
  digitsOf,
  isIban,
  isPast,
  isRoutingNumber,
  numberLength,
  passesLuhn,
  readExpiry,
} from './card';
import { customName, wrongAnswer } from './custom-fields';
import type { PageFacts } from './facts';
import type { FieldName } from './field-names';

export type FieldErrors = Partial<Record<FieldName, string>>;

/** What the form posts: every field as text, absent ones left out. */
export type PostedForm = Record<string, string | undefined>;

/** Reads the form, or says field by field what is wrong with it, in the page's language. */
export function readSubmission(
  form: PostedForm,
  facts: PageFacts,
  now = new Date(),
): { submission: PaymentSubmission } | { errors: FieldErrors } {
  const errors: FieldErrors = {};
  const { t } = facts.speech;
  const { session } = facts;
  const value = (field: FieldName) => form[field]?.trim() ?? '';
  const needed = (field: FieldName) => {
    const text = value(field);
    if (text === '') errors[field] = t.required;
    return text;
  };
  const checked = (field: FieldName, good: (text: string) => boolean, wrong: string) => {
    const text = needed(field);
    if (text !== '' && !good(text)) errors[field] = wrong;
    return text;
  };

  const email =
    facts.knownEmail ?? checked('email', (text) => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text), t.invalidEmail);
  const submission: PaymentSubmission = { email };
  if (session.phone_number_collection?.enabled) {
    const looksRight = (text: string) => /^\+?[\d\s()./-]+$/.test(text) && digitsOf(text).length >= 6;
    submission.phone = checked('phone', looksRight, t.invalidPhone);
  }
  const allowed = session.shipping_address_collection?.allowed_countries;
  if (allowed) {
    const codes: readonly string[] = allowed;
    const country = checked('country', (code) => codes.includes(code), t.countryRefused);
    submission.shipping = {
      name: needed('name'),
      address: {
        line1: needed('line1'),
        line2: value('line2') || null,
        city: needed('city'),
        state: region(country),
        postal_code: hasPostalCode(country) ? postalCode('postalCode', country) : null,
        country,
      },
    };
  }
  if (facts.needsMethod) submission.instrument = readInstrument();
  for (const field of session.custom_fields) {
    const answer = value(customName(field));
    const wrong = wrongAnswer(field, answer, facts);
    if (wrong !== null) errors[customName(field)] = wrong;
    if (answer !== '') submission.customFields = { ...submission.customFields, [field.key]: answer };
  }
  if (session.consent_collection?.terms_of_service === 'required' && form.termsOfService !== 'on') {
    errors.termsOfService = t.termsRequired;
  }
  return Object.keys(errors).length > 0 ? { errors } : { submission };

  function postalCode(field: 'postalCode' | 'billingPostalCode', country: string): string {
    const wrong = country === 'US' ? t.invalidZip : t.invalidPostalCode;
    return checked(field, (text) => isPostalCode(text, country), wrong);
  }

  function region(country: string): string | null {
    const need = regionNeed(country);
    if (need === 'none') return null;
    const typed = need === 'required' ? needed('region') : value('region');
    if (typed === '') return null;
    const code = regionCode(typed, country);
    if (code === null) errors.region = t.invalidRegion;
    return code;
  }

  function readInstrument(): PaymentInstrument {
    if (form.method === 'sepa_debit') {
      return {
        type: 'sepa_debit',
        iban: checked('iban', isIban, t.invalidIban).replace(/\s/g, ''),
        name: needed('holder'),
      };
    }
    if (form.method === 'us_bank_account') {
      return {
        type: 'us_bank_account',
        routingNumber: checked('routingNumber', isRoutingNumber, t.invalidRouting),
        accountNumber: checked('accountNumber', (text) => /^\d{4,17}$/.test(text), t.invalidAccount),
        name: needed('holder'),
      };
    }
    return readCard();
  }

  function readCard(): PaymentInstrument {
    const number = digitsOf(value('cardNumber'));
    if (number.length < numberLength(number)) errors.cardNumber = t.incompleteNumber;
    else if (number.length > 19 || !passesLuhn(number)) errors.cardNumber = t.invalidNumber;
    const expiry = readExpiry(value('cardExpiry'));
    if (!expiry) errors.cardExpiry = t.incompleteExpiry;
    else if (isPast(expiry, now)) errors.cardExpiry = t.pastExpiry;
    const cvc = digitsOf(value('cardCvc'));
    if (cvc.length < cvcLength(number)) errors.cardCvc = t.incompleteCvc;
    const delivery = form.sameAsDelivery === 'on' ? submission.shipping?.address : undefined;
    const country = delivery?.country ?? needed('billingCountry');
    return {
      type: 'card',
      number,
      expMonth: expiry?.month ?? 0,
      expYear: expiry?.year ?? 0,
      cvc,
      name: needed('cardName'),
      country,
      postalCode: delivery
        ? (delivery.postal_code ?? '')
        : hasPostalCode(country)
          ? postalCode('billingPostalCode', country)
          : '',
    };
  }
}
