import { describe, expect, test } from 'vitest';
import { planRefund, refundWish } from '@/lib/orders/merchant/plan-refund';
import { amountForUnits, type RefundableOrder, refundable } from '@/lib/orders/merchant/refundable';

describe('what units of a line cost', () => {
  test.each([
    ['one of three that divide', { quantity: 3, amountTotal: 900, unitsRefunded: 0 }, 1, 300],
    ['one of three that do not', { quantity: 3, amountTotal: 1000, unitsRefunded: 0 }, 1, 333],
    ['the last of them, with the rest', { quantity: 3, amountTotal: 1000, unitsRefunded: 2 }, 1, 334],
    ['the last two', { quantity: 3, amountTotal: 1000, unitsRefunded: 1 }, 2, 667],
    ['all of them', { quantity: 3, amountTotal: 1000, unitsRefunded: 0 }, 3, 1000],
    ['none', { quantity: 3, amountTotal: 1000, unitsRefunded: 3 }, 0, 0],
    ['one that was free', { quantity: 2, amountTotal: 0, unitsRefunded: 0 }, 1, 0],
    ['one of more units than there are cents', { quantity: 7, amountTotal: 3, unitsRefunded: 0 }, 1, 0],
    ['the last of more units than there are cents', { quantity: 7, amountTotal: 3, unitsRefunded: 6 }, 1, 3],
  ])('%s', (_, line, units, amount) => {
    expect(amountForUnits(line, units)).toBe(amount);
  });

  test('is the line exactly, whichever way it is divided', () => {
    for (const amountTotal of [1, 99, 100, 101, 9999]) {
      for (let quantity = 1; quantity <= 12; quantity++) {
        for (let first = 0; first <= quantity; first++) {
          const sum =
            amountForUnits({ quantity, amountTotal, unitsRefunded: 0 }, first) +
            amountForUnits({ quantity, amountTotal, unitsRefunded: first }, quantity - first);
          expect(sum, `${amountTotal} in ${quantity}, ${first} first`).toBe(amountTotal);
        }
      }
    }
  });
});

const line = (id: string, fields: Partial<RefundableOrder['lines'][number]> = {}) => ({
  id,
  description: 'Bowl',
  quantity: 3,
  amountTotal: 1000,
  unitsRefunded: 0,
  state: 'fulfilled' as const,
  product: { kinds: ['shipment' as const] },
  fulfillments: [{ kind: 'shipment' as const, units: 3 }],
  ...fields,
});
const bowl = '01a209a5-38c6-7019-9afe-7a74b91bb243';
const cup = '01a209a5-38c6-7019-9afe-7a74b91bb244';
const order: RefundableOrder = {
  payment: 'paid',
  paymentIntentId: 'pi_1',
  currency: 'eur',
  amountTotal: 2500,
  amountRefunded: 0,
  lines: [line(bowl), line(cup)],
};

describe('what of an order can be given back', () => {
  test.each([
    ['paid', {}, null],
    ['awaiting', { payment: 'awaiting' }, 'not_paid'],
    ['failed', { payment: 'failed' }, 'not_paid'],
    ['disputed', { payment: 'disputed' }, 'disputed'],
    ['refunded', { payment: 'refunded' }, 'nothing_left'],
    ['given back amount by amount', { payment: 'partly_refunded', amountRefunded: 2500 }, 'nothing_left'],
    ['free', { amountTotal: 0, paymentIntentId: null }, 'no_payment'],
  ] as [string, Partial<RefundableOrder>, string | null][])(
    'of an order that is %s',
    (_, fields, refusal) => {
      expect(refundable({ ...order, ...fields }).refusal).toBe(refusal);
    },
  );

  test('are the units whose money did not go back, those that could not be delivered to be offered first', () => {
    const { left, lines } = refundable({
      ...order,
      amountRefunded: 333,
      payment: 'partly_refunded',
      lines: [
        line(bowl, {
          unitsRefunded: 1,
          state: 'needs_attention',
          fulfillments: [{ kind: 'shipment', units: 1 }],
        }),
        line(cup, { unitsRefunded: 3, state: 'cancelled' }),
      ],
    });
    expect(left).toBe(2167);
    expect(lines).toMatchObject([{ lineId: bowl, unitsLeft: 2, missing: 1 }]);
  });
});

describe('what Stripe is asked for', () => {
  const plan = (wish: object, fields: Partial<RefundableOrder> = {}) => {
    const whole = { orderId: bowl, idempotencyKey: crypto.randomUUID(), ...wish };
    return planRefund(refundable({ ...order, ...fields }), refundWish.parse(whole));
  };

  test('everything is what is left, for no units in particular', () => {
    expect(plan({ kind: 'all' }, { payment: 'partly_refunded', amountRefunded: 500 })).toEqual({
      ok: true,
      plan: { amount: 2000, units: [] },
    });
  });

  test('units cost what their lines cost', () => {
    expect(plan({ kind: 'lines', lines: { [bowl]: '2', [cup]: '3' } })).toEqual({
      ok: true,
      plan: {
        amount: 1666,
        units: [
          { lineId: bowl, quantity: 2, amount: 666 },
          { lineId: cup, quantity: 3, amount: 1000 },
        ],
      },
    });
  });

  test.each([
    ['more than is left', { kind: 'amount', amount: 2501 }, {}, 'more_than_left'],
    ['more units than are left', { kind: 'lines', lines: { [bowl]: 4 } }, {}, 'more_than_left'],
    [
      'units whose money went back as an amount',
      { kind: 'lines', lines: { [bowl]: 3 } },
      { payment: 'partly_refunded', amountRefunded: 2000 },
      'more_than_left',
    ],
    ['no units', { kind: 'lines', lines: { [bowl]: 0 } }, {}, 'nothing_chosen'],
    ['a line of another order', { kind: 'lines', lines: { [crypto.randomUUID()]: 1 } }, {}, 'no_such_line'],
    [
      'what was free',
      { kind: 'lines', lines: { [bowl]: 1 } },
      { lines: [line(bowl, { amountTotal: 0 })] },
      'costs_nothing',
    ],
    [
      'more lines than Stripe’s metadata holds',
      {
        kind: 'lines',
        lines: Object.fromEntries(Array.from({ length: 46 }, () => [crypto.randomUUID(), 1])),
      },
      {},
      'too_many_lines',
    ],
    ['anything of what was not paid', { kind: 'all' }, { payment: 'awaiting' }, 'not_paid'],
  ] as [string, object, Partial<RefundableOrder>, string][])('%s is refused', (_, wish, fields, reason) => {
    expect(plan(wish, fields)).toEqual({ ok: false, reason });
  });
});
