import type Stripe from 'stripe';
import { invalid } from '../errors';
import { formatMoney } from '../money';

/** The smallest charge per currency, in its smallest unit. https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const SMALLEST: Record<string, number> = {
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
};

/** How many digits an amount has at most, where it is not eight. */
const DIGITS: Record<string, number> = { cop: 10, huf: 10, idr: 12, inr: 9, jpy: 10, lbp: 12 };

/** @throws ApiError 400 for a total no card could be charged. */
export function checkTotal({ currency, mode }: Stripe.Checkout.Session, total: number): void {
  const code = currency ?? '';
  const smallest = SMALLEST[code] ?? 1;
  if (mode === 'payment' && total > 0 && total < smallest) {
    throw invalid(
      `The Checkout Session's total amount due must add up to at least ${formatMoney(smallest, code, 'en')} ${code}`,
      undefined,
      'amount_too_small',
    );
  }
  const largest = 10 ** (DIGITS[code] ?? 8) - 1;
  if (total > largest) {
    const message = `Amount must be no more than ${formatMoney(largest, code, 'en')}`;
    throw invalid(message, undefined, 'amount_too_large');
  }
}
