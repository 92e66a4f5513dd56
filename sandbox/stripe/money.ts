/**
 * Currencies whose smallest unit is not a hundredth.
 * https://docs.stripe.com/currencies#zero-decimal and #three-decimal
 */
const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '));
/** Written as hundredths in the API though nobody pays in hundredths of them any more. */
const WHOLE_IN_PRACTICE = new Set(['isk', 'ugx']);

/** How many digits after the point the currency's smallest unit stands for. */
export function minorDigits(currency: string): 0 | 2 | 3 {
  const code = currency.toLowerCase();
  if (ZERO_DECIMAL.has(code)) return 0;
  return THREE_DECIMAL.has(code) ? 3 : 2;
}

/** How many digits an amount has at most, where it is not eight. */
const DIGITS: Record<string, number> = { cop: 10, huf: 10, idr: 12, inr: 9, jpy: 10, lbp: 12 };

/** The largest amount of a currency, in its smallest unit. https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
export const largestAmount = (currency: string): number => 10 ** (DIGITS[currency.toLowerCase()] ?? 8) - 1;

/** `amount` in the currency's smallest unit, written as `locale` writes money. */
export function formatMoney(amount: number, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  const shown = WHOLE_IN_PRACTICE.has(currency.toLowerCase()) && amount % 100 === 0 ? 0 : digits;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  }).format(amount / 10 ** digits);
}

/** What a person typed (`12.50`, `12,5`) in the currency's smallest unit; null where that is no amount. */
export function parseMoney(typed: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const match = /^(\d{1,12})(?:[.,](\d{1,3}))?$/.exec(typed.trim());
  if (!match?.[1] || (match[2] ?? '').length > digits) return null;
  return Number(match[1]) * 10 ** digits + Number((match[2] ?? '').padEnd(digits, '0') || '0');
}

/** The reverse of `parseMoney`, for filling an input. */
export function plainAmount(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
}
