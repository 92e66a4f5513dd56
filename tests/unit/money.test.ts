import { describe, expect, test } from 'vitest';
import { decimalsOf, formatMoney, parseMoney } from '@/lib/money';

/** Spaces in formatted money are often no-break ones; what counts is what one reads. */
const read = (amount: number, currency: string, locale: string) =>
  formatMoney(amount, currency, locale).replaceAll(/\s/g, ' ');

describe('money', () => {
  test.each([
    [1999, 'eur', 'it', '19,99 €'],
    [1999, 'eur', 'en', '€19.99'],
    [123456789, 'eur', 'it', '1.234.567,89 €'],
    [0, 'eur', 'en', '€0.00'],
    [-500, 'eur', 'en', '-€5.00'],
    [5, 'usd', 'en', '$0.05'],
    [1999, 'jpy', 'en', '¥1,999'],
    [1999, 'KRW', 'en', '₩1,999'],
    [1999, 'kwd', 'en', 'KWD 1.999'],
    [1000, 'bhd', 'it', '1,000 BHD'],
  ])('%i in the smallest unit of %s reads in %s as %s', (amount, currency, locale, expected) => {
    expect(read(amount, currency, locale)).toBe(expected);
  });

  test('decimals follow Stripe, where it differs from the currency itself', () => {
    expect(decimalsOf('ugx')).toBe(2);
    expect(decimalsOf('isk')).toBe(2);
    expect(decimalsOf('huf')).toBe(2);
    expect(formatMoney(500, 'isk', 'en')).toContain('5.00');
  });

  test('an amount that is not a whole number of the smallest unit is refused', () => {
    expect(() => formatMoney(19.99, 'eur', 'en')).toThrow(RangeError);
    expect(() => formatMoney(Number.NaN, 'eur', 'en')).toThrow(RangeError);
  });

  test.each([
    ['12', 'eur', 1200],
    [' 12.5 ', 'eur', 1250],
    ['12,50', 'eur', 1250],
    ['0.05', 'eur', 5],
    ['1500', 'jpy', 1500],
    ['1.234', 'kwd', 1234],
    ['1.234', 'eur', null],
    ['1,234.50', 'eur', null],
    ['15.5', 'jpy', null],
    ['-3', 'eur', null],
    ['', 'eur', null],
    ['12 €', 'eur', null],
    ['99999999999999999', 'eur', null],
  ])('“%s” typed for %s is %s in the smallest unit', (text, currency, amount) => {
    expect(parseMoney(text, currency)).toBe(amount);
  });
});
