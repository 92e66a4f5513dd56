import { db } from '../../db';

/**
 * A mark that differs whenever anything has happened, to any order or to one: nothing does without a line on a
 * timeline. One look at the end of an index, cheap enough to ask every few seconds.
 */
export async function ordersPulse(orderId?: string): Promise<string> {
  const { _max } = await db().timelineEntry.aggregate({
    where: orderId ? { orderId } : {},
    _max: { id: true },
  });
  return String(_max.id ?? 0);
}
