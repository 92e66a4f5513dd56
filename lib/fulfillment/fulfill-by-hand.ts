import { storable } from '../storable';
import { applyMerchantWish } from './apply-merchant-wish';

/** What fulfilling by hand changed, or exactly why it changed nothing. */
export type ByHandResult =
  | { changed: true }
  | { changed: false; reason: 'no_line' | 'not_paid' | 'not_waiting' | 'note_missing' };

/**
 * Marks a line that needs attention, or is on back-order, as fulfilled by the merchant, who did outside the shop what
 * the shop could not (I7). What they did stands on the timeline in their words.
 *
 * @param note what was done, for whoever asks later; it may not be empty
 * @param actor the merchant's address
 */
export async function fulfillByHand(lineId: string, note: string, actor: string): Promise<ByHandResult> {
  const words = storable(note.trim().slice(0, 1000));
  if (!words) return { changed: false, reason: 'note_missing' };
  const wish = { kind: 'fulfill_by_hand', lineId, note: words } as const;
  const outcome = await applyMerchantWish(wish, { trigger: 'merchant', actor });
  const refused = outcome ? outcome.refused : 'no_line';
  if (refused === null) return { changed: true };
  return {
    changed: false,
    reason: refused === 'no_line' || refused === 'not_paid' ? refused : 'not_waiting',
  };
}
