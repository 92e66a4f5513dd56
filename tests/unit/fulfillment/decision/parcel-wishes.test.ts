import { describe, expect, test } from 'vitest';
import type { ParcelWish } from '@/lib/fulfillment/kinds/shipment/parcel-wishes';
import {
  type DecidedOrder,
  dispute,
  mailsOf,
  messagesOf,
  notesOf,
  ordered,
  refund,
  start,
} from '../../../support/decision';

const none = { carrier: null, trackingNumber: null, trackingUrl: null };
const tracking = { carrier: 'dhl', trackingNumber: 'D1', trackingUrl: null };
const cups = () => ordered({ cup: 3, tray: 1 });

/** A wish about the order's parcel of a number; other fields as they are given. */
type About = Partial<ParcelWish> & { number?: number };
function press(order: DecidedOrder, kind: ParcelWish['kind'], about: object = {}) {
  const { number = 1, ...rest } = about as About;
  const parcelId = order.state.parcels.find((row) => row.number === number)?.id ?? 'nowhere';
  const wish = {
    ...{ tracking, units: {}, tellsBuyer: false, isSent: true },
    ...(kind === 'send_parcel' && { units: undefined }),
    ...rest,
    ...{ kind, parcelId },
  };
  return order.wish(wish as ParcelWish, kind === 'take_tracking' ? 'system' : 'merchant');
}

/** Units of each thing in each parcel, by the parcel's number. */
const packed = ({ state }: DecidedOrder) =>
  Object.fromEntries(
    state.parcels.map(({ id, number }) => [
      number,
      Object.fromEntries(
        state.parcelItems
          .filter(({ parcelId }) => parcelId === id)
          .map(({ fulfillmentId, quantity }) => [nameOf(state, fulfillmentId), quantity]),
      ),
    ]),
  );

function nameOf({ fulfillments, lines }: DecidedOrder['state'], fulfillmentId: string): string {
  const fulfillment = fulfillments.find(({ id }) => id === fulfillmentId);
  return lines.find(({ id }) => id === fulfillment?.orderLineId)?.description ?? '';
}

/** So many units of what is bought, as a form chooses them. */
const chosen = ({ state }: DecidedOrder, units: Record<string, number>) =>
  Object.fromEntries(
    state.fulfillments.flatMap(({ id }) => {
      const count = units[nameOf(state, id)];
      return count === undefined ? [] : [[id, count]];
    }),
  );

function having(order: DecidedOrder, act: (order: DecidedOrder) => unknown): DecidedOrder {
  act(order);
  return order;
}

const sent = () => cups().send();
const delivered = () => having(sent(), (order) => press(order, 'deliver_parcel'));
const contested = (order: DecidedOrder) => order.money([], [dispute('open', 4000)]);
const erased = (order: DecidedOrder) => {
  order.state = { ...order.state, order: { ...order.order, email: null, erasedAt: start } };
};
const calledOff = () => having(cups(), (order) => order.money([refund('re_1', 4000)]));

describe('a parcel is marked as sent', () => {
  test('with its tracking: the buyer is told, and their systems that it waits no more', () => {
    const order = cups();
    const decision = press(order, 'send_parcel');
    expect(decision.wish).toMatchObject({ refused: null, order: 'B-1001', rest: null, mailed: true });
    expect(order.parcel()).toMatchObject({
      ...{ ...tracking, state: 'shipped', shippedAt: order.now, shippedBy: 'merchant', timesMailed: 1 },
    });
    expect(notesOf(decision)).toEqual(['parcel_shipped']);
    expect(mailsOf(decision)).toEqual(['shipped']);
  });

  test('in part: what stays waits in a parcel of its own, for as long as it has', () => {
    const order = cups().later(2);
    const decision = press(order, 'send_parcel', { units: chosen(order, { cup: 2 }) });
    expect(decision.wish).toMatchObject({ refused: null, rest: 2 });
    expect(packed(order)).toEqual({ 1: { cup: 2 }, 2: { cup: 1, tray: 1 } });
    expect(order.parcel(2)).toMatchObject({ state: 'awaiting_shipment', createdAt: start, ...none });
    expect(notesOf(decision)).toEqual(['parcel_split', 'parcel_shipped']);
    expect(messagesOf(decision)).toEqual(['parcel.ready']);
  });

  test('and nobody is told where no address is known', () => {
    const order = having(cups(), (one) => {
      one.state = { ...one.state, order: { ...one.order, email: null } };
    });
    const decision = press(order, 'send_parcel');
    expect(decision.wish).toMatchObject({ refused: null, mailed: false });
    expect(order.parcel()).toMatchObject({ state: 'shipped', timesMailed: 0 });
    expect(mailsOf(decision)).toEqual([]);
  });
});

