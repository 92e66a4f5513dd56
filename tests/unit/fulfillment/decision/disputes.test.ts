import { describe, expect, test } from 'vitest';
import {
  DecidedOrder,
  dispute,
  mailsOf,
  messagesOf,
  notesOf,
  ordered,
  refund,
  session,
  unitsOf,
} from '../../../support/decision';

describe('a dispute', () => {
  test.each([
    ['opened', dispute('open', 2000), 'disputed', 'fulfilled', 0, 2],
    ['lost', dispute('lost', 2000), 'refunded', 'cancelled', 2000, 0],
    ['lost in part', dispute('lost', 500), 'partly_refunded', 'needs_attention', 500, 2],
    ['lost in another currency', dispute('lost', 5, { currency: 'usd' }), 'refunded', 'cancelled', 2000, 0],
    ['won', dispute('won', 2000), 'paid', 'fulfilled', 0, 2],
  ] as const)('that is %s', (_, one, payment, fulfillment, amountLost, shipment) => {
    const order = ordered({ cup: 2 });
    order.money([], [one]);
    expect(order.order).toMatchObject({ payment, fulfillment, amountLost, amountRefunded: amountLost });
    expect(unitsOf(order)).toEqual({ shipment });
  });

  test('freezes, is told once, and opens again when it is won', () => {
    const order = ordered({ cup: 1, course: 1 });
    const opened = order.money([], [dispute('open', 2000, { status: 'needs_response' })]);
    expect(notesOf(opened)).toEqual(['payment_disputed', 'frozen', 'access_ended']);
    expect(messagesOf(opened)).toEqual(['entitlement.revoked', 'parcel.cancelled']);
    expect(order.money([], [dispute('open', 2000, { status: 'needs_response' })]).changed).toBe(false);
    order.money([], [dispute('open', 2000, { status: 'under_review' })]);
    const won = order.later(30 - 1).money([], [dispute('won', 2000)]);
    expect(notesOf(won)).toEqual(['dispute_closed', 'unfrozen', 'access_opened']);
    expect(messagesOf(won)).toEqual(['entitlement.granted', 'parcel.ready']);
    expect(mailsOf(won)).toEqual(['access_granted']);
    expect(unitsOf(order)).toEqual({ shipment: 1, access: 1 });
  });

  test('that is lost takes back what the dispute had frozen, with its keys', () => {
    const order = ordered({ game: 1 });
    order.money([], [dispute('open', 1000)]);
    expect(order.state.keys).toMatchObject([{ revokedAt: null }]);
    const lost = order.later(1).money([], [dispute('lost', 1000)]);
    expect(notesOf(lost)).toEqual(['dispute_closed', 'units_taken_back']);
    expect(messagesOf(lost)).toEqual(['license_key.revoked']);
    expect(order.order).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
  });

  test('that was lost may be reversed: the money and the goods are back', () => {
    const order = ordered({ book: 1 });
    order.money([], [dispute('lost', 1000)]);
    const reversed = order.later(9).money([], [dispute('won', 1000)]);
    expect(order.order).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled', amountLost: 0 });
    expect(unitsOf(order)).toEqual({ download: 1 });
    expect(notesOf(reversed)).toEqual(['dispute_closed', 'units_restored']);
    expect(order.state.paymentEntries.map(({ kind, amount }) => `${kind} ${amount}`)).toEqual([
      'charge 1000',
      'dispute_lost -1000',
      'dispute_reversed 1000',
    ]);
  });

  test('raises the revision of what is known, so that an older answer is seen to be stale', () => {
    const order = ordered({ book: 1 });
    const revisions = [dispute('open', 1000), dispute('lost', 1000), dispute('won', 1000)].map((one) => {
      order.money([], [one]);
      return order.order.disputesRevision;
    });
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    expect(new Set(revisions).size).toBe(3);
  });

  test('of an amount that changes is told no second time', () => {
    const order = ordered({ book: 1 });
    order.money([], [dispute('open', 1000)]);
    const decision = order.money([], [dispute('open', 400)]);
    expect(order.state.disputes).toMatchObject([{ amount: 400 }]);
    expect(notesOf(decision)).toEqual([]);
  });
});

describe('while a payment is disputed', () => {
  test.each([
    ['won', { onHand: 3, held: 0, sold: 2 }],
    ['lost', { onHand: 5, held: 0, sold: 0 }],
  ] as const)('what its checkout holds waits with it, until it is %s', (outcome, stock) => {
    const order = new DecidedOrder().checkout({ cup: 2 });
    const money = order.moneyView([], [dispute('open', 2000)]);
    order.decide({ session: session({ cup: 2 }), money });
    expect(order.goods.stock[0]).toMatchObject({ onHand: 3, held: 2, sold: 0 });
    order.later(1).money([], [dispute(outcome, 2000)]);
    expect(order.goods.stock[0]).toMatchObject(stock);
  });

  test('nothing more is granted, and what is refunded goes back', () => {
    const order = ordered({ cup: 3 }, {}, { cup: 1 });
    order.money([], [dispute('open', 3000)]);
    order.arrive('cup', 9);
    const lineId = order.state.lines[0]?.id ?? '';
    const units = [{ lineId, quantity: 3, amount: 2000 }];
    order.money([refund('re_1', 2000, { units })], [dispute('open', 3000)]);
    expect(unitsOf(order)).toEqual({ shipment: 0 });
    expect(order.onHand('cup')).toBe(10);
    expect(order.order.payment).toBe('disputed');
  });

  test('money that went back entirely is gone, whatever else is said of it', () => {
    const order = ordered({ book: 1 });
    order.money([refund('re_1', 1000)], [dispute('open', 1000)]);
    expect(order.order).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
  });

  test('a refund that fails leaves it disputed', () => {
    const order = ordered({ book: 1 });
    order.money([refund('re_1', 1000)], [dispute('open', 1000)]);
    order.money([refund('re_1', 1000, { state: 'failed' })], [dispute('open', 1000)]);
    expect(order.order.payment).toBe('disputed');
    expect(unitsOf(order)).toEqual({ download: 0 });
    order.money([refund('re_1', 1000, { state: 'failed' })], [dispute('won', 1000)]);
    expect(unitsOf(order)).toEqual({ download: 1 });
  });
});
