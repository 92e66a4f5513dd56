import { keepMade } from './keep-made';

/** Currencies whose smallest unit is the unit itself. https://docs.stripe.com/currencies#zero-decimal */
const zeroDecimal = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
/** Currencies with a thousandth. https://docs.stripe.com/currencies#three-decimal */
const threeDecimal = new Set('bhd jod kwd omr tnd'.split(' '));

/** How many decimals Stripe's smallest unit of this currency stands for: 0, 2 or 3. */
export function decimalsOf(currency: string): 0 | 2 | 3 {
  const code = currency.toLowerCase();
  if (zeroDecimal.has(code)) return 0;
  return threeDecimal.has(code) ? 3 : 2;
}

/**
 * An amount that Stripe reports, as a row keeps it: a safe integer, so that `bigint` in the database and `number` here
 * are the same figure. Stripe's largest has twelve digits, 999,999,999,999 in rupiah; most currencies end at eight.
 * What no row could hold becomes the nearest amount that one can: a payment is an order whatever it says (I7), and the
 * copy of Stripe's answer has the figure as it came.
 * https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
 *
 * @param amount in the currency's smallest unit; zero where Stripe names none
 */
export function keptAmount(amount: number | null | undefined): number {
  const whole = Math.round(amount ?? 0) || 0;
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(whole, Number.MAX_SAFE_INTEGER));
}

const currencyFormat = keepMade((locale: string, currency: string) => {
  const decimals = decimalsOf(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
});

/**
 * An amount as a person reads it.
 *
 * @param amount in the currency's smallest unit
 * @param locale a BCP 47 tag, `it` or `en`
 * @throws {RangeError} for an amount that is not a safe integer
 */
export function formatMoney(amount: number, currency: string, locale: string): string {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an amount in the smallest unit: ${amount}`);
  const format = currencyFormat(locale, currency.toUpperCase());
  return format.format(amount / 10 ** decimalsOf(currency));
}

/**
 * Reads an amount that a person typed: `12`, `12.5`, `12,50`. Nothing is guessed: “1.234” euros may be meant as a
 * thousand or as a little more than one, so it is no amount.
 *
 * @returns the amount in the currency's smallest unit; null for what is no amount, or finer than the currency
 */
export function parseMoney(text: string, currency: string): number | null {
  const match = /^(\d+)(?:[.,](\d+))?$/.exec(text.trim());
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  const decimals = decimalsOf(currency);
  if (fraction.length > decimals) return null;
  const amount = Number(whole + fraction.padEnd(decimals, '0'));
  return Number.isSafeInteger(amount) ? amount : null;
}
