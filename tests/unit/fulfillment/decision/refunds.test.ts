import { describe, expect, test } from 'vitest';
import type { RefundView } from '@/lib/fulfillment/decision/stripe-view';
import {
  DecidedOrder,
  lineView,
  mailsOf,
  notesOf,
  ordered,
  refund,
  session,
  unitsOf,
  unpaid,
} from '../../../support/decision';

const lineOf = ({ state }: DecidedOrder, slug: string) =>
  state.lines.find(({ productId }) => productId === slug)?.id ?? '';
const units = (order: DecidedOrder, slug: string, quantity: number, amount = quantity * 1000) => [
  { lineId: lineOf(order, slug), quantity, amount },
];
const entries = ({ state }: DecidedOrder) =>
  state.paymentEntries.map(({ kind, amount }) => `${kind} ${amount}`);

describe('a refund', () => {
  test.each([
    ['the whole', [refund('re_1', 3000)], 'refunded', 'cancelled', 3000, 0],
    ['a part, of no units', [refund('re_1', 500)], 'partly_refunded', 'fulfilled', 500, 3],
    ['the whole in two', [refund('re_1', 1000), refund('re_2', 2000)], 'refunded', 'cancelled', 3000, 0],
    ['the whole, on its way', [refund('re_1', 3000, { state: 'pending' })], 'refunded', 'cancelled', 3000, 0],
    ['one that came to nothing', [refund('re_1', 3000, { state: 'failed' })], 'paid', 'fulfilled', 0, 3],
    ['one that was called off', [refund('re_1', 3000, { state: 'canceled' })], 'paid', 'fulfilled', 0, 3],
    [
      'a part, and one that failed',
      [refund('re_1', 100), refund('re_2', 3000, { state: 'failed' })],
      'partly_refunded',
      'fulfilled',
      100,
      3,
    ],
  ] as const)('of %s', (_, refunds, payment, fulfillment, amountRefunded, shipment) => {
    const order = ordered({ cup: 3 });
    order.money(refunds);
    expect(order.order).toMatchObject({ payment, fulfillment, amountRefunded, amountLost: 0 });
    expect(unitsOf(order)).toEqual({ shipment });
    expect(order.onHand('cup')).toBe(5 - shipment);
  });

  test('of units takes back those, and puts them on the shelf', () => {
    const order = ordered({ cup: 3, book: 1 });
    const decision = order.money([refund('re_1', 2000, { units: units(order, 'cup', 2) })]);
    expect(unitsOf(order)).toEqual({ shipment: 1, download: 1 });
    expect(order.state.lines[0]).toMatchObject({ unitsRefunded: 2, stockTaken: 1, state: 'fulfilled' });
    expect(order.onHand('cup')).toBe(4);
    expect(notesOf(decision)).toEqual(['payment_refunded', 'units_taken_back']);
    expect(mailsOf(decision)).toEqual(['refund']);
  });

  test.each([
    ['more units than were bought', (order: DecidedOrder) => units(order, 'cup', 4)],
    ['units that cost more than it gave back', (order: DecidedOrder) => units(order, 'cup', 1, 2001)],
    ['a line of another order', () => [{ lineId: 'elsewhere', quantity: 1, amount: 1000 }]],
  ])('that names %s is not believed: the money went back, nothing else', (_, named) => {
    const order = ordered({ cup: 3 });
    order.money([refund('re_1', 2000, { units: named(order) })]);
    expect(order.state.refundLines).toEqual([]);
    expect(order.order).toMatchObject({ payment: 'partly_refunded', amountRefunded: 2000 });
    expect(unitsOf(order)).toEqual({ shipment: 3 });
  });

  test('of the same units twice is believed once', () => {
    const order = ordered({ cup: 2, book: 1 });
    const twice = ['re_1', 're_2'].map((id) => refund(id, 1500, { units: units(order, 'cup', 2, 1500) }));
    order.money(twice);
    expect(order.state.lines[0]).toMatchObject({ unitsRefunded: 2 });
    expect(order.state.refundLines.map(({ refundId }) => refundId)).toEqual(['re_1']);
  });

  test('that fails later gives back again what it took, and says so once', () => {
    const order = ordered({ cup: 2, game: 1 });
    const all = refund('re_1', 3000, { state: 'pending' });
    order.money([all]);
    const keys = order.state.keys.map(({ id }) => id);
    const decision = order
      .later(2)
      .money([{ ...all, state: 'failed', failureReason: 'lost_or_stolen_card' }]);
    expect(order.order).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled', amountRefunded: 0 });
    expect(unitsOf(order)).toEqual({ shipment: 2, license_key: 1 });
    expect(order.state.keys.map(({ id, revokedAt }) => [id, revokedAt])).toEqual(
      keys.map((id) => [id, null]),
    );
    expect(notesOf(decision)).toEqual(['refund_failed', 'units_restored']);
    expect(mailsOf(decision)).toEqual(['refund_failed']);
    expect(decision.plan.effects.notes[0]?.data).toMatchObject({ reason: 'lost or stolen card' });
    expect(entries(order)).toEqual(['charge 3000', 'refund -3000', 'refund_failed 3000']);
  });

  test('that nobody was told of is told to nobody when it fails', () => {
    const order = ordered({ cup: 1 });
    expect(mailsOf(order.money([refund('re_1', 1000, { state: 'failed' })]))).toEqual([]);
  });

  test('is told of with what had gone back by then', () => {
    const order = ordered({ cup: 1 });
    const { plan } = order.money([
      refund('re_1', 100),
      refund('re_2', 200, { state: 'failed', failureReason: 'expired_or_canceled_card' }),
      refund('re_3', 300, { state: 'pending' }),
    ]);
    const told = plan.effects.notes.map(({ kind, data }) => [kind, data?.refunded ?? data?.reason]);
    expect(told).toEqual([
      ['payment_refunded', 100],
      ['refund_failed', 'expired or canceled card'],
      ['payment_refunded', 400],
    ]);
  });
});

