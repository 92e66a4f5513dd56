import { db } from '../db';
import { addTimeline } from '../orders/timeline';
import { moveFulfillment } from './move-fulfillment';
import { deriveFulfillment, isPaid } from './order-states';

/** What fulfilling by hand changed, or exactly why it changed nothing. */
export type ByHandResult =
  | { changed: true }
  | { changed: false; reason: 'no_line' | 'not_paid' | 'not_waiting' | 'note_missing' };

/**
 * Marks a line that needs attention as fulfilled by the merchant, who did outside the shop what the shop could not
 * (I7). What they did stands on the timeline in their words. Nothing is granted: what was done is done elsewhere.
 *
 * @param note what was done, for whoever asks later; it may not be empty
 * @param actor the merchant's address
 */
export async function fulfillByHand(lineId: string, note: string, actor: string): Promise<ByHandResult> {
  const words = note.trim().slice(0, 1000);
  if (!words) return { changed: false, reason: 'note_missing' };
  return await db().$transaction(async (tx) => {
    await tx.$queryRaw`
      SELECT o.id FROM orders o JOIN order_line l ON l.order_id = o.id WHERE l.id = ${lineId}::uuid FOR UPDATE OF o`;
    const line = await tx.orderLine.findUnique({
      where: { id: lineId },
      include: { order: { include: { lines: true } } },
    });
    if (!line) return { changed: false, reason: 'no_line' };
    const { order } = line;
    if (!isPaid(order.payment)) return { changed: false, reason: 'not_paid' };
    if (line.state !== 'needs_attention') return { changed: false, reason: 'not_waiting' };

    const data = { state: 'fulfilled' as const, attention: null };
    await tx.orderLine.update({ where: { id: lineId }, data });
    const lines = order.lines.map((other) => (other.id === lineId ? { ...other, ...data } : other));
    const fulfillment = deriveFulfillment(lines.map((other) => other.state));
    const reasons = lines.flatMap((other) => other.attention ?? []);
    const fields = {
      attention: reasons.length > 0 ? reasons.join('\n') : null,
      fulfilledBy: 'merchant' as const,
      ...(fulfillment === 'fulfilled' && { fulfilledAt: new Date() }),
    };
    await moveFulfillment(tx, order, fulfillment, fields, { trigger: 'merchant', actor });
    await addTimeline(tx, order.id, {
      kind: 'fulfilled_by_hand',
      trigger: 'merchant',
      actor,
      data: { lineId, line: line.description, note: words },
    });
    return { changed: true };
  });
}