describe('a parcel is divided', () => {
  test('the chosen units stay, the rest moves, also while the payment is contested', () => {
    const order = having(cups(), contested);
    const decision = press(order, 'split_parcel', { units: chosen(order, { cup: 1, tray: 1 }) });
    expect(decision.wish).toMatchObject({ refused: null, rest: 2 });
    expect(packed(order)).toEqual({ 1: { cup: 1, tray: 1 }, 2: { cup: 2 } });
    expect(notesOf(decision)).toEqual(['parcel_split']);
  });
});

describe('a wrong press is taken back', () => {
  test('the parcel waits again, and the mail that has not gone is not sent', () => {
    const order = sent();
    const decision = press(order, 'unsend_parcel');
    expect(decision.wish).toMatchObject({ refused: null, told: false });
    expect(order.parcel()).toMatchObject({
      ...{ ...none, state: 'awaiting_shipment', shippedAt: null, shippedBy: null },
    });
    expect(order.mails.find(({ template }) => template === 'shipped')?.state).toBe('dropped');
    expect(order.mails.find(({ template }) => template === 'receipt')?.state).toBe('queued');
    expect(decision.plan.effects.droppedMails).toMatchObject([{ reason: 'parcel_not_sent' }]);
    expect(notesOf(decision)).toEqual(['parcel_unsent']);
  });

  test('whoever was told already is told anew when it leaves', () => {
    const order = sent().deliverMails();
    const decision = press(order, 'unsend_parcel');
    expect(decision.wish).toMatchObject({ refused: null, told: true });
    expect(decision.plan.effects.droppedMails).toEqual([]);
    const again = press(order, 'send_parcel');
    expect(again.plan.effects.mails.map(({ key }) => key)).toEqual([`shipped:${order.parcel().id}:1`]);
  });
});

test('a parcel that was sent arrives, also while the payment is contested', () => {
  const order = having(sent(), contested);
  const decision = press(order, 'deliver_parcel');
  expect(decision.wish).toMatchObject({ refused: null, parcel: { deliveredAt: order.now } });
  expect(order.parcel()).toMatchObject({ state: 'delivered' });
  expect(notesOf(decision)).toEqual(['parcel_delivered']);
});

describe('tracking is corrected', () => {
  test.each([
    ['and the buyer told, where that is asked for', true, ['shipped']],
    ['and nobody told, where it is not', false, []],
  ])('%s', (_, tellsBuyer, mails) => {
    const order = sent();
    const decision = press(order, 'correct_tracking', { tellsBuyer });
    expect(decision.wish).toMatchObject({ refused: null, mailed: tellsBuyer });
    expect(order.parcel()).toMatchObject({ ...tracking, state: 'shipped' });
    expect(notesOf(decision)).toEqual(['tracking_corrected']);
    expect(mailsOf(decision)).toEqual(mails);
  });
});

describe('tracking comes from the merchant’s own system', () => {
  const before = { carrier: 'dhl', trackingNumber: 'D0', trackingUrl: 'https://dhl.example/D0' };
  test.each([
    ['sends the parcel', tracking, true, { ...tracking, state: 'shipped' }, ['parcel_shipped']],
    [
      'is kept with a parcel that waits on',
      tracking,
      false,
      { ...tracking, state: 'awaiting_shipment' },
      ['tracking_received'],
    ],
    ['that says nothing changes nothing', none, false, { state: 'awaiting_shipment', ...none }, []],
  ])('%s', (_, given, isSent, after, notes) => {
    const order = cups();
    const decision = press(order, 'take_tracking', { tracking: given, isSent });
    expect(decision.wish).toMatchObject({ refused: null, changed: notes.length > 0 });
    expect(order.parcel()).toMatchObject(after);
    expect(notesOf(decision)).toEqual(notes);
  });

  test.each([
    ['a page for the old number is none for the new one', { ...none, trackingNumber: 'D1' }, null],
    ['what is left out stays as it was', { ...none, carrier: 'ups' }, before.trackingUrl],
  ])('%s', (_, given, trackingUrl) => {
    const order = having(cups(), (one) => press(one, 'take_tracking', { tracking: before }));
    press(order, 'take_tracking', { tracking: given });
    expect(order.parcel()).toMatchObject({ carrier: given.carrier ?? 'dhl', trackingUrl });
  });

  test('the parcel it was packed by is the newest only', () => {
    const order = cups();
    press(order, 'split_parcel', { units: chosen(order, { cup: 1 }) });
    const { announcedRevision } = order.parcel();
    expect(announcedRevision).toBe(2);
    expect(press(order, 'take_tracking', { revision: 1 }).wish).toMatchObject({ refused: 'outdated' });
    expect(press(order, 'take_tracking', { revision: 2 }).wish).toMatchObject({ refused: null });
  });
});

