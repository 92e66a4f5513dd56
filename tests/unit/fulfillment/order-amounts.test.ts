import { describe, expect, test } from 'vitest';
import { lineAmounts, orderAmounts } from '@/lib/fulfillment/order-amounts';

type Session = Parameters<typeof orderAmounts>[0];
type Line = Parameters<typeof lineAmounts>[0];

const line = (subtotal: number, { discount = 0, tax = 0, inclusive = false } = {}): Line => ({
  amount_subtotal: subtotal,
  amount_discount: discount,
  amount_tax: tax,
  amount_total: subtotal - discount + (inclusive ? 0 : tax),
});

const shipping = (amount: number, { tax = 0, inclusive = false, discount = 0 } = {}) => ({
  amount_subtotal: amount,
  amount_tax: tax,
  amount_total: amount - discount + (inclusive ? 0 : tax),
  shipping_rate: 'shr_1',
});

const session = (
  total: number,
  parts: { subtotal?: number; discount?: number; tax?: number; shipped?: Session['shipping_cost'] } = {},
): Session => ({
  amount_total: total,
  amount_subtotal: parts.subtotal ?? total,
  total_details: {
    amount_discount: parts.discount ?? 0,
    amount_shipping: parts.shipped?.amount_subtotal ?? 0,
    amount_tax: parts.tax ?? 0,
  },
  shipping_cost: parts.shipped ?? null,
});

describe('the amounts of an order', () => {
  const cases: [what: string, Session, Line[], shipping: number, difference: number][] = [
    ['euros without anything else', session(7200), [line(3600), line(3600)], 0, 0],
    ['yen, whose smallest unit is the yen', session(1999), [line(1999)], 0, 0],
    ['dinars with their thousandths', session(10_005), [line(10_000), line(5)], 0, 0],
    [
      'a discount spread over the lines with a cent left over',
      session(1999, { subtotal: 2999, discount: 1000 }),
      [line(1000, { discount: 333 }), line(1999, { discount: 667 })],
      0,
      0,
    ],
    [
      'tax on top of the lines and of the shipping',
      session(13_176, { subtotal: 10_000, tax: 2376, shipped: shipping(800, { tax: 176 }) }),
      [line(10_000, { tax: 2200 })],
      976,
      0,
    ],
    [
      'tax within the lines and within the shipping',
      session(10_800, { subtotal: 10_000, tax: 1947, shipped: shipping(800, { tax: 144, inclusive: true }) }),
      [line(10_000, { tax: 1803, inclusive: true })],
      800,
      0,
    ],
    [
      'tax within the lines and on top of the shipping',
      session(10_976, { subtotal: 10_000, tax: 1979, shipped: shipping(800, { tax: 176 }) }),
      [line(10_000, { tax: 1803, inclusive: true })],
      976,
      0,
    ],
    [
      'shipping that a discount made free',
      session(3600, { shipped: shipping(690, { discount: 690 }) }),
      [line(3600)],
      0,
      0,
    ],
    ['a line that costs nothing beside one that does', session(3600), [line(3600), line(0)], 0, 0],
    [
      'a code that takes everything off',
      session(0, { subtotal: 3600, discount: 3600 }),
      [line(3600, { discount: 3600 })],
      0,
      0,
    ],
    ['a free trial', session(0), [line(0)], 0, 0],
    ['a total that is a cent more than its parts', session(3601), [line(3600)], 0, 1],
    ['a total that is less than its parts', session(3000), [line(3600)], 0, -600],
    ['a total that forgot the shipping', session(3600, { shipped: shipping(690) }), [line(3600)], 690, -690],
    ['no line listed yet', session(3600), [], 0, 0],
  ];

  test.each(cases)('%s', (_, paid, lines, amountShipping, amountDifference) => {
    expect(orderAmounts(paid, lines)).toEqual({
      amountSubtotal: paid.amount_subtotal,
      amountDiscount: paid.total_details?.amount_discount,
      amountTax: paid.total_details?.amount_tax,
      amountTotal: paid.amount_total,
      amountShipping,
      amountDifference,
    });
  });

  test('shipping is what the details say where Stripe tells no cost of its own', () => {
    const paid = {
      ...session(4290, { subtotal: 3600 }),
      total_details: { amount_discount: 0, amount_shipping: 690, amount_tax: 0 },
    };
    expect(orderAmounts(paid, [line(3600)])).toMatchObject({ amountShipping: 690, amountDifference: 0 });
  });

  test('a session that names no amounts cost nothing', () => {
    const empty = { amount_total: null, amount_subtotal: null, total_details: null, shipping_cost: null };
    expect(new Set(Object.values(orderAmounts(empty, [])))).toEqual(new Set([0]));
  });
});

describe('large amounts', () => {
  test('of twelve digits, the most Stripe takes, are kept to the last unit', () => {
    const most = 999_999_999_999;
    expect(orderAmounts(session(most), [line(most - 1), line(1)])).toMatchObject({
      amountTotal: most,
      amountSubtotal: most,
      amountDifference: 0,
    });
    expect(lineAmounts(line(most))).toMatchObject({ amountSubtotal: most, amountTotal: most });
  });

  test('that no row could hold become the nearest that one can', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(orderAmounts(session(2 ** 60), [line(2 ** 59), line(-(2 ** 61))])).toMatchObject({
      amountTotal: most,
      amountDifference: most,
    });
    expect(lineAmounts(line(10.5))).toMatchObject({ amountSubtotal: 11, amountTotal: 11 });
    expect(lineAmounts(line(Number.NaN))).toMatchObject({ amountSubtotal: 0, amountTotal: 0 });
  });
});
