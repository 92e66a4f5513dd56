import { describe, expect, it } from 'vitest';
import { formatMoney, parseMoney, plainAmount } from '@/sandbox/stripe/money';
import {
  isIban,
  isPast,
  isRoutingNumber,
  passesLuhn,
  readExpiry,
} from '@/sandbox/stripe/pages/checkout/card';
import { preferredCountry, speechFor } from '@/sandbox/stripe/pages/locale';
import { messages } from '@/sandbox/stripe/pages/messages';

describe('money', () => {
  it.each([
    [107_90, 'eur', 'en', '€107.90'],
    [107_90, 'eur', 'it', '107,90 €'],
    [4500, 'jpy', 'en', '¥4,500'],
    [12_345, 'kwd', 'en', 'KWD 12.345'],
    [1000_00, 'isk', 'en', 'ISK 1,000'],
    [0, 'usd', 'en', '$0.00'],
  ])('writes %i %s in %s as %s', (amount, currency, locale, written) => {
    expect(formatMoney(amount, currency, locale).replace(/\s/g, ' ')).toBe(written);
  });

  it.each([
    ['12.50', 'eur', 1250],
    ['12,5', 'eur', 1250],
    ['12', 'eur', 1200],
    ['1200', 'jpy', 1200],
    ['1.234', 'kwd', 1234],
    ['1.5', 'jpy', null],
    ['1.234', 'eur', null],
    ['-1', 'eur', null],
    ['', 'eur', null],
  ])('reads “%s” %s as %s', (typed, currency, amount) => {
    expect(parseMoney(typed, currency)).toBe(amount);
  });

  it.each(['eur', 'jpy', 'kwd'])('reads back what it fills into an input in %s', (currency) => {
    expect(parseMoney(plainAmount(123_456, currency), currency)).toBe(123_456);
  });
});

describe('language', () => {
  it.each([
    ['it', 'en-US', 'it'],
    ['en', 'it-IT', 'en'],
    ['auto', 'it-IT,it;q=0.9,en;q=0.8', 'it'],
    ['auto', 'de-DE,de;q=0.9,it;q=0.5,en;q=0.7', 'en'],
    [null, 'de,fr', 'en'],
    ['auto', undefined, 'en'],
    ['fr', 'it', 'en'],
  ])('of a session in %s for a browser that wants %s is %s', (session, header, language) => {
    expect(speechFor(session, header).language).toBe(language);
  });

  it('takes the country from the most wanted tag that names one', () => {
    expect(preferredCountry('it,de-AT;q=0.9,en-US;q=0.8')).toBe('AT');
    expect(preferredCountry('it')).toBeNull();
  });

  it('has every sentence in both', () => {
    const words = (language: Record<string, unknown>) => Object.keys(language).sort();
    expect(words(messages.it)).toEqual(words(messages.en));
  });
});

describe('what a shopper types', () => {
  it.each([
    ['12 / 34', { month: 12, year: 2034 }],
    ['01/2031', { month: 1, year: 2031 }],
    ['1231', { month: 12, year: 2031 }],
    ['13 / 30', null],
    ['12 /', null],
    ['', null],
  ])('reads the expiry “%s”', (typed, expiry) => {
    expect(readExpiry(typed)).toEqual(expiry);
  });

  it('lets a card live to the last day of its month', () => {
    expect(isPast({ month: 11, year: 2026 }, new Date('2026-11-30T23:59:59Z'))).toBe(false);
    expect(isPast({ month: 11, year: 2026 }, new Date('2026-12-01T00:00:00Z'))).toBe(true);
  });

  it.each([
    ['4242424242424242', true],
    ['4242424242424241', false],
    ['378282246310005', true],
    ['', false],
  ])('checks the card number %s', (number, good) => {
    expect(passesLuhn(number)).toBe(good);
  });

  it.each([
    ['AT321904300235473204', true],
    ['AT86 1904 3002 3547 3202', true],
    ['AT321904300235473205', false],
    ['nonsense', false],
  ])('checks the IBAN %s', (iban, good) => {
    expect(isIban(iban)).toBe(good);
  });

  it.each([
    ['110000000', true],
    ['110000001', false],
    ['11000000', false],
  ])('checks the routing number %s', (number, good) => {
    expect(isRoutingNumber(number)).toBe(good);
  });
});
