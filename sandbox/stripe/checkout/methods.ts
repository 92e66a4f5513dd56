import type { PaymentInstrument } from '../engine';
import { invalid } from '../errors';

type Method = PaymentInstrument['type'];

/**
 * Which methods a currency is offered, in the order of the page.
 *
 * @throws ApiError 400 where the choice leaves none.
 */
export function methodsFor(
  currency: string,
  choice: { allowed?: string[] | null; excluded?: string[] | null },
): Method[] {
  const offered: Method[] = ['card'];
  if (currency === 'eur') offered.push('sepa_debit');
  if (currency === 'usd') offered.push('us_bank_account');
  const left = offered.filter(
    (method) => !choice.excluded?.includes(method) && (!choice.allowed || choice.allowed.includes(method)),
  );
  if (left.length > 0) return left;
  throw invalid(
    'No valid payment method types for this Checkout Session. Please ensure that you have activated payment methods compatible with your chosen currency in your dashboard (https://dashboard.stripe.com/settings/payment_methods).',
  );
}
