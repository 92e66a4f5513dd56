import { describe, expect, test } from 'vitest';
import {
  canTransitionFulfillment,
  canTransitionPayment,
  deriveFulfillment,
} from '@/lib/fulfillment/decision/order-states';
import { FulfillmentState, type LineState, PaymentState } from '@/lib/generated/prisma/enums';
import { isPaid } from '@/lib/is-paid';

/** States of money that came in, whatever became of it since; the others are of money that did not. */
const cameIn: PaymentState[] = ['paid', 'partly_refunded', 'refunded', 'disputed'];
const payments = Object.values(PaymentState);
const notYet = payments.filter((state) => !cameIn.includes(state));

describe('the state of a payment', () => {
  test.each(payments)('%s may stay as it is', (state) => {
    expect(canTransitionPayment(state, state)).toBe(true);
  });

  test.each(payments.filter((state) => state !== 'awaiting'))('%s never becomes awaiting again', (state) => {
    expect(canTransitionPayment(state, 'awaiting')).toBe(false);
  });

  test.each(notYet)('%s may become paid, and nothing else that takes money', (state) => {
    expect(cameIn.filter((to) => canTransitionPayment(state, to))).toEqual(['paid']);
  });

  test.each(cameIn)('%s is never taken back to money that did not come', (state) => {
    expect(notYet.filter((to) => canTransitionPayment(state, to))).toEqual([]);
  });

  test.each(cameIn)('%s becomes any other state of money that came: news arrives in any order', (state) => {
    expect(cameIn.filter((to) => canTransitionPayment(state, to))).toEqual(cameIn);
  });

  test('a payment that is awaited may fail, and one that failed leads nowhere but to paid', () => {
    expect(canTransitionPayment('awaiting', 'failed')).toBe(true);
    expect(payments.filter((to) => to !== 'failed' && canTransitionPayment('failed', to))).toEqual(['paid']);
  });

  test('goods are the buyer’s while the money is ours, wholly or in part', () => {
    expect(Object.values(PaymentState).filter(isPaid)).toEqual(['paid', 'partly_refunded']);
  });
});

describe('the state of fulfilment', () => {
  test.each(['unfulfilled', 'needs_attention', 'partly_fulfilled', 'cancelled'] as const)(
    '%s may become anything that is true of its lines',
    (from) => {
      const refused = Object.values(FulfillmentState).filter((to) => !canTransitionFulfillment(from, to));
      expect(refused).toEqual([]);
    },
  );

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
