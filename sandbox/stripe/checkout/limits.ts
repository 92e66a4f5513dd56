import type Stripe from 'stripe';
import { invalid } from '../errors';
import { formatMoney, largestAmount } from '../money';

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
  checkLargest(total, code);
}

/** @throws ApiError 400 for a price, or a total, larger than Stripe takes in this currency. */
export function checkLargest(amount: number, currency: string, param?: string): void {
  const largest = largestAmount(currency);
  if (amount <= largest) return;
  const message = `Amount must be no more than ${formatMoney(largest, currency, 'en')}`;
  throw invalid(message, param, 'amount_too_large');
}
