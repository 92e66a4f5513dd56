import { describe, expect, test } from 'vitest';
import { type Headline, type HeadlineOrder, headlineOf } from '@/lib/buyer-view/headline';

const goods: HeadlineOrder = {
  payment: 'paid',
  fulfillment: 'fulfilled',
  parcels: [{ state: 'awaiting_shipment' }],
  lines: [{ kinds: ['shipment'], state: 'fulfilled' }],
};
const both: HeadlineOrder = { ...goods, lines: [{ kinds: ['shipment', 'download'], state: 'fulfilled' }] };
const file: HeadlineOrder = { ...goods, parcels: [], lines: [{ kinds: ['download'], state: 'fulfilled' }] };
const later: HeadlineOrder = {
  ...goods,
  fulfillment: 'partly_fulfilled',
  lines: [{ kinds: ['shipment'], state: 'back_ordered' }, ...file.lines],
};

describe('what an order says of itself', () => {
  test.each<[string, HeadlineOrder, Headline]>([
    ['goods still here', goods, 'packing'],
    ['goods still here, a file already there', both, 'packingMore'],
    ['goods gone', { ...goods, parcels: [{ state: 'shipped' }] }, 'sent'],
    [
      'one parcel of two gone',
      { ...goods, parcels: [{ state: 'shipped' }, { state: 'awaiting_shipment' }] },
      'partlySent',
    ],
    [
      'one arrived, one on its way',
      { ...goods, parcels: [{ state: 'shipped' }, { state: 'delivered' }] },
      'sent',
    ],
    ['all arrived', { ...goods, parcels: [{ state: 'delivered' }] }, 'delivered'],
    [
      'a parcel called off beside one that arrived',
      { ...goods, parcels: [{ state: 'cancelled' }, { state: 'delivered' }] },
      'delivered',
    ],
    ['goods still here, more to come in', later, 'later'],
    ['a file already there, the goods to come in', { ...later, parcels: [] }, 'later'],
    ['goods gone, more to come in', { ...later, parcels: [{ state: 'shipped' }] }, 'partlySent'],
    ['goods arrived, more to come in', { ...later, parcels: [{ state: 'delivered' }] }, 'partlySent'],
    ['a file only', file, 'download'],
    [
      'a key and a file',
      { ...file, lines: [{ kinds: ['download', 'license_key'], state: 'fulfilled' }] },
      'ready',
    ],
    ['a course', { ...file, lines: [{ kinds: ['access'], state: 'fulfilled' }] }, 'ready'],
    ['paid, fulfilment not done yet', { ...file, fulfillment: 'unfulfilled' }, 'working'],
    ['paid, a person must help', { ...goods, fulfillment: 'needs_attention' }, 'attention'],
    ['a debit on its way', { ...goods, payment: 'awaiting', parcels: [] }, 'awaiting'],
    ['a debit refused', { ...goods, payment: 'failed', parcels: [] }, 'failed'],
    [
      'all given back, whatever else',
      { ...goods, payment: 'refunded', fulfillment: 'needs_attention' },
      'refunded',
    ],
    ['part given back', { ...goods, payment: 'partly_refunded' }, 'partlyRefunded'],
    [
      'part given back, a person must help',
      { ...goods, payment: 'partly_refunded', fulfillment: 'needs_attention' },
      'attention',
    ],
    ['disputed', { ...goods, payment: 'disputed' }, 'disputed'],
    ['called off', { ...goods, fulfillment: 'cancelled' }, 'cancelled'],
  ])('%s', (_case, order, expected) => {
    expect(headlineOf(order)).toBe(expected);
  });
});
