import { expect, it } from 'vitest';
import { preferredLocale } from '@/lib/i18n/locales';

it.each([
  [null, 'en'],
  ['', 'en'],
  ['it', 'it'],
  ['it-IT,it;q=0.9,en-US;q=0.8,en;q=0.7', 'it'],
  ['en-US,en;q=0.9,it;q=0.8', 'en'],
  ['de-DE,de;q=0.9,it;q=0.4,en;q=0.3', 'it'],
  ['de,fr', 'en'],
  ['it;q=0, en', 'en'],
  ['IT-ch', 'it'],
  [';;;,=,q', 'en'],
])('Accept-Language "%s" is answered in %s', (header, locale) => {
  expect(preferredLocale(header)).toBe(locale);
});
