import { expect, test } from 'vitest';
import { fulfillmentDelay, shortSpan } from '@/lib/reports/delay';

test.each([
  [-500, 'en', '0.0 s'],
  [400, 'en', '0.4 s'],
  [400, 'it', '0,4 s'],
  [9_940, 'en', '9.9 s'],
  [9_960, 'en', '10 s'],
  [89_000, 'en', '89 s'],
  [120_000, 'en', '2 min'],
  [5 * 3_600_000, 'en', '5 h'],
  [2 * 86_400_000, 'en', '2 d'],
  [2 * 86_400_000, 'it', '2 g'],
])('%d ms reads, in %s, as %s', (milliseconds, locale, text) => {
  expect(shortSpan(milliseconds, locale).replace('\u00a0', ' ')).toBe(text);
});

test('there is no delay before both the payment and the fulfilment are there', () => {
  const paidAt = new Date(1_000);
  expect(fulfillmentDelay({ paidAt, fulfilledAt: null })).toBeNull();
  expect(fulfillmentDelay({ paidAt: null, fulfilledAt: paidAt })).toBeNull();
  expect(fulfillmentDelay({ paidAt, fulfilledAt: new Date(1_400) })).toBe(400);
  expect(fulfillmentDelay({ paidAt, fulfilledAt: new Date(600) })).toBe(0);
});
