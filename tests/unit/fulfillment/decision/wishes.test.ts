import { describe, expect, test } from 'vitest';
import {
  type DecidedOrder,
  dispute,
  mailsOf,
  notesOf,
  ordered,
  refund,
  session,
  unitsOf,
  unpaid,
  variantOf,
} from '../../../support/decision';

const lineId = ({ state }: DecidedOrder): string => state.lines[0]?.id ?? '';
const byHand = (order: DecidedOrder) =>
  order.wish({ kind: 'fulfill_by_hand', lineId: lineId(order), note: 'Handed over.' });
const backOrder = (order: DecidedOrder) => order.wish({ kind: 'back_order', lineId: lineId(order) });
const short = () => ordered({ cup: 3 }, {}, { cup: 1 });

function having(order: DecidedOrder, act: (order: DecidedOrder) => unknown): DecidedOrder {
  act(order);
  return order;
}

describe('a line is put on back-order', () => {
  test('for what it lacks: the buyer is told, and nobody has to see to it any more', () => {
    const order = short();
    const decision = backOrder(order);
    expect(decision.wish).toEqual({ refused: null, description: 'cup', units: 2 });
    expect(order.state.lines).toMatchObject([{ state: 'back_ordered', attention: null }]);
    expect(order.order).toMatchObject({
      fulfillment: 'partly_fulfilled',
      attention: null,
      attentionAt: null,
    });
    expect(notesOf(decision)).toEqual(['back_ordered']);
    expect(mailsOf(decision)).toEqual(['back_ordered']);
  });

  test('and is fulfilled by what arrives, as far as it goes', () => {
    const order = having(short(), backOrder);
    order.arrive('cup', 1).decide({ session: session({ cup: 3 }) }, { trigger: 'system' });
    expect(order.state.lines).toMatchObject([{ state: 'back_ordered', stockTaken: 2 }]);
    order.arrive('cup', 1).decide({ session: session({ cup: 3 }) }, { trigger: 'system' });
    expect(order.state.lines).toMatchObject([{ state: 'fulfilled', backOrderedAt: null }]);
    expect(unitsOf(order)).toEqual({ shipment: 3 });
  });

  test('and what arrived meanwhile is given to it at once', () => {
    const order = short().arrive('cup', 4);
    expect(backOrder(order).plan.effects.jobs).toEqual([
      { name: 'fulfill_back_orders', variantId: variantOf('cup') },
    ]);
  });

  test.each([
    ['already', 'is on back-order', () => having(short(), backOrder)],
    ['not_short', 'has all it needs', () => ordered({ cup: 1 })],
    ['not_short', 'is not counted', () => ordered({ draft: 1 })],
    ['not_paid', 'is not paid', () => ordered({ cup: 1 }, unpaid)],
    ['not_paid', 'is disputed', () => having(short(), (one) => one.money([], [dispute('open', 3000)]))],
    [
      'no_line',
      'is nowhere',
      () => having(short(), (one) => Object.assign(one, { state: { ...one.state, lines: [] } })),
    ],
  ])('not (%s) where it %s', (refused, _, build) => {
    const order = build();
    const before = order.state;
    expect(backOrder(order).wish).toEqual({ refused });
    expect(order.state).toEqual(before);
  });
});

describe('a line is fulfilled by hand', () => {
  test.each([
    ['short of stock', short],
    ['on back-order', () => having(short(), backOrder)],
    ['without a file', () => ordered({ draft: 3 })],
    ['of nobody’s price', () => ordered({ stranger: 3 })],
    [
      'delivered, of which a dispute took a part',
      () => having(ordered({ book: 3 }), (one) => one.money([], [dispute('lost', 500)])),
    ],
  ])('that is %s', (_, build) => {
    const order = build();
    const granted = unitsOf(order);
    const decision = byHand(order);
    expect(decision.wish).toMatchObject({ refused: null, units: 3 });
    expect(decision.plan.effects.notes).toMatchObject([
      { kind: 'fulfilled_by_hand', data: { note: 'Handed over.' } },
    ]);
    expect(order.order).toMatchObject({ fulfillment: 'fulfilled', attention: null, fulfilledBy: 'merchant' });
    // What was done is done elsewhere: nothing is granted, now or later.
    order.arrive('cup', 9).decide({ session: session({ cup: 3 }) });
    expect(unitsOf(order)).toEqual(granted);
  });

  test.each([
    ['not_waiting', 'has all it needs', () => ordered({ cup: 1 })],
    ['not_waiting', 'was fulfilled by hand before', () => having(short(), byHand)],
    ['not_paid', 'is not paid', () => ordered({ cup: 1 }, unpaid)],
    [
      'not_paid',
      'was refunded',
      () => having(ordered({ cup: 1 }), (one) => one.money([refund('re_1', 1000)])),
    ],
  ])('not (%s) where it %s', (refused, _, build) => {
    const order = build();
    const before = order.state;
    expect(byHand(order).wish).toEqual({ refused });
    expect(order.state).toEqual(before);
  });

  test('then refunded, and the refund fails: a person has to look again', () => {
    const order = having(short(), byHand);
    order.money([refund('re_1', 3000)]);
    expect(order.state.lines).toMatchObject([{ state: 'cancelled', unitsByHand: 0 }]);
    order.money([refund('re_1', 3000, { state: 'failed' })]);
    expect(order.order.attention).toMatchObject([{ code: 'refunded_by_hand' }]);
  });
});

test('of two lines that wait, the order needs a person until both are seen to', () => {
  const order = ordered({ cup: 9, draft: 1 });
  backOrder(order);
  expect(order.order).toMatchObject({ fulfillment: 'needs_attention', attention: [{ code: 'no_file' }] });
  order.wish({ kind: 'fulfill_by_hand', lineId: order.state.lines[1]?.id ?? '', note: 'Sent by mail.' });
  expect(order.order).toMatchObject({ fulfillment: 'partly_fulfilled', attention: null });
});
