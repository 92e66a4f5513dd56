import { describe, expect, test } from 'vitest';
import {
  DecidedOrder,
  failed,
  ordered,
  session,
  unitsOf,
  unpaid,
  variantOf,
} from '../../../support/decision';

const checkoutOf = ({ state }: DecidedOrder) => state.checkouts.map((row) => row.state);
const holdsOf = ({ state }: DecidedOrder) => state.holds.map((row) => row.state);
const stockOf = ({ goods }: DecidedOrder) =>
  goods.stock.find(({ variantId }) => variantId === variantOf('cup'));

describe('the checkout behind a session', () => {
  test.each([
    ['by its session', {}, {}],
    [
      'by the reference, where the process died before it noted the session',
      { sessionId: null },
      {
        checkoutId: 'checkout-1',
      },
    ],
  ])('is found %s, and what it holds is sold', (_, row, view) => {
    const order = new DecidedOrder().checkout({ cup: 2 }, row);
    order.decide({ session: session({ cup: 2 }, view) });
    expect(order.state.checkouts).toMatchObject([{ state: 'complete', sessionId: 'cs_1' }]);
    expect(order.order).toMatchObject({ checkoutId: 'checkout-1', origin: 'hosted', locale: 'it' });
    expect(holdsOf(order)).toEqual(['sold']);
    expect(stockOf(order)).toMatchObject({ onHand: 3, held: 0, sold: 2 });
  });

  test('gives back what the shopper no longer wanted', () => {
    const order = new DecidedOrder().checkout({ cup: 3 });
    order.decide({ session: session({ cup: 1 }) });
    expect(stockOf(order)).toMatchObject({ onHand: 4, held: 0, sold: 1 });
  });

  test.each([
    ['its session expired', { status: 'expired' }, 'expired'],
    ['its delayed payment failed', failed, 'failed'],
  ] as const)('ends and gives its stock back once %s', (_, fields, state) => {
    const order = new DecidedOrder().checkout({ cup: 2 });
    order.decide({ session: session({ cup: 2 }, fields) });
    expect(checkoutOf(order)).toEqual([state]);
    expect(holdsOf(order)).toEqual(['released']);
    expect(stockOf(order)).toMatchObject({ onHand: 5, held: 0, sold: 0 });
  });

  test('keeps its stock while a payment is on its way', () => {
    const order = new DecidedOrder().checkout({ cup: 2 });
    order.decide({ session: session({ cup: 2 }, unpaid) });
    expect(checkoutOf(order)).toEqual(['complete']);
    expect(stockOf(order)).toMatchObject({ onHand: 3, held: 2, sold: 0 });
  });

  test('that failed and was paid after all takes from the shelf', () => {
    const order = new DecidedOrder().checkout({ cup: 2 });
    order.decide({ session: session({ cup: 2 }, failed) });
    order.later(1).decide({ session: session({ cup: 2 }) });
    expect(checkoutOf(order)).toEqual(['complete']);
    expect(stockOf(order)).toMatchObject({ onHand: 3, held: 0, sold: 2 });
  });
});

describe('a session that Stripe made to recover an expired one', () => {
  const recovered = { id: 'cs_2', recoveredFrom: 'cs_1', checkoutId: 'checkout-1' };

  test('gets a checkout of its own, and what the first one still held is the very stock that was sold', () => {
    const order = new DecidedOrder().checkout({ cup: 2 });
    order.decide({ session: session({ cup: 2 }, recovered) });
    expect(order.state.checkouts).toMatchObject([
      { id: 'checkout-1', state: 'expired' },
      { idempotencyKey: 'recovered:cs_2', browserHash: 'browser', locale: 'it', state: 'complete' },
    ]);
    expect(stockOf(order)).toMatchObject({ onHand: 3, held: 0, sold: 2 });
  });

  test('takes from the shelf what the first one gave back when it expired', () => {
    const order = new DecidedOrder().checkout({ cup: 2 });
    order.decide({ session: session({ cup: 2 }, { status: 'expired' }) });
    order.decide({ session: session({ cup: 2 }, recovered) });
    expect(checkoutOf(order)).toEqual(['expired', 'complete']);
    expect(stockOf(order)).toMatchObject({ onHand: 3, held: 0, sold: 2 });
  });

  test('is nobody’s where the first one is not known', () => {
    const order = new DecidedOrder();
    order.decide({ session: session({ cup: 1 }, recovered) });
    expect(order.state.checkouts).toEqual([]);
    expect(order.order).toMatchObject({ origin: 'other', checkoutId: null, fulfillment: 'fulfilled' });
  });
});

describe('a Payment Link’s purchase', () => {
  const link = { paymentLinkId: 'plink_1' };

  test('that is paid at once needs no checkout', () => {
    const order = ordered({ cup: 1 }, link);
    expect(order.order).toMatchObject({ origin: 'payment_link', checkoutId: null });
    expect(order.state.checkouts).toEqual([]);
  });

  test('whose payment is on its way holds what there is, and sells it when the money comes', () => {
    const order = ordered({ cup: 2 }, { ...link, ...unpaid }, { cup: 1 });
    expect(order.state.checkouts).toMatchObject([
      { idempotencyKey: 'pending:cs_1', browserHash: null, cart: null },
    ]);
    expect(stockOf(order)).toMatchObject({ onHand: 0, held: 1, sold: 0 });
    order
      .later(3)
      .arrive('cup', 1)
      .decide({ session: session({ cup: 2 }, link) });
    expect(stockOf(order)).toMatchObject({ onHand: 0, held: 0, sold: 2 });
    expect(unitsOf(order)).toEqual({ shipment: 2 });
  });

  test('whose payment failed gives back what was held', () => {
    const order = ordered({ cup: 2 }, { ...link, ...unpaid });
    order.later(3).decide({ session: session({ cup: 2 }, { ...link, ...failed }) });
    expect(stockOf(order)).toMatchObject({ onHand: 5, held: 0, sold: 0 });
    expect(checkoutOf(order)).toEqual(['failed']);
  });
});