describe('an older answer of Stripe’s, written down late, takes nothing back', () => {
  const failedRefund = refund('re_1', 1000, { state: 'failed' });
  test.each<[string, RefundView[]]>([
    ['in which the refund had not failed yet', [refund('re_1', 1000)]],
    ['in which it was on its way', [refund('re_1', 1000, { state: 'pending' })]],
    ['in which there was none', []],
  ])('%s', (_, older) => {
    const order = ordered({ book: 1 });
    order.money([refund('re_1', 1000)]);
    order.money([failedRefund]);
    const before = order.state;
    const decision = order.money(older);
    expect(order.state).toEqual(before);
    expect(decision.changed).toBe(false);
    expect(order.state.refunds).toMatchObject([{ state: 'failed' }]);
  });

  test('and money that went back stays so where the answer knows of none', () => {
    const order = ordered({ book: 1 });
    order.money([refund('re_1', 1000)]);
    expect(order.money([]).changed).toBe(false);
    expect(order.order).toMatchObject({ payment: 'refunded', amountRefunded: 1000 });
  });
});

describe('money that went back before the payment was known', () => {
  test('is not handed out first', () => {
    const order = new DecidedOrder();
    const money = order.moneyView([refund('re_1', 1000)]);
    const decision = order.decide({ session: session({ game: 1 }), money });
    expect(order.order).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
    expect(order.goods.freeKeys).toHaveLength(2);
    expect(mailsOf(decision)).toEqual(['refund']);
  });

  test('is not looked at while the payment is on its way', () => {
    const order = ordered({ book: 1 }, unpaid);
    expect(order.money([refund('re_1', 1000)]).changed).toBe(false);
    expect(order.order.payment).toBe('awaiting');
  });

  test('and came to nothing leads to the one receipt', () => {
    const order = new DecidedOrder();
    const money = order.moneyView([refund('re_1', 1000)]);
    order.decide({ session: session({ book: 1 }), money });
    expect(mailsOf(order.money([refund('re_1', 1000, { state: 'failed' })]))).toEqual([
      'refund_failed',
      'receipt',
    ]);
  });
});

test('units that one line gives back go to another line of the order that lacks them (I4)', () => {
  const twice = [
    { ...lineView('cup', 2), stripeLineItemId: 'li_first' },
    { ...lineView('cup', 2), stripeLineItemId: 'li_second' },
  ];
  const order = ordered({ cup: 4 }, { lines: twice }, { cup: 3 });
  const lineId = order.state.lines[0]?.id ?? '';
  const units = [{ lineId, quantity: 1, amount: 1000 }];
  expect(order.order.fulfillment).toBe('needs_attention');
  order.money([refund('re_1', 1000, { units })]);
  expect(order.order).toMatchObject({ payment: 'partly_refunded', fulfillment: 'fulfilled' });
  expect(order.state.lines.map(({ stockTaken }) => stockTaken)).toEqual([1, 2]);
  expect(order.onHand('cup')).toBe(0);
});
