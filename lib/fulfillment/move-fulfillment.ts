import type { Tx } from '../db';
import type { Order, Prisma } from '../generated/prisma/client';
import type { FulfillmentState } from '../generated/prisma/enums';
import { addTimeline, type TimelineNote } from '../timeline/timeline';
import { canTransitionFulfillment } from './order-states';

/**
 * Moves the fulfilment of an order, under its lock: the only place that writes that state. A move the state table does
 * not know is refused, and recorded; then nothing of `fields` is written either.
 *
 * @param order as it was read under the lock
 * @param fields what changes together with the state
 * @returns the state the order is in now
 */
export async function moveFulfillment(
  tx: Tx,
  order: Order,
  to: FulfillmentState,
  fields: Pick<Prisma.OrderUncheckedUpdateInput, 'attention' | 'fulfilledAt' | 'fulfilledBy'>,
  { trigger, eventId, actor }: Pick<TimelineNote, 'trigger' | 'eventId' | 'actor'>,
): Promise<FulfillmentState> {
  const from = order.fulfillment;
  if (!canTransitionFulfillment(from, to)) {
    await addTimeline(tx, order.id, {
      kind: 'transition_refused',
      trigger,
      eventId,
      actor,
      data: { from, to },
    });
    return from;
  }
  await tx.order.update({ where: { id: order.id }, data: { ...fields, fulfillment: to } });
  return to;
}
