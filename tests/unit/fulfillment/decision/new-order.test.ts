import { describe, expect, test } from 'vitest';
import {
  DecidedOrder,
  dispute,
  failed,
  lineView,
  mailsOf,
  notesOf,
  ordered,
  products,
  refund,
  session,
  start,
  unitsOf,
  unpaid,
  withVariant,
} from '../../../support/decision';

describe('a session that is seen complete for the first time', () => {
  test.each([
    ['paid by card', {}, 'paid', 'fulfilled', ['order_placed', 'payment_received', 'fulfilled'], ['receipt']],
    [
      'free',
      { paymentStatus: 'no_payment_required', chargedAt: null, paymentIntentId: null },
      'paid',
      'fulfilled',
      ['order_placed', 'payment_received', 'fulfilled'],
      ['receipt'],
    ],
    [
      'not paid yet',
      unpaid,
      'awaiting',
      'unfulfilled',
      ['order_placed', 'payment_awaited'],
      ['payment_in_progress'],
    ],
    ['failed', failed, 'failed', 'unfulfilled', ['order_placed', 'payment_failed'], ['payment_failed']],
  ] as const)('%s', (_, fields, payment, fulfillment, notes, mails) => {
    const order = new DecidedOrder();
    const decision = order.decide({ session: session({ cup: 2 }, fields) });
    expect(decision.order).toMatchObject({ payment, fulfillment });
    expect(decision).toMatchObject({ changed: true, paidNow: payment === 'paid' });
    expect(notesOf(decision)).toEqual(notes);
    expect(mailsOf(decision)).toEqual(mails);
    expect(unitsOf(order)).toEqual(payment === 'paid' ? { shipment: 2 } : {});
    expect(order.state.payments).toHaveLength(payment === 'paid' ? 1 : 0);
    expect(order.state.paymentEntries.map(({ kind, amount }) => [kind, amount])).toEqual(
      payment === 'paid' ? [['charge', 2000]] : [],
    );
  });

  test.each(['open', 'expired'] as const)('is no order while it is %s', (status) => {
    const order = new DecidedOrder();
    const decision = order.decide({ session: session({ cup: 1 }, { status }) });
    expect(decision).toMatchObject({ order: null, changed: false, paidNow: false });
    expect(order.onHand('cup')).toBe(5);
  });

  test('makes its buyer known by the address, however it was typed', () => {
    const { plan } = new DecidedOrder().decide({ session: session() });
    expect(plan.effects.buyer).toMatchObject({ email: 'ada@example.com', name: 'Ada' });
    for (const email of [null, '   ']) {
      const nobody = new DecidedOrder().decide({ session: session({ cup: 1 }, { email }) });
      expect(nobody.plan.effects.buyer).toBeNull();
      expect(nobody.order).not.toBeNull();
    }
    const nobody = new DecidedOrder().decide({ session: session({ cup: 1 }, { email: null }) });
    expect(nobody.plan.effects).toMatchObject({ buyer: null, mails: [] });
  });

  test('is its known buyer’s, who keeps their name where none is given, and takes the latest', () => {
    const known = { id: '00000000-0000-4000-8000-00000000000b', email: 'ada@example.com', name: 'Ada Byron' };
    for (const [name, renamed] of [
      [null, null],
      ['Ada Byron', null],
      ['Ada King', 'Ada King'],
    ] as const) {
      const order = new DecidedOrder();
      order.knownBuyer = known;
      const { plan } = order.decide({ session: session({ cup: 1 }, { name }) });
      expect(plan.after.order?.buyerId).toBe(known.id);
      expect(plan.effects.buyer?.name ?? null).toBe(renamed);
    }
  });

  test('gets no receipt of the shop’s where Stripe writes them', () => {
    const order = new DecidedOrder();
    order.receipts = 'stripe';
    expect(mailsOf(order.decide({ session: session({ book: 1 }) }))).toEqual(['delivery']);
  });

  test('gets no mail where nothing of it is ours', () => {
    const order = new DecidedOrder();
    const decision = order.decide({ session: session({ stranger: 1 }) });
    expect(mailsOf(decision)).toEqual([]);
    expect(order.order).toMatchObject({ origin: 'other', payment: 'paid', fulfillment: 'needs_attention' });
  });

  // Of another program's sale only the lines say whether it is of this shop's goods.
  test('gets its receipt once Stripe lists lines of ours', () => {
    const order = new DecidedOrder();
    expect(mailsOf(order.decide({ session: session({ book: 1 }, { lines: [] }) }))).toEqual([]);
    expect(mailsOf(order.decide({ session: session({ book: 1 }) }))).toEqual(['receipt']);
    expect(order.order).toMatchObject({ origin: 'other', payment: 'paid', fulfillment: 'fulfilled' });
  });

  test('gets its receipt once the price of a line is ours', () => {
    const order = new DecidedOrder();
    const known = order.goods;
    order.goods = { ...known, products: [] };
    expect(mailsOf(order.decide({ session: session({ book: 1 }) }))).toEqual([]);
    order.goods = known;
    expect(mailsOf(order.decide({ session: session({ book: 1 }) }))).toEqual(['receipt']);
    expect(order.order).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  });

  test('gets what it bought, and no receipt, where Stripe lists its lines late and writes the receipts', () => {
    const order = new DecidedOrder();
    order.receipts = 'stripe';
    expect(mailsOf(order.decide({ session: session({ book: 1 }, { lines: [] }) }))).toEqual([]);
    expect(mailsOf(order.decide({ session: session({ book: 1 }) }))).toEqual(['delivery']);
  });

  test('is told that the payment is on its way, and gets its receipt, where Stripe lists its lines in between', () => {
    const order = new DecidedOrder();
    expect(mailsOf(order.decide({ session: session({ book: 1 }, { ...unpaid, lines: [] }) }))).toEqual([]);
    expect(mailsOf(order.decide({ session: session({ book: 1 }, unpaid) }))).toEqual(['payment_in_progress']);
    expect(mailsOf(order.decide({ session: session({ book: 1 }) }))).toEqual(['receipt']);
  });

  test('gets no second receipt on a retry', () => {
    const order = ordered({ book: 1, stranger: 1 });
    expect(order.order).toMatchObject({ fulfillment: 'needs_attention' });
    expect(
      mailsOf(order.decide({ session: session({ book: 1, stranger: 1 }) }, { trigger: 'merchant' })),
    ).toEqual([]);
  });
});

