import { describe, expect, test } from 'vitest';
import { type EndpointVerdict, judgeEndpoint, type KindOfEvent } from '@/lib/inbox/endpoint-health';
import { handledEvents } from '@/lib/stripe/handled-events';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));
const completed = 'checkout.session.completed';
const kind = (
  name: string,
  caught: number,
  lastCaught: number | null,
  lastDelivered: number | null = null,
): KindOfEvent => ({
  kind: name,
  caught,
  lastCaught: lastCaught === null ? null : at(lastCaught),
  lastDelivered: lastDelivered === null ? null : at(lastDelivered),
});
const silent = (events: number, payments: number, last: number | null): EndpointVerdict => ({
  state: 'silent',
  events,
  payments,
  lastDelivered: last === null ? null : at(last),
});

describe('what is said of the endpoint', () => {
  const cases: [situation: string, KindOfEvent[], lastDelivered: number | null, EndpointVerdict][] = [
    ['nothing was missed', [], 9, { state: 'well' }],
    ['nothing has happened at all', [], null, { state: 'well' }],
    ['one payment was missed and nothing came since', [kind(completed, 1, 10)], 9, silent(1, 1, 9)],
    ['nothing was ever delivered', [kind(completed, 3, 10)], null, silent(3, 3, null)],
    [
      'payments and others were missed',
      [kind(completed, 2, 10), kind('charge.refunded', 1, 11), kind('checkout.session.expired', 4, 8)],
      7,
      silent(7, 2, 7),
    ],
    ['a newer delivery has arrived', [kind(completed, 3, 10, 12)], 12, { state: 'well' }],
    [
      'a newer delivery of another kind has arrived, after one mishap',
      [kind(completed, 1, 10)],
      12,
      { state: 'well' },
    ],
    [
      'a kind is always missed while others are delivered',
      [kind('charge.refunded', 2, 10), kind(completed, 1, 8, 12)],
      12,
      { state: 'partial', events: 2, kinds: ['charge.refunded'] },
    ],
    [
      'a kind was missed twice, and delivered as well',
      [kind('charge.refunded', 2, 10, 8)],
      12,
      { state: 'well' },
    ],
  ];
  test.each(cases)('%s', (_situation, kinds, last, verdict) => {
    expect(judgeEndpoint(kinds, last === null ? null : at(last))).toEqual(verdict);
  });
});

test('the kinds of event the shop acts on fit into one question to Stripe', () => {
  expect(handledEvents.length).toBeLessThanOrEqual(20);
});
