import { db } from '../db';
import { isPaid } from '../is-paid';
import { storable } from '../storable';
import { addTimeline } from '../timeline/timeline';
import { unitsWanted } from './line-units';
import { rewriteLine, withProgress } from './rewrite-line';

/** What fulfilling by hand changed, or exactly why it changed nothing. */
export type ByHandResult =
  | { changed: true }
  | { changed: false; reason: 'no_line' | 'not_paid' | 'not_waiting' | 'note_missing' };

/**
 * Marks a line that needs attention, or is on back-order, as fulfilled by the merchant, who did outside the shop what
 * the shop could not (I7). What they did stands on the timeline in their words. Nothing is granted, now or later: what
 * was done is done elsewhere.
 *
 * @param note what was done, for whoever asks later; it may not be empty
 * @param actor the merchant's address
 */
export async function fulfillByHand(lineId: string, note: string, actor: string): Promise<ByHandResult> {
  const words = storable(note.trim().slice(0, 1000));
  if (!words) return { changed: false, reason: 'note_missing' };
  return await db().$transaction(async (tx) => {
    const found = await withProgress(tx, lineId);
    if (!found) return { changed: false, reason: 'no_line' };
    const { order, line } = found;
    const wanted = unitsWanted(line, order.payment);
    // All of it went back, and a renewal was paid all the same: what was decided of that closes it.
    const closes = line.state === 'needs_attention' && wanted === 0;
    if (!isPaid(order.payment) && !closes) return { changed: false, reason: 'not_paid' };
    if (line.state !== 'needs_attention' && line.state !== 'back_ordered') {
      return { changed: false, reason: 'not_waiting' };
    }
    const how = { trigger: 'merchant' as const, actor };
    const fields = closes
      ? { state: 'cancelled' as const }
      : { state: 'fulfilled' as const, unitsByHand: wanted, backOrderedAt: null };
    await rewriteLine(tx, found, fields, how);
    await addTimeline(tx, order.id, {
      ...how,
      kind: 'fulfilled_by_hand',
      data: { lineId, line: line.description, note: words },
    });
    return { changed: true };
  });
}
