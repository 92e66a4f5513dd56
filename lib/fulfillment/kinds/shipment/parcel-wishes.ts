import { orderNumber } from '../../../order-number';
import { type ChosenUnits, type Division, planDivision } from '../../../shipping/divide-parcel';
import { type Held, whyHeld } from '../../../shipping/may-leave';
import { isSameTracking, shownTracking, type Tracking } from '../../../shipping/tracking-fields';
import type { TimelineKind } from '../../../timeline/timeline';
import { change, type Draft, insert, orderOf, queueMail, remove } from '../../decision/draft';
import { announceParcels } from './announce';
import { insertParcel } from './insert-parcel';
import type { ParcelRow } from './rows';

type SendWish = { kind: 'send_parcel'; parcelId: string; tracking: Tracking; units?: ChosenUnits };
type SplitWish = { kind: 'split_parcel'; parcelId: string; units: ChosenUnits };
type CorrectWish = { kind: 'correct_tracking'; parcelId: string; tracking: Tracking; tellsBuyer: boolean };
type TakeWish = {
  kind: 'take_tracking';
  parcelId: string;
  /** What is null stays as it was. */
  tracking: Tracking;
  /** Whether it has left by that. */
  isSent: boolean;
  /** The revision of the message it was packed by, where that is known. */
  revision?: number;
};

/** What a merchant, or their shipping system, wants done with one parcel. */
export type ParcelWish =
  | SendWish
  | SplitWish
  | CorrectWish
  | TakeWish
  | { kind: 'unsend_parcel' | 'deliver_parcel'; parcelId: string };

/** What became of a wish: why it changed nothing, or the parcel as it is then. */
type Outcome<Refused extends string, Done> =
  | { refused: 'no_parcel' }
  | { refused: Refused; parcel: ParcelRow }
  | ({ refused: null /** As people write it. */; order: string; parcel: ParcelRow } & Done);

export interface ParcelOutcomes {
  /** `rest` is the number of the parcel that what stays waits in. */
  send_parcel: Outcome<
    'cancelled' | 'already_shipped' | 'changed' | 'nothing_chosen' | Held,
    { rest: number | null; mailed: boolean }
  >;
  split_parcel: Outcome<
    'cancelled' | 'already_shipped' | 'changed' | 'nothing_chosen' | 'all_chosen',
    { rest: number }
  >;
  /** `told`: whether the buyer has had the mail that says it left. */
  unsend_parcel: Outcome<
    'cancelled' | 'not_sent' | 'already_delivered' | 'erased' | 'refunded_since' | 'sent_by_system' | Held,
    { told: boolean }
  >;
  deliver_parcel: Outcome<'cancelled' | 'not_sent' | 'already_delivered', object>;
  correct_tracking: Outcome<'cancelled' | 'not_sent' | 'erased' | 'same', { mailed: boolean }>;
  take_tracking: Outcome<'cancelled' | 'erased' | 'outdated' | Held, { changed: boolean }>;
}

/** Does what is wanted with a parcel, or says exactly why it cannot be done; every unit stays in one parcel (I1). */
export function applyParcelWish(draft: Draft, wish: ParcelWish): ParcelOutcomes[ParcelWish['kind']] {
  const parcel = draft.state.parcels.find(({ id }) => id === wish.parcelId);
  if (!parcel) return { refused: 'no_parcel' };
  if (parcel.state === 'cancelled') return { refused: 'cancelled', parcel };
  switch (wish.kind) {
    case 'send_parcel':
      return send(draft, parcel, wish);
    case 'split_parcel':
      return split(draft, parcel, wish);
    case 'unsend_parcel':
      return unsend(draft, parcel);
    case 'deliver_parcel':
      return deliver(draft, parcel);
    case 'correct_tracking':
      return correct(draft, parcel, wish);
    case 'take_tracking':
      return take(draft, parcel, wish);
  }
}

/** Of two presses one marks it, the other learns that it has left. */
function send(draft: Draft, parcel: ParcelRow, wish: SendWish): ParcelOutcomes['send_parcel'] {
  if (parcel.state !== 'awaiting_shipment') return { refused: 'already_shipped', parcel };
  const held = whyHeld(orderOf(draft).payment);
  if (held) return { refused: held, parcel };
  const division = planDivision(itemsOf(draft, parcel), wish.units);
  if (division.kind === 'changed' || division.kind === 'nothing_chosen')
    return { refused: division.kind, parcel };
  const rest = division.kind === 'part' ? divide(draft, parcel, division) : null;
  const mailed = markSent(draft, parcel, wish.tracking);
  announceParcels(draft);
  return { ...done(draft, parcel), rest, mailed };
}

