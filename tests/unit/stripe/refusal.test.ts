import { describe, expect, test } from 'vitest';
import { type Refusal, readRefusal, waitBeforeRetry } from '@/lib/stripe/refusal';

describe('a 429', () => {
  test.each<[string, string | undefined, Record<string, string>, Partial<Refusal>]>([
    ['of the account', 'rate_limit', { 'stripe-rate-limited-reason': 'global-rate' }, { isOfRate: true }],
    ['of one endpoint', 'rate_limit', { 'stripe-rate-limited-reason': 'endpoint-rate' }, { isOfRate: true }],
    [
      'of too many at the same time',
      undefined,
      { 'stripe-rate-limited-reason': 'global-concurrency' },
      { isOfRate: true },
    ],
    ['without a reason', 'rate_limit', {}, { isOfRate: true, retryAfter: null, isFinal: false }],
    [
      'of one object',
      'rate_limit',
      { 'stripe-rate-limited-reason': 'resource-specific' },
      { isOfRate: false },
    ],
    ['of a lock', 'lock_timeout', { 'stripe-should-retry': 'true' }, { isOfRate: false, isFinal: false }],
    ['that names a time', 'rate_limit', { 'retry-after': '2' }, { retryAfter: 2_000 }],
    ['that names none in seconds', 'rate_limit', { 'retry-after': 'soon' }, { retryAfter: null }],
    ['that names an empty one', 'rate_limit', { 'retry-after': '' }, { retryAfter: null }],
    ['that is not to be repeated', 'rate_limit', { 'stripe-should-retry': 'false' }, { isFinal: true }],
  ])('%s', (_, code, headers, read) => {
    expect(readRefusal(code, headers)).toMatchObject(read);
  });
});

describe('a refused call is repeated', () => {
  const refusal = { isOfRate: true, retryAfter: null, isFinal: false };
  const at = { tries: 1, since: 0, now: 0, random: 0 };
  test.each<[string, Partial<Refusal>, 'shopper' | 'background', Partial<typeof at>, number | null]>([
    ['after a moment where a shopper waits', {}, 'shopper', {}, 200],
    ['after twice as long the next time', {}, 'shopper', { tries: 2 }, 400],
    ['not at the same moment as others', {}, 'shopper', { random: 0.5 }, 300],
    ['until a shopper would have waited too long', {}, 'shopper', { tries: 4, now: 1_500 }, null],
    ['in the background when its turn comes', {}, 'background', { tries: 3 }, 0],
    [
      'in the background after a moment, where it is about an object',
      { isOfRate: false },
      'background',
      {},
      200,
    ],
    ['in the background for half a minute', {}, 'background', { tries: 9, now: 30_001 }, null],
    ['when Stripe says', { retryAfter: 2_000 }, 'shopper', {}, 2_000],
    ['not for a shopper where Stripe names a time beyond that', { retryAfter: 3_000 }, 'shopper', {}, null],
    ['not where Stripe says that it is of no use', { isFinal: true }, 'background', {}, null],
  ])('%s', (_, changes, caller, moment, wait) => {
    expect(waitBeforeRetry({ ...refusal, ...changes }, caller, { ...at, ...moment })).toBe(wait);
  });
});
