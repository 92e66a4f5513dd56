import { describe, expect, test } from 'vitest';
import {
  DecidedOrder,
  lineView,
  mailsOf,
  messagesOf,
  notesOf,
  ordered,
  poolKey,
  refund,
  session,
  unitsOf,
  variantOf,
  withVariant,
} from '../../../support/decision';

/** Gives back the money of so many units of the order's first line. */
const giveBack = (order: DecidedOrder, id: string, quantity: number, state?: 'failed') => {
  const amount = quantity * 1000;
  const units = [{ lineId: order.state.lines[0]?.id ?? '', quantity, amount }];
  return refund(id, amount, { units, ...(state && { state }) });
};
const keysOf = ({ state }: DecidedOrder) =>
  [...state.keys]
    .sort((a, b) => (a.unit ?? 0) - (b.unit ?? 0))
    .map(({ key, revokedAt }) => (revokedAt ? `(${key})` : key));

describe('stock', () => {
  test('that is short gives what there is, and the order says what is missing', () => {
    const order = ordered({ cup: 3, book: 1 }, {}, { cup: 1 });
    expect(unitsOf(order)).toEqual({ shipment: 1, download: 1 });
    expect(order.order).toMatchObject({
      fulfillment: 'needs_attention',
      attention: [{ code: 'out_of_stock', wanted: 3, missing: 2 }],
    });
    const decision = order.arrive('cup', 1).decide({ session: session({ cup: 3, book: 1 }) });
    expect(order.order.attention).toMatchObject([{ missing: 1 }]);
    expect(notesOf(decision)).toEqual(['needs_attention']);
    order.arrive('cup', 5).decide({ session: session({ cup: 3, book: 1 }) });
    expect(order.order).toMatchObject({ fulfillment: 'fulfilled', attention: null });
    expect(order.goods.stock[0]).toMatchObject({ onHand: 4, sold: 3 });
  });

  test('is shared by two lines of one product, and no unit is sold twice', () => {
    const lines = [lineView('cup', 2), { ...lineView('cup', 2), stripeLineItemId: 'li_more' }];
    const order = ordered({}, { lines }, { cup: 3 });
    expect(order.state.lines.map(({ stockTaken }) => stockTaken)).toEqual([2, 1]);
    expect(order.state.lines.map(({ state }) => state)).toEqual(['fulfilled', 'needs_attention']);
    expect(order.goods.stock[0]).toMatchObject({ onHand: 0, sold: 3 });
  });

  test('that others wait for is announced to them when it comes back', () => {
    const order = ordered({ cup: 1 });
    const waiting = order.goods.products.map((one) => ({
      ...withVariant(one, { hasBackOrders: true }),
      offersLink: true,
    }));
    order.goods = { ...order.goods, products: waiting };
    const { plan } = order.money([refund('re_1', 1000)]);
    expect(plan.effects.jobs).toEqual([
      { name: 'refresh_link', variantId: variantOf('cup') },
      { name: 'fulfill_back_orders', variantId: variantOf('cup') },
    ]);
  });

  test('of what has left never comes back', () => {
    const order = ordered({ cup: 2 }).send();
    order.money([giveBack(order, 're_1', 2)]);
    expect(unitsOf(order)).toEqual({ shipment: 0 });
    expect(order.onHand('cup')).toBe(3);
    expect(order.state.parcelItems).toMatchObject([{ quantity: 2 }]);
    // Given again, they are the units that have left: nothing more is packed.
    order.money([giveBack(order, 're_1', 2, 'failed')]);
    expect(unitsOf(order)).toEqual({ shipment: 2 });
    expect(order.state.parcels).toHaveLength(1);
    expect(order.onHand('cup')).toBe(3);
  });
});