/** Goods of a contested payment may be divided: nothing leaves by it. */
function split(draft: Draft, parcel: ParcelRow, { units }: SplitWish): ParcelOutcomes['split_parcel'] {
  if (parcel.state !== 'awaiting_shipment') return { refused: 'already_shipped', parcel };
  const division = planDivision(itemsOf(draft, parcel), units);
  if (division.kind === 'whole') return { refused: 'all_chosen', parcel };
  if (division.kind !== 'part') return { refused: division.kind, parcel };
  const rest = divide(draft, parcel, division);
  announceParcels(draft);
  return { ...done(draft, parcel), rest };
}

/** What was refunded since counted these goods as gone, so then it stays as it is (I4). */
function unsend(draft: Draft, parcel: ParcelRow): ParcelOutcomes['unsend_parcel'] {
  const { payment, erasedAt } = orderOf(draft);
  if (parcel.state === 'awaiting_shipment') return { refused: 'not_sent', parcel };
  if (parcel.state === 'delivered') return { refused: 'already_delivered', parcel };
  // It could not be sent again: nobody knows where to.
  if (erasedAt) return { refused: 'erased', parcel };
  if (isRefunded(draft, parcel)) return { refused: 'refunded_since', parcel };
  const held = whyHeld(payment);
  if (held) return { refused: held, parcel };
  if (parcel.shippedBy === 'system') return { refused: 'sent_by_system', parcel };
  change(draft, 'parcels', parcel, {
    ...{ state: 'awaiting_shipment', shippedAt: null, shippedBy: null },
    ...{ carrier: null, trackingNumber: null, trackingUrl: null },
  });
  const mails = draft.facts.mails.filter(
    ({ template, data }) => template === 'shipped' && data.parcelId === parcel.id,
  );
  for (const { id, state } of mails)
    if (state === 'queued') draft.droppedMails.push({ id, reason: 'parcel_not_sent' });
  note(draft, 'parcel_unsent', parcel, shownTracking(parcel));
  return { ...done(draft, parcel), told: mails.some(({ state }) => state === 'sent') };
}

/** A contested payment changes nothing about where the parcel is. */
function deliver(draft: Draft, parcel: ParcelRow): ParcelOutcomes['deliver_parcel'] {
  if (parcel.state === 'awaiting_shipment') return { refused: 'not_sent', parcel };
  if (parcel.state === 'delivered') return { refused: 'already_delivered', parcel };
  change(draft, 'parcels', parcel, { state: 'delivered', deliveredAt: draft.given.now });
  note(draft, 'parcel_delivered', parcel);
  return done(draft, parcel);
}

function correct(
  draft: Draft,
  parcel: ParcelRow,
  { tracking, tellsBuyer }: CorrectWish,
): ParcelOutcomes['correct_tracking'] {
  if (parcel.state === 'awaiting_shipment') return { refused: 'not_sent', parcel };
  // A tracking number leads to an address, and that was erased.
  if (orderOf(draft).erasedAt) return { refused: 'erased', parcel };
  // One mail for one correction (I5): a second press of the same form finds it done.
  if (isSameTracking(tracking, parcel)) return { refused: 'same', parcel };
  change(draft, 'parcels', parcel, tracking);
  note(draft, 'tracking_corrected', parcel, shownTracking(tracking));
  const mailed = tellsBuyer && mailShipped(draft, parcel);
  return { ...done(draft, parcel), mailed };
}

