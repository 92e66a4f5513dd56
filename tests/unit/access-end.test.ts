import { describe, expect, test } from 'vitest';
import { accessEnd } from '@/lib/fulfillment/access-end';

const now = new Date('2026-11-20T12:00:00Z');
const seconds = (iso: string | null) => (iso === null ? null : Date.parse(iso) / 1000);
const cancelAt = '2026-12-24T00:00:00Z';
const endedAt = '2026-11-19T08:00:00Z';
const periodStart = Date.parse('2026-12-01T10:00:00Z') / 1000;
const graceEnd = '2026-12-08T10:00:00Z';

/** status, cancel_at, ended_at → when access is over */
const cases: [string, string | null, string | null, string | null][] = [
  ['active', null, null, null],
  ['active', cancelAt, null, cancelAt],
  ['trialing', null, null, null],
  ['trialing', cancelAt, null, cancelAt],
  ['incomplete', null, null, null],
  ['past_due', null, null, graceEnd],
  ['past_due', cancelAt, null, graceEnd],
  ['past_due', '2026-12-02T00:00:00Z', null, '2026-12-02T00:00:00Z'],
  ['unpaid', null, null, now.toISOString()],
  ['paused', null, null, now.toISOString()],
  ['canceled', null, endedAt, endedAt],
  ['canceled', cancelAt, endedAt, endedAt],
  ['canceled', null, null, now.toISOString()],
  ['incomplete_expired', null, endedAt, endedAt],
  ['incomplete_expired', null, null, now.toISOString()],
];

describe('the access of a subscription', () => {
  test.each(cases)('that is %s, cancelled for %s and ended %s is over: %s', (status, cancel, ended, end) => {
    const subscription = {
      status,
      cancel_at: seconds(cancel),
      ended_at: seconds(ended),
      items: { data: [{ current_period_start: periodStart }] },
    };
    expect(accessEnd(subscription, now)).toEqual(end && new Date(end));
  });

  test('with several items has its grace from the last of their periods on', () => {
    const items = {
      data: [{ current_period_start: periodStart }, { current_period_start: periodStart - 86_400 }],
    };
    const subscription = { status: 'past_due' as const, cancel_at: null, ended_at: null, items };
    expect(accessEnd(subscription, now)).toEqual(new Date(graceEnd));
  });
});
