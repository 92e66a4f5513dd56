import { describe, expect, test } from 'vitest';
import {
  DecidedOrder,
  dispute,
  mailsOf,
  messagesOf,
  notesOf,
  refund,
  renewal,
  session,
  start,
  unitsOf,
} from '../../../support/decision';

const day = 24 * 60 * 60 * 1000;
const dayAt = (count: number) => new Date(start.getTime() + count * day);

/** A subscription to the club, with no end. */
function subscribed(): DecidedOrder {
  const order = new DecidedOrder();
  const club = session({ club: 1 }, { subscriptionId: 'sub_1' });
  order.decide({ session: club, subscription: { id: 'sub_1', end: null } });
  return order;
}
const lineId = ({ state }: DecidedOrder): string => state.lines[0]?.id ?? '';
const all = refund('re_1', 1000);

describe('a later period', () => {
  test('that is paid is written down once for each invoice, and changes nothing else', () => {
    const order = subscribed();
    const decision = order.later(30).decide({ renewal: renewal('in_2', { paidAt: dayAt(30) }) });
    expect(notesOf(decision)).toEqual(['subscription_renewed']);
    expect(order.state.periods).toMatchObject([{ number: 1, missed: false, paidAt: dayAt(30) }]);
    expect(order.state.payments.map(({ kind, invoiceId }) => [kind, invoiceId])).toEqual([
      ['session', null],
      ['invoice', 'in_2'],
    ]);
    order.later(30).decide({ renewal: renewal('in_3', { paidAt: dayAt(60) }) });
    expect(order.state.periods.map(({ number }) => number)).toEqual([1, 2]);
  });

  test('whose payment fails is noted by the attempt, an older one not again', () => {
    const order = subscribed();
    const fail = (attempts: number) =>
      notesOf(order.decide({ failedPeriod: { invoiceId: 'in_2', attempts } }));
    expect([fail(1), fail(3), fail(2)]).toEqual([
      ['subscription_payment_failed'],
      ['subscription_payment_failed'],
      [],
    ]);
    order.decide({ renewal: renewal('in_2') });
    expect(order.state.periods).toMatchObject([{ failedAttempts: 3, number: 1, paidAt: start }]);
  });

  test('is refunded by itself: the order was paid by the first one and stays as it is', () => {
    const order = subscribed();
    order.decide({ renewal: renewal('in_2') });
    const renewalMoney = { ...order.moneyView([all], [dispute('open', 1000)]), invoiceId: 'in_2' };
    const decision = order.decide({ renewalMoney });
    expect(notesOf(decision)).toEqual(['renewal_refunded', 'payment_disputed']);
    expect(order.order).toMatchObject({ payment: 'paid', amountRefunded: 0 });
    expect(unitsOf(order)).toEqual({ access: 1 });
    expect(order.state.refunds).toMatchObject([{ invoiceId: 'in_2' }]);
  });
});

describe('a later period whose refund is known before its payment', () => {
  test('has both in the ledger once it is paid (I6)', () => {
    const order = subscribed();
    order.decide({ renewalMoney: { ...order.moneyView([all], []), invoiceId: 'in_2' } });
    order.decide({ renewal: renewal('in_2') });
    const payment = order.state.payments.find(({ invoiceId }) => invoiceId === 'in_2');
    const entries = order.state.paymentEntries.filter(({ paymentId }) => paymentId === payment?.id);
    expect(entries.map(({ kind }) => kind)).toEqual(['charge', 'refund']);
  });
});

test('a later end of access is a change, so that Stripe is asked again whether it still holds', () => {
  const order = subscribed();
  const later = { subscription: { id: 'sub_1', end: dayAt(7) } };
  expect(order.decide(later).changed).toBe(true);
  expect(order.decide(later).changed).toBe(false);
});

