import type { PaymentInstrument } from '../engine';

type Method = PaymentInstrument['type'];

/** Which methods a currency is offered, in the order of the page. */
export function methodsFor(
  currency: string,
  choice: { allowed?: string[] | null; excluded?: string[] | null },
): Method[] {
  const offered: Method[] = ['card'];
  if (currency === 'eur') offered.push('sepa_debit');
  if (currency === 'usd') offered.push('us_bank_account');
  return offered.filter(
    (method) => !choice.excluded?.includes(method) && (!choice.allowed || choice.allowed.includes(method)),
  );
}
