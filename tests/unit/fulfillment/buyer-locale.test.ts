import { expect, test } from 'vitest';
import { buyerLocale } from '@/lib/fulfillment/buyer-locale';

test.each([
  ['en', 'IT', 'en'],
  ['en-GB', 'IT', 'en'],
  ['it', 'DE', 'it'],
  ['fr', 'IT', 'en'],
  ['auto', 'IT', 'it'],
  ['auto', 'DE', 'en'],
  [null, 'IT', 'it'],
  [null, null, 'en'],
])('a page in %s, bought from %s, is answered in %s', (locale, country, expected) => {
  expect(buyerLocale({ locale, customer_details: { address: { country } } })).toBe(expected);
});

test('a session that tells nothing of its buyer is answered in English', () => {
  expect(buyerLocale({ locale: null, customer_details: null })).toBe('en');
  expect(buyerLocale({ locale: null, customer_details: { address: null } })).toBe('en');
});
