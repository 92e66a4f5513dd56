import { describe, expect, test } from 'vitest';
import {
  type DecidedOrder,
  dispute,
  mailsOf,
  messagesOf,
  notesOf,
  ordered,
  poolKey,
  refund,
  session,
} from '../../../support/decision';

const oneBack = ({ state }: DecidedOrder) =>
  refund('re_1', 1000, { units: [{ lineId: state.lines[0]?.id ?? '', quantity: 1, amount: 1000 }] });

describe('access', () => {
  test('that opens first is announced to the other systems alone: the receipt says it to the buyer', () => {
    const order = ordered({ cup: 1 });
    expect(order.state.entitlements).toEqual([]);
    const opened = ordered({ course: 1 });
    expect(opened.state.entitlements).toMatchObject([{ announcedOpen: true, timesAnnounced: 0 }]);
    expect([...opened.messageKeys]).toEqual([expect.stringMatching(/^entitlement\.granted:.*:0$/)]);
    expect([...opened.mailKeys].some((key) => key.startsWith('access'))).toBe(false);
  });

  test('that closes and opens is announced each time, by a key of its own', () => {
    const order = ordered({ course: 1 });
    const keys = [1, 2].flatMap((round) => {
      const id = `dp_${round}`;
      const closed = order.later(1).money([], [dispute('open', 1000, { id })]);
      const opened = order.later(1).money([], [dispute('won', 1000, { id })]);
      expect([mailsOf(closed), mailsOf(opened)]).toEqual([['access_ended'], ['access_granted']]);
      return [...closed.plan.effects.messages, ...opened.plan.effects.messages].map(({ key }) => key);
    });
    expect(new Set(keys).size).toBe(4);
    expect(order.order.accessRevision).toBe(4);
  });

  test('that a refund takes back is told to the buyer by the refund’s own mail', () => {
    const decision = ordered({ course: 1 }).money([refund('re_1', 1000)]);
    expect(mailsOf(decision)).toEqual(['refund']);
    expect(messagesOf(decision)).toEqual(['entitlement.revoked']);
    expect(notesOf(decision)).toEqual(['payment_refunded', 'units_taken_back', 'access_ended']);
  });

  test('that ends by itself is announced once', () => {
    const order = ordered({ course: 1 }).later(30);
    expect(mailsOf(order.decide({ accessMayHaveEnded: true }, { trigger: 'system' }))).toEqual([
      'access_ended',
    ]);
  });
});

describe('parcels', () => {
  const announced = (order: DecidedOrder) =>
    order.state.parcels.map(({ announcedRevision, announcedReady }) => [announcedRevision, announcedReady]);

  test('are ready once they are packed', () => {
    const order = ordered({ cup: 2 });
    expect(announced(order)).toEqual([[1, true]]);
    expect([...order.messageKeys]).toEqual([expect.stringMatching(/^parcel\.ready:.*:1:/)]);
  });

  test('whose contents have changed are announced anew', () => {
    const order = ordered({ cup: 2 });
    const decision = order.money([oneBack(order)]);
    expect(messagesOf(decision)).toEqual(['parcel.ready']);
    expect(announced(order)).toEqual([[2, true]]);
  });

  test.each([
    ['is called off with its payment', refund('re_1', 1000), undefined, 'called_off'],
    ['must not leave while its payment is disputed', undefined, dispute('open', 1000), 'payment_disputed'],
  ])('one that %s', (_, back, contested, reason) => {
    const order = ordered({ cup: 1 });
    const { plan } = order.money(back ? [back] : [], contested ? [contested] : []);
    expect(plan.effects.messages).toMatchObject([
      { kind: 'parcel.cancelled', data: { reason, revision: 2 } },
    ]);
  });

  test('that was frozen may be called off later, and that is for good', () => {
    const order = ordered({ cup: 1 });
    order.money([], [dispute('open', 1000)]);
    const lost = order.money([], [dispute('lost', 1000)]);
    expect(lost.plan.effects.messages).toMatchObject([{ data: { reason: 'called_off', revision: 3 } }]);
  });

  test('that have left are not called off', () => {
    const order = ordered({ cup: 1 }).send();
    expect(messagesOf(order.money([refund('re_1', 1000)]))).toEqual([]);
  });
});

test('the receipt says what was delivered with it; what comes later has a mail of its own', () => {
  const order = ordered({ game: 3, cup: 1 });
  expect([...order.mailKeys]).toEqual([`receipt:${order.order.id}`]);
  order.goods = { ...order.goods, freeKeys: [poolKey('key-9')] };
  expect(mailsOf(order.decide({ session: session({ game: 3, cup: 1 }) }))).toEqual(['delivery']);
});
