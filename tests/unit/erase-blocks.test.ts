import { expect, test } from 'vitest';
import { type ErasableOrder, type EraseBlock, eraseBlock } from '@/lib/fulfillment/decision/erase-details';

const done: ErasableOrder = {
  ...{ payment: 'paid', fulfillment: 'fulfilled', parcels: [], subscriptionRuns: false },
};

const cases: [what: string, change: Partial<ErasableOrder>, block: EraseBlock | null][] = [
  ['is fulfilled', {}, null],
  ['came to nothing', { payment: 'failed', fulfillment: 'unfulfilled' }, null],
  ['was refunded', { payment: 'refunded', fulfillment: 'cancelled' }, null],
  ['was refunded in part', { payment: 'partly_refunded' }, null],
  ['was called off though it is paid', { fulfillment: 'cancelled' }, null],
  ['has sent its parcels', { parcels: [{ state: 'shipped' }, { state: 'delivered' }] }, null],
  ['has called a parcel off', { parcels: [{ state: 'cancelled' }] }, null],
  ['waits for its payment', { payment: 'awaiting', fulfillment: 'unfulfilled' }, 'payment_awaiting'],
  ['is disputed', { payment: 'disputed' }, 'disputed'],
  [
    'has one parcel to send',
    { parcels: [{ state: 'shipped' }, { state: 'awaiting_shipment' }] },
    'parcel_waiting',
  ],
  ['needs attention', { fulfillment: 'needs_attention' }, 'unfinished'],
  ['is fulfilled in part', { payment: 'partly_refunded', fulfillment: 'partly_fulfilled' }, 'unfinished'],
  ['is paid and not begun', { fulfillment: 'unfulfilled' }, 'unfinished'],
  ['has a subscription that runs', { subscriptionRuns: true }, 'subscription_runs'],
  ['runs although it was refunded', { payment: 'refunded', subscriptionRuns: true }, 'subscription_runs'],
];

test.each(cases)('an order that %s', (_what, change, block) => {
  expect(eraseBlock({ ...done, ...change })).toBe(block);
});