describe('nothing changes, and the merchant learns why', () => {
  const fromSystem = () => having(cups(), (order) => press(order, 'take_tracking'));
  test.each<[ParcelWish['kind'], string, string, () => DecidedOrder, object?]>([
    ['send_parcel', 'no_parcel', 'there is none', () => ordered({ book: 1 })],
    ['send_parcel', 'cancelled', 'it was called off', calledOff],
    ['send_parcel', 'already_shipped', 'it has left', sent],
    ['send_parcel', 'already_shipped', 'it has arrived', delivered],
    ['send_parcel', 'frozen', 'the payment is contested', () => having(cups(), contested)],
    ['send_parcel', 'nothing_chosen', 'nothing was chosen', cups, { units: {} }],
    ['split_parcel', 'no_parcel', 'there is none', () => ordered({ book: 1 })],
    ['split_parcel', 'cancelled', 'it was called off', calledOff],
    ['split_parcel', 'already_shipped', 'it has left', sent],
    ['split_parcel', 'nothing_chosen', 'nothing was chosen', cups],
    ['unsend_parcel', 'cancelled', 'it was called off', calledOff],
    ['unsend_parcel', 'not_sent', 'it waits', cups],
    ['unsend_parcel', 'already_delivered', 'it has arrived', delivered],
    ['unsend_parcel', 'erased', 'nobody knows where to', () => having(sent(), erased)],
    [
      'unsend_parcel',
      'refunded_since',
      'it was refunded as sent',
      () => having(sent(), (one) => one.money([refund('re_1', 4000)])),
    ],
    ['unsend_parcel', 'frozen', 'the payment is contested', () => having(sent(), contested)],
    ['unsend_parcel', 'sent_by_system', 'the warehouse says that it left', fromSystem],
    ['deliver_parcel', 'cancelled', 'it was called off', calledOff],
    ['deliver_parcel', 'not_sent', 'it waits', cups],
    ['deliver_parcel', 'already_delivered', 'it has arrived', delivered],
    ['correct_tracking', 'cancelled', 'it was called off', calledOff],
    ['correct_tracking', 'not_sent', 'it waits', cups],
    ['correct_tracking', 'erased', 'a number leads to an address', () => having(sent(), erased)],
    ['correct_tracking', 'same', 'that is what it says', sent, { tracking: none }],
    ['take_tracking', 'cancelled', 'it was called off', calledOff],
    ['take_tracking', 'erased', 'a number leads to an address', () => having(sent(), erased)],
    ['take_tracking', 'frozen', 'the payment is contested', () => having(cups(), contested)],
    ['take_tracking', 'outdated', 'it was packed by an old message', cups, { revision: 7 }],
  ])('%s is refused (%s) where %s', (kind, refused, _, build, about) => {
    const order = build();
    const { state } = order;
    const decision = press(order, kind, about);
    expect(decision.wish).toMatchObject({ refused });
    expect(order.state).toEqual(state);
    expect([...notesOf(decision), ...mailsOf(decision), ...messagesOf(decision)]).toEqual([]);
  });

  test.each([
    ['more was chosen than lies in it', { cup: 4 }, 'changed'],
    ['all of it was chosen', { cup: 3, tray: 1 }, 'all_chosen'],
  ])('split_parcel where %s', (_, units, refused) => {
    const order = cups();
    expect(press(order, 'split_parcel', { units: chosen(order, units) }).wish).toMatchObject({ refused });
    expect(packed(order)).toEqual({ 1: { cup: 3, tray: 1 } });
  });
});