/** The same once more changes nothing, so it may be delivered any number of times. */
function take(draft: Draft, parcel: ParcelRow, wish: TakeWish): ParcelOutcomes['take_tracking'] {
  const { payment, erasedAt } = orderOf(draft);
  if (erasedAt) return { refused: 'erased', parcel };
  const { carrier, trackingNumber, trackingUrl } = wish.tracking;
  const tracking: Tracking = {
    carrier: carrier ?? parcel.carrier,
    trackingNumber: trackingNumber ?? parcel.trackingNumber,
    // A page for the old number is no page for a new one.
    trackingUrl: trackingUrl ?? (trackingNumber ? null : parcel.trackingUrl),
  };
  const sends = wish.isSent && parcel.state === 'awaiting_shipment';
  if (sends) {
    const held = whyHeld(payment);
    if (held) return { refused: held, parcel };
    const isOutdated = wish.revision !== undefined && wish.revision !== parcel.announcedRevision;
    if (isOutdated) return { refused: 'outdated', parcel };
  }
  const isNews = !isSameTracking(tracking, parcel);
  if (sends) markSent(draft, parcel, tracking);
  else if (isNews) {
    change(draft, 'parcels', parcel, tracking);
    note(draft, 'tracking_received', parcel, shownTracking(tracking));
  }
  return { ...done(draft, parcel), changed: sends || isNews };
}

/** The parcel as the draft has it by now. */
const current = ({ state }: Draft, { id }: ParcelRow): ParcelRow =>
  state.parcels.find((one) => one.id === id) as ParcelRow;

const done = (draft: Draft, parcel: ParcelRow) => ({
  ...{ refused: null, order: orderNumber(orderOf(draft)), parcel: current(draft, parcel) },
});

const itemsOf = ({ state }: Draft, { id }: ParcelRow) =>
  state.parcelItems.filter(({ parcelId }) => parcelId === id);

function note(draft: Draft, kind: TimelineKind, { id, number }: ParcelRow, data: object = {}): void {
  draft.notes.push({ kind, data: { parcelId: id, number, ...data } });
}

/**
 * Puts what stays into a parcel of its own. The parcel keeps its ID, its number and what was chosen; the new one has
 * waited for as long.
 *
 * @returns the number of the new parcel
 */
function divide(draft: Draft, parcel: ParcelRow, { go, stay }: Extract<Division, { kind: 'part' }>): number {
  const rest = insertParcel(draft, parcel.createdAt);
  for (const item of itemsOf(draft, parcel)) {
    const quantity = go.find(({ fulfillmentId }) => fulfillmentId === item.fulfillmentId)?.quantity ?? 0;
    if (quantity === 0) remove(draft, 'parcelItems', (one) => one === item);
    else if (quantity !== item.quantity) change(draft, 'parcelItems', item, { quantity });
  }
  const items = stay.map(({ fulfillmentId, quantity }) => ({ parcelId: rest.id, fulfillmentId, quantity }));
  insert(draft, 'parcelItems', ...items);
  note(draft, 'parcel_split', parcel, { rest: rest.number });
  return rest.number;
}

/** @returns whether a mail was queued: not where no address is known */
function markSent(draft: Draft, parcel: ParcelRow, tracking: Tracking): boolean {
  const shippedBy = draft.attempt.trigger;
  change(draft, 'parcels', parcel, {
    ...{ state: 'shipped', shippedAt: draft.given.now, shippedBy },
    ...tracking,
  });
  note(draft, 'parcel_shipped', parcel, shownTracking(tracking));
  return mailShipped(draft, parcel);
}

/**
 * Queues the mail that tells the buyer where their parcel is: one for its leaving, one for each correction to announce,
 * one for leaving again after that was taken back.
 *
 * @returns false where no address is known
 */
function mailShipped(draft: Draft, parcel: ParcelRow): boolean {
  const { id, timesMailed } = parcel;
  const key = timesMailed === 0 ? `shipped:${id}` : `shipped:${id}:${timesMailed}`;
  if (!queueMail(draft, key, 'shipped', { parcelId: id })) return false;
  change(draft, 'parcels', current(draft, parcel), { timesMailed: timesMailed + 1 });
  return true;
}

/** Whether more of something lies in the order's parcels than is the buyer's: sent goods that were refunded. */
function isRefunded(draft: Draft, parcel: ParcelRow): boolean {
  const { fulfillments, parcelItems } = draft.state;
  return itemsOf(draft, parcel).some(({ fulfillmentId }) => {
    const packed = parcelItems.filter((item) => item.fulfillmentId === fulfillmentId);
    const units = fulfillments.find(({ id }) => id === fulfillmentId)?.units ?? 0;
    return packed.reduce((sum, { quantity }) => sum + quantity, 0) > units;
  });
}