describe('a payment that takes days', () => {
  test('fulfils when it arrives, and dates from the event that brought the news', () => {
    const order = ordered({ cup: 1, book: 1 }, unpaid).later(4);
    const eventAt = new Date(order.now.getTime() - 60_000);
    const decision = order.decide({ session: session({ cup: 1, book: 1 }) }, { trigger: 'webhook', eventAt });
    expect(decision).toMatchObject({ paidNow: true, order: { payment: 'paid', fulfillment: 'fulfilled' } });
    expect(order.order).toMatchObject({ paidAt: eventAt, fulfilledAt: order.now, fulfilledBy: 'webhook' });
    expect(mailsOf(decision)).toEqual(['receipt']);
  });

  test.each([
    ['after it was awaited', [unpaid, failed, {}]],
    ['without', [failed, {}]],
  ] as const)('may fail and be paid all the same, %s', (_, steps) => {
    const order = new DecidedOrder();
    for (const fields of steps) order.later(1).decide({ session: session({ cup: 1 }, fields) });
    expect(order.order).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
    expect(unitsOf(order)).toEqual({ shipment: 1 });
  });

  test('never goes back to awaiting', () => {
    const order = ordered({ cup: 1 }, failed);
    expect(notesOf(order.decide({ session: session({ cup: 1 }, unpaid) }))).toEqual(['nothing_left']);
    expect(order.order.payment).toBe('failed');
  });

  test('that is read as failed once it is paid changes nothing', () => {
    const order = ordered();
    expect(notesOf(order.decide({ session: session({ cup: 1 }, failed) }))).toEqual(['transition_refused']);
    expect(order.order).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  });

  test('of which a failure is reported late leaves a note and nothing else', () => {
    const order = ordered();
    const decision = order.decide({ session: session(), reportedFailure: true });
    expect(notesOf(decision)).toContain('transition_refused');
    expect(order.order.payment).toBe('paid');
  });
});