describe('licence keys', () => {
  test('of a pool are given one for each unit, and a pool that is short gives what it has', () => {
    const order = ordered({ game: 3 });
    expect(keysOf(order)).toEqual(['KEY-1', 'KEY-2']);
    expect(order.order.attention).toMatchObject([{ code: 'keys_short', missing: 1, of: 3 }]);
    order.goods = { ...order.goods, freeKeys: [poolKey('key-3'), poolKey('key-4')] };
    const decision = order.decide({ session: session({ game: 3 }) });
    expect(keysOf(order)).toEqual(['KEY-1', 'KEY-2', 'KEY-3']);
    expect(order.goods.freeKeys.map(({ id }) => id)).toEqual(['key-4']);
    expect(mailsOf(decision)).toEqual(['delivery']);
  });

  test('of a pool that is empty are tried for again, and nothing of the try stays', () => {
    const order = new DecidedOrder();
    order.goods = { ...order.goods, freeKeys: [] };
    order.decide({ session: session({ game: 1 }) });
    expect(order.state.fulfillments).toEqual([]);
    expect(order.order).toMatchObject({ fulfillment: 'needs_attention' });
  });

  test('go from the highest unit down, and come back the same', () => {
    const order = ordered({ app: 3 });
    const [first, second, third] = keysOf(order);
    const down = order.money([giveBack(order, 're_1', 2)]);
    expect(keysOf(order)).toEqual([first, `(${second})`, `(${third})`]);
    expect(messagesOf(down)).toEqual(['license_key.revoked', 'license_key.revoked']);
    const up = order.money([giveBack(order, 're_1', 2, 'failed')]);
    expect(keysOf(order)).toEqual([first, second, third]);
    expect(messagesOf(up)).toEqual(['license_key.restored', 'license_key.restored']);
  });

  test('that were taken back go to nobody else: the pool keeps what it has', () => {
    const order = ordered({ game: 1 });
    order.money([refund('re_1', 1000)]);
    expect(order.goods.freeKeys.map(({ id }) => id)).toEqual(['key-2']);
    expect(order.state.keys).toMatchObject([{ id: 'key-1', fulfillmentId: expect.any(String) }]);
  });

  test('are announced each time they go and come back, by keys of their own', () => {
    const order = ordered({ app: 1 });
    const keys = [0, 1].flatMap((round) => {
      const id = `re_${round}`;
      const gone = order.later(1).money([giveBack(order, id, 1)]);
      const back = order.later(1).money([giveBack(order, id, 1, 'failed')]);
      return [...gone.plan.effects.messages, ...back.plan.effects.messages].map(({ key }) => key);
    });
    expect(new Set(keys).size).toBe(4);
  });
});

describe('downloads', () => {
  test('are one for each file, for one unit or several', () => {
    const order = ordered({ book: 3 });
    expect(order.state.downloads.map(({ fileId }) => fileId)).toEqual(['book.epub', 'book.pdf']);
    order.money([giveBack(order, 're_1', 2)]);
    expect(order.state.downloads.every(({ revokedAt }) => revokedAt === null)).toBe(true);
    order.money([giveBack(order, 're_1', 2), { ...giveBack(order, 're_2', 1), amount: 1000 }]);
    expect(order.state.downloads.every(({ revokedAt }) => revokedAt !== null)).toBe(true);
  });

  test('without a file need a person, and are there once it has one', () => {
    const order = ordered({ draft: 1 });
    expect(order.order.attention).toMatchObject([{ code: 'no_file' }]);
    expect(order.state.fulfillments).toEqual([]);
    const filed = order.goods.products.map((one) =>
      one.slug === 'draft' ? withVariant(one, { files: ['a'] }) : one,
    );
    order.goods = { ...order.goods, products: filed };
    const decision = order.decide({ session: session({ draft: 1 }) });
    expect(order.order).toMatchObject({ fulfillment: 'fulfilled', attention: null });
    expect(mailsOf(decision)).toEqual(['delivery']);
  });
});

describe('access', () => {
  test('for a number of days ends on the day it would have ended, also given again', () => {
    const order = ordered({ course: 2 });
    const [entitlement] = order.state.entitlements;
    order.later(3).money([giveBack(order, 're_1', 2)]);
    expect(order.state.entitlements).toMatchObject([{ revokedAt: order.now }]);
    order.later(3).money([giveBack(order, 're_1', 2, 'failed')]);
    expect(order.state.entitlements).toMatchObject([
      { id: entitlement?.id, revokedAt: null, endsAt: entitlement?.endsAt },
    ]);
  });
});

describe('parcels', () => {
  test('take what waits of one order together', () => {
    const order = ordered({ cup: 2, tray: 1 });
    expect(order.state.parcels).toMatchObject([{ number: 1, state: 'awaiting_shipment' }]);
    expect(order.state.parcelItems.map(({ quantity }) => quantity)).toEqual([2, 1]);
  });

  test('that wait are emptied from the last one, and called off once nothing lies in them', () => {
    const order = ordered({ cup: 3 });
    const [parcel] = order.state.parcels;
    const [item] = order.state.parcelItems;
    if (!parcel || !item) throw new Error('nothing was packed');
    order.state = {
      ...order.state,
      parcels: [parcel, { ...parcel, id: 'second', number: 2, announcedMark: null, announcedReady: false }],
      parcelItems: [
        { ...item, quantity: 2 },
        { ...item, parcelId: 'second', quantity: 1 },
      ],
    };
    order.money([giveBack(order, 're_1', 2)]);
    expect(order.state.parcels.map(({ state }) => state)).toEqual(['awaiting_shipment', 'cancelled']);
    expect(order.state.parcelItems).toMatchObject([{ parcelId: parcel.id, quantity: 1 }]);
  });

  test('that have left are followed by a new one, with the next number', () => {
    const order = ordered({ cup: 3 }, {}, { cup: 1 }).send().arrive('cup', 2);
    order.decide({ session: session({ cup: 3 }) });
    expect(order.state.parcels.map(({ number, state }) => [number, state])).toEqual([
      [1, 'shipped'],
      [2, 'awaiting_shipment'],
    ]);
    expect(order.state.parcelItems.map(({ quantity }) => quantity)).toEqual([1, 2]);
  });
});
