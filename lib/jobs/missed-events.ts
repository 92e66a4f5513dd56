import { db } from '../db';
import { Prisma } from '../generated/prisma/client';
import { orderOfEvent } from '../inbox/order-of-event';
import { minute } from '../time';
import { addTimeline } from '../timeline/timeline';

/** A delivery on its way is no lost one: Stripe's own takes seconds, and a burst or a restart some minutes. */
const lateAfter = 5 * minute;
const batchSize = 500;

interface MissedEvent {
  id: string;
  type: string;
  /** The order that would not be where it is without the sweep; null where there is none */
  orderId: string | null;
}

/**
 * Notes which events were not delivered: the sweep fetched them, and by now they should have arrived by themselves. A
 * sign that the endpoint is broken, which the merchant is shown; on the timeline of an order that the sweep was the
 * first to bring on, too. Where a visit to the landing page was there before it, the event led to nothing.
 *
 * Two sweeps at once note each event once: what one has locked, the other passes over.
 */
export async function noteMissedEvents(): Promise<void> {
  const now = new Date();
  const late = new Date(now.getTime() - lateAfter);
  await db().$transaction(async (tx) => {
    const missed = await tx.$queryRaw<MissedEvent[]>`
      WITH noted AS (
        UPDATE stripe_event SET missed_at = ${now} WHERE id = ANY(ARRAY(
          SELECT id FROM stripe_event
          WHERE NOT delivered AND missed_at IS NULL AND state <> 'pending' AND created_at < ${late}
          ORDER BY created_at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED))
        RETURNING *
      ), missed AS (
        SELECT e.id, e.type, e.created_at, e.order_id, ${Prisma.raw(orderOfEvent)} AS about
        FROM noted e LEFT JOIN stripe_event_body b ON b.event_id = e.id
      )
      SELECT id, type, coalesce(order_id, (
        SELECT o.id FROM orders o
        WHERE o.id = about AND o.placed_by = 'sweep' AND type = 'checkout.session.completed')) AS "orderId"
      FROM missed ORDER BY created_at, id`;
    const byOrder = Map.groupBy(missed, ({ orderId }) => orderId);
    for (const [orderId, events] of byOrder) {
      if (orderId === null) continue;
      await addTimeline(tx, orderId, {
        kind: 'found_by_sweep',
        trigger: 'sweep',
        eventId: events[0]?.id,
        data: { events: events.map(({ type }) => type) },
      });
    }
  });
}