test('a page that is looked at again notes nothing, whoever else comes too late does', () => {
  const order = ordered();
  expect(notesOf(order.decide({ session: session() }, { trigger: 'landing' }))).toEqual([]);
  const late = order.decide({ session: session() }, { trigger: 'sweep' });
  expect(notesOf(late)).toEqual(['nothing_left']);
  expect(late.changed).toBe(false);
});

describe('what was bought', () => {
  test('is nothing while Stripe lists no lines, and is fulfilled once it does', () => {
    const order = ordered({ cup: 1 }, { lines: [] });
    expect(order.order).toMatchObject({ fulfillment: 'needs_attention', attention: [{ code: 'no_lines' }] });
    order.decide({ session: session() }, { trigger: 'sweep' });
    expect(order.order).toMatchObject({ fulfillment: 'fulfilled', attention: null, fulfilledBy: 'sweep' });
  });

  test('that Stripe never listed keeps its reason while the payment is contested (I7)', () => {
    const order = ordered({ cup: 1 }, { lines: [] });
    order.money([], [dispute('open', 1000)]);
    expect(order.order).toMatchObject({ fulfillment: 'needs_attention', attention: [{ code: 'no_lines' }] });
  });

  test('of a price that is nobody’s needs a person, and is ours once the price is known', () => {
    const order = ordered({ cup: 1, stranger: 1 });
    expect(order.state.lines.map(({ state }) => state)).toEqual(['fulfilled', 'needs_attention']);
    expect(order.order.attention).toMatchObject([{ code: 'unknown_product', priceId: 'price_stranger' }]);
    const sold = { id: 'mug-one', stripePriceIds: ['price_stranger'] };
    const mug = { ...withVariant(products.book, sold), id: 'mug', slug: 'mug' };
    order.goods = { ...order.goods, products: [...order.goods.products, mug] };
    const decision = order.decide({ session: session({ cup: 1, stranger: 1 }) }, { trigger: 'sweep' });
    expect(order.state.lines[1]).toMatchObject({ productId: 'mug', variantId: 'mug-one' });
    expect(order.order).toMatchObject({ fulfillment: 'fulfilled', attention: null });
    expect(mailsOf(decision)).toEqual(['delivery']);
  });

  test('is noted where it is not what the cart had', () => {
    const order = new DecidedOrder().checkout({ cup: 2 });
    const { plan } = order.decide({ session: session({ cup: 3, book: 1 }, { checkoutId: 'checkout-1' }) });
    const [, changed, added] = plan.effects.notes;
    expect(changed).toMatchObject({ kind: 'quantity_changed', data: { what: '2 → 3 × cup' } });
    expect(added).toMatchObject({ kind: 'items_added', data: { what: '1 × book' } });
    expect(order.onHand('cup')).toBe(2);
  });

  test('is fulfilled also where Stripe’s figures do not add up, which is noted', () => {
    const { plan } = new DecidedOrder().decide({ session: session({ cup: 1 }, { amountDifference: 7 }) });
    expect(plan.effects.notes).toContainEqual({
      kind: 'amounts_differ',
      data: { amount: 7, currency: 'eur' },
    });
    expect(plan.after.order).toMatchObject({ amountDifference: 7, fulfillment: 'fulfilled' });
  });

  test('of a line that was set to nothing asks for nothing', () => {
    const lines = [lineView('cup', 1), lineView('tray', 0)];
    const order = ordered({ cup: 1 }, { lines });
    expect(order.state.lines.map(({ state }) => state)).toEqual(['fulfilled', 'fulfilled']);
    expect(order.order.fulfillment).toBe('fulfilled');
  });
});

test('an order whose details were erased is still brought to where its money is, and writes to nobody', () => {
  const order = ordered({ book: 1 });
  const erased = { ...order.order, email: null, name: null, buyerId: null, erasedAt: start };
  order.state = { ...order.state, order: erased };
  const decision = order.money([refund('re_1', 1000)]);
  expect(mailsOf(decision)).toEqual([]);
  expect(order.order).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled', email: null });
});
