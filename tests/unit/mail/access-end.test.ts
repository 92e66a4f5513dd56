import { expect, test } from 'vitest';
import { accessEnd } from '@/lib/mail/facts/access';

const now = new Date('2026-11-23T12:00:00Z');
const past = new Date('2026-11-22T12:00:00Z');
const future = new Date('2026-11-24T12:00:00Z');
const open = { revokedAt: null, endsAt: null, subscriptionId: null };
const paid = { payment: 'paid', unitsRefunded: 0 } as const;

test.each([
  ['open for good', open, paid, null],
  ['open until tomorrow', { ...open, endsAt: future }, paid, null],
  ['its time is up', { ...open, endsAt: past }, paid, 'time'],
  ['its time is up this instant', { ...open, endsAt: now }, paid, 'time'],
  ['its subscription ran out', { ...open, endsAt: past, subscriptionId: 'sub_1' }, paid, 'subscription'],
  ['the payment is disputed', open, { payment: 'disputed', unitsRefunded: 0 }, 'disputed'],
  [
    'the order was refunded',
    { ...open, revokedAt: past },
    { payment: 'refunded', unitsRefunded: 0 },
    'refunded',
  ],
  [
    'its line was refunded',
    { ...open, revokedAt: past },
    { payment: 'partly_refunded', unitsRefunded: 1 },
    'refunded',
  ],
  ['it was taken back for another reason', { ...open, revokedAt: past }, paid, 'closed'],
] as const)('%s', (_what, entitlement, line, expected) => {
  expect(accessEnd(entitlement, line, now)).toBe(expected);
});
