import { describe, expect, test } from 'vitest';
import { erasedMark } from '@/lib/buyers/redact';
import type { EraseWish } from '@/lib/fulfillment/decision/erase-details';
import { type DecidedOrder, dispute, notesOf, ordered, unpaid } from '../../../support/decision';

const erase = (order: DecidedOrder, fields: Partial<EraseWish> = {}) =>
  order.wish({
    ...{ kind: 'erase_details', orderId: order.order.id, subscriptionRuns: false, leavesBuyer: true },
    ...fields,
  });
const everything = { cup: 1, book: 1, app: 1, course: 1 };
const dhl = { carrier: 'dhl', trackingNumber: 'D1', trackingUrl: 'https://dhl.example/D1' };

function sent(): DecidedOrder {
  const order = ordered(everything);
  order.wish({ kind: 'send_parcel', parcelId: order.parcel().id, tracking: dhl });
  return order;
}

describe('personal details are erased', () => {
  test('from the order and from what each kind keeps, and nothing that was granted is', () => {
    const order = sent();
    const before = order.state;
    const decision = erase(order);
    expect(decision.wish).toEqual({ refused: null });
    expect(order.order).toEqual({
      ...before.order,
      ...{ email: null, name: null, phone: null, shippingAddress: null, buyerId: null },
      erasedAt: order.now,
    });
    expect(order.parcel()).toMatchObject({
      ...{ carrier: 'dhl', trackingNumber: null, trackingUrl: null, state: 'shipped' },
    });
    expect(before.entitlements).toMatchObject([{ email: before.order?.email }]);
    expect(order.state.entitlements).toEqual(before.entitlements.map((row) => ({ ...row, email: null })));
    const kept = ['lines', 'fulfillments', 'downloads', 'keys', 'parcelItems', 'payments'] as const;
    for (const set of kept) expect(order.state[set]).toEqual(before[set]);
    expect(notesOf(decision)).toEqual(['details_erased']);
    expect(decision.plan.effects.mails).toEqual([]);
  });

  test('and the browser that bought is no proof of anybody any more', () => {
    const order = ordered({ book: 1 });
    order.checkout({}, { state: 'complete' });
    order.checkout({}, { id: 'checkout-2', state: 'complete', sessionId: 'cs_0' });
    order.state = { ...order.state, order: { ...order.order, checkoutId: 'checkout-1' } };
    erase(order);
    expect(order.state.checkouts.map(({ browserHash }) => browserHash)).toEqual([erasedMark, 'browser']);
  });

  test('of a buyer who is forgotten with all orders, the order stays theirs', () => {
    const order = ordered({ book: 1 });
    const { buyerId } = order.order;
    erase(order, { leavesBuyer: false });
    expect(order.order).toMatchObject({ buyerId, email: null });
    expect(buyerId).not.toBeNull();
  });
});

describe('nothing is erased', () => {
  test.each<[string, string, () => DecidedOrder, Partial<EraseWish>?]>([
    ['payment_awaiting', 'the payment is on its way', () => ordered({ book: 1 }, unpaid)],
    ['parcel_waiting', 'a parcel waits to be sent', () => ordered({ cup: 1 })],
    ['unfinished', 'a line needs a person', () => ordered({ draft: 1 })],
    ['subscription_runs', 'Stripe may still collect', () => ordered({ book: 1 }), { subscriptionRuns: true }],
    [
      'disputed',
      'a bank may ask for them',
      () => {
        const order = ordered({ book: 1 });
        order.money([], [dispute('open', 1000)]);
        return order;
      },
    ],
    [
      'already_erased',
      'they were erased before',
      () => {
        const order = ordered({ book: 1 });
        erase(order);
        return order;
      },
    ],
  ])('(%s) while %s', (refused, _, build, fields) => {
    const order = build();
    const { state } = order;
    const decision = erase(order, fields);
    expect(decision.wish).toEqual({ refused });
    expect(order.state).toEqual(state);
    expect(notesOf(decision)).toEqual([]);
  });
});

describe('how often a file may be fetched', () => {
  const book = (count: number) => {
    const order = ordered({ book: 1 });
    const downloads = order.state.downloads.map((row) => ({ ...row, count }));
    order.state = { ...order.state, downloads };
    return order;
  };
  const limit = (order: DecidedOrder, to: number) =>
    order.wish({
      ...{ kind: 'limit_downloads', grantId: order.state.downloads[0]?.id ?? 'nowhere' },
      ...{ limit: to, name: 'book.epub' },
    });
  const takenBack = () => {
    const order = book(3);
    const downloads = order.state.downloads.map((row) => ({ ...row, revokedAt: order.now }));
    order.state = { ...order.state, downloads };
    return order;
  };

  test.each([
    ['is raised for one who has used it up', 20, 25],
    ['is lowered to what was fetched', 5, 5],
  ])('%s', (_, count, to) => {
    const order = book(count);
    const [first, second] = order.state.downloads;
    const decision = limit(order, to);
    expect(decision.wish).toEqual({ refused: null, count });
    expect(order.state.downloads).toEqual([{ ...first, limit: to }, second]);
    expect(decision.plan.effects.notes).toEqual([
      {
        kind: 'download_limit_raised',
        data: { what: 'book.epub', count: to, before: 20, grantId: first?.id },
      },
    ]);
  });

  test.each<[string, string, () => DecidedOrder, number]>([
    ['same', 'it is that already', () => book(3), 20],
    ['below_count', 'it was fetched more often', () => book(7), 6],
    ['revoked', 'it was taken back', takenBack, 30],
    ['no_download', 'there is none', () => ordered({ cup: 1 }), 30],
  ])('stays as it is (%s) where %s', (refused, _, build, to) => {
    const order = build();
    const { state } = order;
    const decision = limit(order, to);
    expect(decision.wish).toMatchObject({ refused });
    expect(order.state).toEqual(state);
    expect(notesOf(decision)).toEqual([]);
  });
});
