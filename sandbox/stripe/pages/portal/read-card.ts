import type { PaymentInstrument } from '../../engine';
import { cvcLength, digitsOf, isPast, numberLength, passesLuhn, readExpiry } from '../checkout/card';
import type { FieldErrors, PostedForm } from '../checkout/submission';
import type { Messages } from '../messages';

type Card = Extract<PaymentInstrument, { type: 'card' }>;

/** Reads the form of another card, or says field by field what is wrong with it. */
export function readCardForm(
  form: PostedForm,
  t: Messages,
  holder: string,
  now: Date,
): { card: Card } | { errors: FieldErrors } {
  const errors: FieldErrors = {};
  const number = digitsOf(form.cardNumber ?? '');
  const cvc = digitsOf(form.cardCvc ?? '');
  const expiry = readExpiry(form.cardExpiry ?? '');
  if (number.length < numberLength(number)) errors.cardNumber = t.incompleteNumber;
  else if (!passesLuhn(number)) errors.cardNumber = t.invalidNumber;
  if (!expiry) errors.cardExpiry = t.incompleteExpiry;
  else if (isPast(expiry, now)) errors.cardExpiry = t.pastExpiry;
  if (cvc.length !== cvcLength(number)) errors.cardCvc = t.incompleteCvc;
  if (!expiry || Object.keys(errors).length > 0) return { errors };
  const { month: expMonth, year: expYear } = expiry;
  return {
    card: { type: 'card', number, expMonth, expYear, cvc, name: holder, country: 'IT', postalCode: '' },
  };
}
