import { describe, expect, test } from 'vitest';
import {
  grantedUnits,
  lineState,
  planLine,
  unitsToHave,
  unitsWanted,
} from '@/lib/fulfillment/decision/line-units';
import type { LineState, PaymentState } from '@/lib/generated/prisma/enums';

const facts = { quantity: 3, unitsRefunded: 0, unitsByHand: null, stockTaken: 0, granted: 0, gone: 0 };

describe('how many units of a line are wanted', () => {
  test.each<[PaymentState, number, number]>([
    ['paid', 0, 3],
    ['partly_refunded', 1, 2],
    ['partly_refunded', 3, 0],
    // Everything went back, whatever is known of the lines.
    ['refunded', 0, 0],
    ['refunded', 1, 0],
    // A contested payment takes nothing back by itself.
    ['disputed', 1, 2],
  ])('of three, %s, with %i refunded: %i', (payment, unitsRefunded, wanted) => {
    expect(unitsWanted({ quantity: 3, unitsRefunded }, payment)).toBe(wanted);
  });
});

describe('what a line takes from stock and puts back', () => {
  test.each([
    ['nothing taken yet', {}, 'paid', 3, 0],
    ['some taken before', { stockTaken: 2, granted: 2 }, 'paid', 1, 0],
    ['all taken', { stockTaken: 3, granted: 3 }, 'paid', 0, 0],
    ['one refunded before anything was taken', { unitsRefunded: 1 }, 'partly_refunded', 2, 0],
    ['one refunded', { unitsRefunded: 1, stockTaken: 3, granted: 3 }, 'partly_refunded', 0, 1],
    ['all refunded', { stockTaken: 3, granted: 3 }, 'refunded', 0, 3],
    ['all refunded, one has left', { stockTaken: 3, granted: 3, gone: 1 }, 'refunded', 0, 2],
    [
      'one refunded, all have left',
      { unitsRefunded: 1, stockTaken: 3, granted: 3, gone: 3 },
      'partly_refunded',
      0,
      0,
    ],
    ['a refund of one that had left failed', { stockTaken: 3, granted: 2, gone: 3 }, 'paid', 0, 0],
    ['a refund of one that had not left failed', { stockTaken: 2, granted: 2 }, 'paid', 1, 0],
    ['contested', { stockTaken: 1, granted: 1 }, 'disputed', 0, 0],
    ['contested, one refunded', { unitsRefunded: 1, stockTaken: 3, granted: 3 }, 'disputed', 0, 1],
    ['finished by hand', { stockTaken: 2, granted: 2, unitsByHand: 3 }, 'paid', 0, 0],
    ['granted before the product was counted', { granted: 3 }, 'paid', 0, 0],
  ] as const)('%s', (_, changes, payment, toTake, toReturn) => {
    const mayGrant = payment === 'paid' || payment === 'partly_refunded';
    expect(planLine({ ...facts, ...changes }, payment, mayGrant)).toMatchObject({ toTake, toReturn });
  });
});

describe('how many units of a line can be had', () => {
  test.each([
    ['all there', { wanted: 3, mayRaise: true }, 0, 0, 3],
    ['one not in stock', { wanted: 3, mayRaise: true }, 0, 1, 2],
    ['none in stock', { wanted: 3, mayRaise: true }, 0, 3, 0],
    ['still one short', { wanted: 3, mayRaise: true }, 2, 1, 2],
    ['less wanted than there is', { wanted: 1, mayRaise: true }, 3, 0, 1],
    ['nothing may be granted', { wanted: 3, mayRaise: false }, 2, 0, 2],
    ['nothing may be granted, less is wanted', { wanted: 1, mayRaise: false }, 2, 0, 1],
    ['granted without stock is kept', { wanted: 3, mayRaise: true }, 3, 3, 3],
  ] as const)('%s', (_, plan, granted, missing, had) => {
    expect(unitsToHave(plan, granted, missing)).toBe(had);
  });

  test('a line has as many units as the kind of it that has fewest', () => {
    const rows = [
      { kind: 'shipment' as const, units: 3 },
      { kind: 'download' as const, units: 2 },
    ];
    expect(grantedUnits(['shipment', 'download'], rows)).toBe(2);
    expect(grantedUnits(['shipment', 'download', 'access'], rows)).toBe(0);
    expect(grantedUnits([], [])).toBe(0);
  });
});

describe('the state of a line', () => {
  const line = {
    quantity: 3,
    unitsRefunded: 0,
    unitsByHand: null,
    state: 'pending' as LineState,
    wanted: 3,
    complete: false,
    mayGrant: true,
    onlyStock: true,
    lostInPart: false,
    renewalUnmet: false,
  };
  test.each([
    ['complete', { complete: true }, 'paid', 'fulfilled'],
    [
      'complete after its missing units were refunded',
      { state: 'needs_attention', wanted: 2, complete: true },
      'partly_refunded',
      'fulfilled',
    ],
    [
      'complete, and a part of the money was lost',
      { complete: true, lostInPart: true },
      'partly_refunded',
      'needs_attention',
    ],
    [
      'complete, a part of the money was lost, and a person has decided',
      { complete: true, lostInPart: true, unitsByHand: 3 },
      'partly_refunded',
      'fulfilled',
    ],
    [
      'complete, a part of the money was lost, and the rest is contested',
      { complete: true, lostInPart: true, mayGrant: false, state: 'needs_attention' },
      'disputed',
      'needs_attention',
    ],
    [
      'on back-order, and a part of the money was lost',
      { state: 'back_ordered', lostInPart: true },
      'partly_refunded',
      'back_ordered',
    ],
    ['short of stock', {}, 'paid', 'needs_attention'],
    ['on back-order and still short', { state: 'back_ordered' }, 'paid', 'back_ordered'],
    [
      'on back-order and short of something else',
      { state: 'back_ordered', onlyStock: false },
      'paid',
      'needs_attention',
    ],
    ['wholly refunded', { wanted: 0 }, 'partly_refunded', 'cancelled'],
    [
      'wholly refunded, and a later period was paid',
      { wanted: 0, renewalUnmet: true, state: 'cancelled' },
      'refunded',
      'needs_attention',
    ],
    ['nothing was asked for', { quantity: 0, wanted: 0 }, 'paid', 'fulfilled'],
    ['nothing was asked for, and all is refunded', { quantity: 0, wanted: 0 }, 'refunded', 'cancelled'],
    ['contested before it was delivered', { mayGrant: false }, 'disputed', 'pending'],
    ['contested after it was called off', { mayGrant: false, state: 'cancelled' }, 'disputed', 'cancelled'],
    ['finished by hand', { unitsByHand: 3 }, 'paid', 'fulfilled'],
    [
      'finished by hand, refunded, and the refund failed',
      { unitsByHand: 0, state: 'cancelled' },
      'paid',
      'needs_attention',
    ],
    ['called off, and the refund failed', { state: 'cancelled', complete: true }, 'paid', 'fulfilled'],
  ] as [string, Partial<typeof line>, PaymentState, LineState][])('%s', (_, changes, payment, state) => {
    expect(lineState({ ...line, ...changes }, payment)).toBe(state);
  });
});
