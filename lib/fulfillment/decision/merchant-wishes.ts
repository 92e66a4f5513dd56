import { isPaid } from '../../is-paid';
import { type LimitOutcome, type LimitWish, limitDownloads } from '../kinds/download/limit-wish';
import { applyParcelWish, type ParcelOutcomes, type ParcelWish } from '../kinds/shipment/parcel-wishes';
import { change, type Draft, orderOf, productOf, queueMail } from './draft';
import { type EraseOutcome, type EraseWish, eraseDetails } from './erase-details';
import { grantedUnits, unitsWanted } from './line-units';
import { moveFulfillment } from './move-fulfillment';
import type { LineRow } from './order-state';
import { deriveFulfillment } from './order-states';
import { isCounted, queueJob } from './stock';

/** What a merchant wants done with one line. */
export type LineWish =
  | { kind: 'fulfill_by_hand'; lineId: string /** What was done, in their words. */; note: string }
  | { kind: 'back_order'; lineId: string };

/** What a merchant, or a system of theirs, wants done with an order. */
export type MerchantWish = LineWish | ParcelWish | LimitWish | EraseWish;

/** Why a wish changed nothing; null where it was done. `units` are those put on back-order. */
type LineOutcome =
  | { refused: 'no_line' | 'not_paid' | 'not_waiting' | 'already' | 'not_short' }
  | { refused: null; description: string; units: number };

/** What becomes of each wish. */
export interface WishOutcomes extends ParcelOutcomes {
  fulfill_by_hand: LineOutcome;
  back_order: LineOutcome;
  limit_downloads: LimitOutcome;
  erase_details: EraseOutcome;
}
export type WishOutcome = WishOutcomes[keyof WishOutcomes];

/** Does what the merchant wants, or says exactly why it cannot be done. */
export function applyWish(draft: Draft, wish: MerchantWish): WishOutcome {
  if ('orderId' in wish) return eraseDetails(draft, wish);
  if ('grantId' in wish) return limitDownloads(draft, wish);
  if ('parcelId' in wish) return applyParcelWish(draft, wish);
  const line = draft.state.lines.find(({ id }) => id === wish.lineId);
  if (!line) return { refused: 'no_line' };
  return wish.kind === 'back_order' ? backOrder(draft, line) : fulfillByHand(draft, line, wish.note);
}

/**
 * Marks a line that needs attention, or is on back-order, as fulfilled by the merchant, who did outside the shop what
 * the shop could not (I7). Nothing is granted, now or later: what was done is done elsewhere.
 */
function fulfillByHand(draft: Draft, line: LineRow, note: string): LineOutcome {
  const { payment } = orderOf(draft);
  const wanted = unitsWanted(line, payment);
  // All of it went back, and a renewal was paid all the same: what was decided of that closes it.
  const closes = line.state === 'needs_attention' && wanted === 0;
  if (!isPaid(payment) && !closes) return { refused: 'not_paid' };
  if (line.state !== 'needs_attention' && line.state !== 'back_ordered') return { refused: 'not_waiting' };
  const renewalsMet = Math.max(line.renewalsMet, ...draft.state.periods.map(({ number }) => number));
  rewriteLine(
    draft,
    line,
    closes
      ? { state: 'cancelled', renewalsMet }
      : { state: 'fulfilled', unitsByHand: wanted, backOrderedAt: null, renewalsMet },
  );
  draft.notes.push({ kind: 'fulfilled_by_hand', data: { lineId: line.id, line: line.description, note } });
  return { refused: null, description: line.description, units: wanted };
}

/**
 * Puts a line that lacks stock on back-order: what is missing is sent by itself once it has arrived, the buyer is told,
 * and the order no longer needs a person for it (I7).
 */
function backOrder(draft: Draft, line: LineRow): LineOutcome {
  const { id: orderId, payment } = orderOf(draft);
  const { id: lineId, variantId, description } = line;
  if (line.state === 'back_ordered') return { refused: 'already' };
  if (!isPaid(payment)) return { refused: 'not_paid' };
  const units = unitsWanted(line, payment) - line.stockTaken;
  const isShort = variantId !== null && isCounted(draft, variantId) && units > 0;
  if (line.state !== 'needs_attention' || !isShort) return { refused: 'not_short' };
  rewriteLine(draft, line, { state: 'back_ordered', backOrderedAt: draft.given.now });
  const goods = [{ lineId, units }];
  draft.notes.push({ kind: 'back_ordered', data: { what: `${units} × ${description}`, goods } });
  queueMail(draft, `back_ordered:${orderId}:${lineId}`, 'back_ordered', { orderLineId: lineId });
  // What arrived while nobody waited for it is not waited for.
  const onHand = draft.goods.stock.find((row) => row.variantId === variantId)?.onHand ?? 0;
  if (onHand > 0) queueJob(draft, { name: 'fulfill_back_orders', variantId });
  return { refused: null, description, units };
}

/** Writes what a merchant decided of a line, and the state its order is in then. */
function rewriteLine(draft: Draft, line: LineRow, fields: Partial<LineRow>): void {
  change(draft, 'lines', line, { ...fields, attention: null });
  const { lines, fulfillments } = draft.state;
  const progress = lines.map((one) => ({
    state: one.state,
    granted: grantedUnits(
      productOf(draft, one)?.kinds ?? [],
      fulfillments.filter(({ orderLineId }) => orderLineId === one.id),
    ),
  }));
  const to = deriveFulfillment(progress);
  const attention = lines.flatMap((one) => one.attention ?? []);
  moveFulfillment(draft, to, {
    attention: attention.length > 0 ? attention : null,
    ...(fields.state === 'fulfilled' && { fulfilledBy: draft.attempt.trigger }),
    ...(to === 'fulfilled' && { fulfilledAt: draft.given.now }),
  });
}