describe('a later period that is paid of what was taken back', () => {
  function missed(): DecidedOrder {
    const order = subscribed();
    order.later(1).money([{ ...all, createdAt: dayAt(1) }]);
    expect(order.order).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
    const decision = order.later(29).decide({ renewal: renewal('in_2', { paidAt: dayAt(30) }) });
    expect(notesOf(decision)).toEqual(['renewal_without_access', 'needs_attention']);
    expect(order.order).toMatchObject({
      fulfillment: 'needs_attention',
      attention: [{ code: 'renewal_unmet', lineId: lineId(order) }],
    });
    return order;
  }

  test('needs a person, and nothing is opened again by itself', () => {
    expect(unitsOf(missed())).toEqual({ access: 0 });
  });

  test('is met by what is given again', () => {
    const order = missed();
    order.money([{ ...all, state: 'failed' }]);
    expect(order.order).toMatchObject({ fulfillment: 'fulfilled', attention: null });
    expect(order.state.periods).toMatchObject([{ missed: true, met: true }]);
    expect(unitsOf(order)).toEqual({ access: 1 });
  });

  test('is met by a person who says so, until the next one', () => {
    const order = missed();
    const wish = { kind: 'fulfill_by_hand', lineId: lineId(order), note: 'Sent a voucher.' } as const;
    expect(order.wish(wish).wish).toMatchObject({ refused: null });
    order.money([{ ...all, createdAt: dayAt(1) }]);
    expect(order.order).toMatchObject({ fulfillment: 'cancelled', attention: null });
    order.later(30).decide({ renewal: renewal('in_3', { paidAt: dayAt(60) }) });
    expect(order.order.attention).toMatchObject([{ code: 'renewal_unmet' }]);
  });

  test('is no news where the refund was made after it', () => {
    const order = subscribed();
    order.later(31).money([{ ...all, createdAt: dayAt(31) }]);
    const decision = order.decide({ renewal: renewal('in_2', { paidAt: dayAt(30) }) });
    expect(notesOf(decision)).toEqual(['subscription_renewed']);
    expect(order.order.fulfillment).toBe('cancelled');
  });

  test('waits while the bank decides: met by a dispute that is won, unmet by one that is lost', () => {
    for (const outcome of ['won', 'lost'] as const) {
      const order = subscribed();
      order.money([], [dispute('open', 1000)]);
      order.decide({ renewal: renewal('in_2') });
      expect(order.state.periods).toMatchObject([{ missed: true, met: false }]);
      expect(order.order.attention).toBeNull();
      order.later(1).money([], [dispute(outcome, 1000)]);
      expect(order.state.periods).toMatchObject([{ met: outcome === 'won' }]);
      expect(order.order.fulfillment).toBe(outcome === 'won' ? 'fulfilled' : 'needs_attention');
    }
  });
});

describe('the end of a subscription', () => {
  const end = (order: DecidedOrder, at: Date | null) =>
    order.decide({ subscription: { id: 'sub_1', end: at } });
  const endsAt = ({ state }: DecidedOrder) => state.entitlements[0]?.endsAt;

  test('now closes access, and announces it to everybody', () => {
    const order = subscribed().later(3);
    const decision = end(order, dayAt(3));
    expect(notesOf(decision)).toEqual(['access_ended']);
    expect(messagesOf(decision)).toEqual(['entitlement.revoked']);
    expect(mailsOf(decision)).toEqual(['access_ended']);
  });

  test('later leaves it open until then, and no news may come of its end by itself', () => {
    const order = subscribed();
    expect(notesOf(end(order, dayAt(30)))).toEqual([]);
    expect(endsAt(order)).toEqual(dayAt(30));
    expect(notesOf(order.later(29).decide({ accessMayHaveEnded: true }))).toEqual([]);
    expect(notesOf(order.later(1).decide({ accessMayHaveEnded: true }))).toEqual(['access_ended']);
  });

  test('that is taken back is none', () => {
    const order = subscribed();
    end(order, dayAt(30));
    end(order, null);
    expect(endsAt(order)).toBeNull();
    expect(notesOf(order.later(31).decide({ accessMayHaveEnded: true }))).toEqual([]);
  });

  test('that is over keeps its day, however often and however late it is said', () => {
    const order = subscribed().later(3);
    end(order, dayAt(2));
    order.later(9);
    expect(end(order, dayAt(11)).changed).toBe(false);
    expect(endsAt(order)).toEqual(dayAt(2));
  });

  test('is written down of what was taken back, too: given again, it ends with the subscription', () => {
    const order = subscribed();
    order.money([all]);
    end(order, dayAt(30));
    order.money([{ ...all, state: 'failed' }]);
    expect(order.state.entitlements).toMatchObject([{ endsAt: dayAt(30), revokedAt: null }]);
  });

  test('of another subscription is not this one’s', () => {
    const order = subscribed();
    order.decide({ subscription: { id: 'sub_2', end: start } });
    expect(endsAt(order)).toBeNull();
  });

  test('is noted once', () => {
    const order = subscribed();
    expect(notesOf(order.decide({ endedSubscriptionId: 'sub_1' }))).toEqual(['subscription_ended']);
    expect(order.order.subscriptionEndedAt).toEqual(start);
    expect(notesOf(order.later(1).decide({ endedSubscriptionId: 'sub_1' }))).toEqual([]);
  });
});
