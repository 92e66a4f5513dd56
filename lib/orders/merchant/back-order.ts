import { z } from 'zod';
import { db } from '../../db';
import { unitsWanted } from '../../fulfillment/line-units';
import { rewriteLine, withProgress } from '../../fulfillment/rewrite-line';
import { isPaid } from '../../is-paid';
import { addJob } from '../../queue/add-job';
import { queueMail } from '../../queue/queue-mail';
import { lockStock } from '../../stock/holds';
import { addTimeline } from '../../timeline/timeline';

/** What was put on back-order, or exactly why nothing was. */
export type BackOrderResult =
  | { backOrdered: true; description: string; units: number }
  | {
      backOrdered: false;
      /** `not_short`: it does not wait for stock, but for something else, or for nothing */
      reason: 'malformed' | 'no_line' | 'not_paid' | 'already' | 'not_short';
    };

const shape = z.object({ lineId: z.uuid() });

/**
 * Puts a line that lacks stock on back-order: what is missing is sent by itself once it has arrived, the buyer is told,
 * and the order no longer needs a person for it (I7). Under the order's lock, so that two presses are one.
 *
 * @param input as it came from the form: `lineId`
 * @param actor the merchant's address, for the timeline
 */
export async function backOrderLine(input: unknown, actor: string): Promise<BackOrderResult> {
  const { data } = shape.safeParse(input);
  if (!data) return { backOrdered: false, reason: 'malformed' };
  const { lineId: orderLineId } = data;
  return await db().$transaction(async (tx) => {
    const found = await withProgress(tx, orderLineId);
    if (!found) return { backOrdered: false, reason: 'no_line' };
    const { order, line } = found;
    if (line.state === 'back_ordered') return { backOrdered: false, reason: 'already' };
    if (!isPaid(order.payment)) return { backOrdered: false, reason: 'not_paid' };
    const { productId, description } = line;
    const stock = productId ? await lockStock(tx, [productId]) : new Map();
    const units = unitsWanted(line, order.payment) - line.stockTaken;
    if (line.state !== 'needs_attention' || !productId || !stock.has(productId) || units <= 0) {
      return { backOrdered: false, reason: 'not_short' };
    }
    const how = { trigger: 'merchant' as const, actor };
    await rewriteLine(tx, found, { state: 'back_ordered', backOrderedAt: new Date() }, how);
    await addTimeline(tx, order.id, {
      ...how,
      kind: 'back_ordered',
      data: { what: `${units} × ${description}`, goods: [{ lineId: orderLineId, units }] },
    });
    if (order.email) {
      await queueMail(tx, {
        key: `back_ordered:${order.id}:${orderLineId}`,
        orderId: order.id,
        template: 'back_ordered',
        recipient: order.email,
        locale: order.locale,
        data: { orderLineId },
      });
    }
    // What arrived while nobody waited for it is not waited for.
    if ((stock.get(productId)?.onHand ?? 0) > 0) await addJob(tx, 'fulfill_back_orders', { productId });
    return { backOrdered: true, description, units };
  });
}
