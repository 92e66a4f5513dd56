import { describe, expect, test } from 'vitest';
import { isBelievable, laterState, lostAmount, paymentAfter } from '@/lib/fulfillment/decision/refund-states';
import { RefundState } from '@/lib/generated/prisma/enums';
import type { DisputeFacts } from '@/lib/stripe/charges';
import { unitsOf } from '@/lib/stripe/refunds';

const dispute = (outcome: DisputeFacts['outcome'], amount = 1000, currency = 'eur'): DisputeFacts => ({
  id: `dp_${outcome}`,
  outcome,
  status: outcome,
  reason: 'fraudulent',
  amount,
  currency,
});

describe('a payment, out of what became of it', () => {
  test.each([
    [0, [], 'paid'],
    [1, [], 'partly_refunded'],
    [999, [], 'partly_refunded'],
    [1000, [], 'refunded'],
    [0, ['open'], 'disputed'],
    [300, ['open'], 'disputed'],
    [1000, ['open'], 'refunded'],
    [0, ['won'], 'paid'],
    [300, ['won'], 'partly_refunded'],
    [0, ['lost'], 'refunded'],
    [300, ['lost'], 'refunded'],
    [0, ['lost', 'open'], 'disputed'],
  ] as const)('%i of 1000 given back, disputes %j: %s', (refunded, outcomes, payment) => {
    const disputes = outcomes.map((outcome) => dispute(outcome));
    expect(paymentAfter({ amount: 1000, currency: 'eur', disputes }, refunded)).toBe(payment);
  });

  test.each([
    ['a part', 0, [dispute('lost', 400)], 400, 'partly_refunded'],
    ['a part, and the rest was refunded', 600, [dispute('lost', 400)], 400, 'refunded'],
    ['a part, twice', 0, [dispute('lost', 400), dispute('lost', 600)], 1000, 'refunded'],
    ['more than there was', 0, [dispute('lost', 700), dispute('lost', 700)], 1000, 'refunded'],
    ['a part, and another is open', 0, [dispute('lost', 400), dispute('open', 600)], 400, 'disputed'],
    ['a part in another currency', 0, [dispute('lost', 400, 'usd')], 1000, 'refunded'],
    ['nothing, as the dispute of a part was won', 0, [dispute('won', 400)], 0, 'paid'],
  ] as const)('lost %s', (_, refunded, disputes, lost, payment) => {
    const facts = { amount: 1000, currency: 'eur', disputes: [...disputes] };
    expect(lostAmount(facts)).toBe(lost);
    expect(paymentAfter(facts, refunded)).toBe(payment);
  });
});

describe('a refund', () => {
  test('never goes back to a state it has left', () => {
    for (const known of Object.values(RefundState)) {
      for (const heard of Object.values(RefundState)) {
        const later = laterState(known, heard);
        expect(laterState(later, known)).toBe(later);
      }
    }
    expect(laterState('pending', 'succeeded')).toBe('succeeded');
    expect(laterState('succeeded', 'failed')).toBe('failed');
    expect(laterState('failed', 'succeeded')).toBe('failed');
  });

  const lines = [
    { id: 'a', quantity: 3, refunded: 1 },
    { id: 'b', quantity: 1, refunded: 0 },
  ];
  const unit = (lineId: string, quantity: number, amount: number) => ({ lineId, quantity, amount });
  test.each([
    ['units that are left', [unit('a', 2, 600), unit('b', 1, 400)], true],
    ['fewer than it cost', [unit('a', 1, 1)], true],
    ['more units than are left', [unit('a', 3, 600)], false],
    ['a line of another order', [unit('c', 1, 100)], false],
    ['units that cost more than it', [unit('a', 1, 600), unit('b', 1, 401)], false],
  ])('of 1000 for %s: %j', (_, units, believed) => {
    expect(isBelievable({ amount: 1000, units }, lines)).toBe(believed);
  });

  const id = '01a209a5-38c6-7019-9afe-7a74b91bb243';
  test.each([
    [{ [id]: '2:600' }, [{ lineId: id, quantity: 2, amount: 600 }]],
    [{ [id]: '2:0' }, [{ lineId: id, quantity: 2, amount: 0 }]],
    [{ [id]: '0:600' }, []],
    [{ [id]: '-1:600' }, []],
    [{ [id]: '1.5:600' }, []],
    [{ [id]: '2' }, []],
    [{ refunded_by: 'ottavia@shop.test', note: '1:2' }, []],
  ])('reads its units out of %j', (metadata, units) => {
    expect(unitsOf(metadata as Record<string, string>)).toEqual(units);
  });
});
