import { describe, expect, test } from 'vitest';
import { deriveFulfillment, isPaid, mayFulfill, mayPay } from '@/lib/fulfillment/order-states';
import { FulfillmentState, PaymentState } from '@/lib/generated/prisma/enums';

const paymentMoves: Record<PaymentState, PaymentState[]> = {
  awaiting: ['paid', 'failed', 'expired'],
  paid: ['partly_refunded', 'refunded', 'disputed'],
  failed: ['paid'],
  expired: ['paid'],
  partly_refunded: ['refunded', 'disputed', 'paid'],
  refunded: ['partly_refunded', 'paid'],
  disputed: ['paid', 'partly_refunded', 'refunded'],
};

describe('the state of a payment', () => {
  for (const from of Object.values(PaymentState)) {
    for (const to of Object.values(PaymentState)) {
      const allowed = from === to || paymentMoves[from].includes(to);
      test(`${from} ${allowed ? 'may become' : 'never becomes'} ${to}`, () => {
        expect(mayPay(from, to)).toBe(allowed);
      });
    }
  }

  test('goods are the buyer’s while the money is ours, wholly or in part', () => {
    expect(Object.values(PaymentState).filter(isPaid)).toEqual(['paid', 'partly_refunded']);
  });
});

describe('the state of fulfilment', () => {
  test('nothing that was fulfilled becomes less than fulfilled, unless it is cancelled', () => {
    const next = Object.values(FulfillmentState).filter(
      (to) => to !== 'fulfilled' && mayFulfill('fulfilled', to),
    );
    expect(next).toEqual(['cancelled']);
  });

  test.each([
    [['fulfilled', 'fulfilled'], 'fulfilled'],
    [['fulfilled', 'cancelled'], 'fulfilled'],
    [['cancelled', 'cancelled'], 'cancelled'],
    [['pending', 'pending'], 'unfulfilled'],
    [['fulfilled', 'pending'], 'partly_fulfilled'],
    [['fulfilled', 'needs_attention'], 'needs_attention'],
    [['needs_attention'], 'needs_attention'],
  ] as const)('lines that are %j make an order that is %s', (lines, expected) => {
    expect(deriveFulfillment(lines)).toBe(expected);
  });
});
