import { describe, expect, test } from 'vitest';
import {
  canTransitionFulfillment,
  canTransitionPayment,
  deriveFulfillment,
} from '@/lib/fulfillment/decision/order-states';
import { FulfillmentState, type LineState, PaymentState } from '@/lib/generated/prisma/enums';
import { isPaid } from '@/lib/is-paid';

const paymentMoves: Record<PaymentState, PaymentState[]> = {
  awaiting: ['paid', 'failed', 'expired'],
  paid: ['partly_refunded', 'refunded', 'disputed'],
  failed: ['paid'],
  expired: ['paid'],
  partly_refunded: ['refunded', 'disputed', 'paid'],
  refunded: ['partly_refunded', 'paid', 'disputed'],
  disputed: ['paid', 'partly_refunded', 'refunded'],
};

describe('the state of a payment', () => {
  for (const from of Object.values(PaymentState)) {
    for (const to of Object.values(PaymentState)) {
      const allowed = from === to || paymentMoves[from].includes(to);
      test(`${from} ${allowed ? 'may become' : 'never becomes'} ${to}`, () => {
        expect(canTransitionPayment(from, to)).toBe(allowed);
      });
    }
  }

  test('goods are the buyer’s while the money is ours, wholly or in part', () => {
    expect(Object.values(PaymentState).filter(isPaid)).toEqual(['paid', 'partly_refunded']);
  });
});

describe('the state of fulfilment', () => {
  test('what was fulfilled is called off, or needs a person once a refund came to nothing, and nothing else', () => {
    const next = Object.values(FulfillmentState).filter(
      (to) => to !== 'fulfilled' && canTransitionFulfillment('fulfilled', to),
    );
    expect(next).toEqual(['needs_attention', 'cancelled']);
  });

  test.each([
    [['fulfilled 1', 'fulfilled 1'], 'fulfilled'],
    [['fulfilled 1', 'cancelled 0'], 'fulfilled'],
    [['cancelled 0', 'cancelled 0'], 'cancelled'],
    [['pending 0', 'pending 0'], 'unfulfilled'],
    [['fulfilled 1', 'pending 0'], 'partly_fulfilled'],
    [['fulfilled 1', 'needs_attention 0'], 'needs_attention'],
    [['needs_attention 2'], 'needs_attention'],
    [['back_ordered 0'], 'unfulfilled'],
    [['back_ordered 2'], 'partly_fulfilled'],
    [['back_ordered 0', 'fulfilled 1'], 'partly_fulfilled'],
    [['back_ordered 0', 'cancelled 0'], 'unfulfilled'],
    [['back_ordered 1', 'needs_attention 0'], 'needs_attention'],
  ] as const)('lines that are %j, with so many units, make an order that is %s', (lines, expected) => {
    const progress = lines.map((line) => {
      const [state = '', granted] = line.split(' ');
      return { state: state as LineState, granted: Number(granted) };
    });
    expect(deriveFulfillment(progress)).toBe(expected);
  });
});
