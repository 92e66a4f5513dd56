import { db } from '../db';
import { eventsKeptFor } from '../stripe/events-since';
import { addTimeline } from '../timeline/timeline';

/** A delivery on its way is no lost one: Stripe's own takes seconds, and a burst or a restart some minutes. */
const lateAfter = 5 * 60_000;
/** Stripe lists no older events, and what was fetched is noted soon after: what is older has been. */
const noLongerFetched = eventsKeptFor + 86_400_000;
const mostAtOnce = 500;

interface Caught {
  id: string;
  type: string;
  orderId: string | null;
  /** Whether the order would not be where it is without the sweep */
  led: boolean;
}

/**
 * Notes which events nobody delivered: the sweep fetched them, and by now they should have arrived by themselves. A
 * sign that the endpoint is broken, of which the merchant is told; on the timeline of an order that the sweep was the
 * first to bring on, too. Where a visit to the landing page was there before it, the event led to nothing.
 */
export async function recordCatches(): Promise<void> {
  const now = new Date();
  const late = new Date(now.getTime() - lateAfter);
  const oldest = new Date(now.getTime() - noLongerFetched);
  await db().$transaction(async (tx) => {
    const caught = await tx.$queryRaw<Caught[]>`
      WITH caught AS (
        SELECT e.id, e.type, (
          SELECT o.id FROM orders o
          WHERE o.session_id = e.object_id
             OR o.payment_intent_id = b.payload #>> '{data,object,payment_intent}'
             OR o.subscription_id IN (e.object_id,
               b.payload #>> '{data,object,parent,subscription_details,subscription}')
          ORDER BY o.created_at DESC LIMIT 1) AS order_id
        FROM stripe_event e LEFT JOIN stripe_event_body b ON b.event_id = e.id
        WHERE NOT e.delivered AND e.state <> 'pending' AND e.created_at < ${late} AND e.created_at > ${oldest}
          AND NOT EXISTS (SELECT FROM sweep_catch c WHERE c.object_id = e.id)
        ORDER BY e.created_at LIMIT ${mostAtOnce}
      ), noted AS (
        INSERT INTO sweep_catch (object_id, kind, order_id, at) SELECT id, type, order_id, ${now} FROM caught
        ON CONFLICT DO NOTHING RETURNING object_id
      )
      SELECT id, type, order_id AS "orderId", EXISTS (
        SELECT FROM timeline_entry t WHERE t.order_id = caught.order_id AND (t.event_id = caught.id
          OR t.kind = 'order_placed' AND t.trigger = 'sweep' AND caught.type = 'checkout.session.completed')) AS led
      FROM caught JOIN noted ON noted.object_id = caught.id`;
    const byOrder = Map.groupBy(
      caught.filter(({ led }) => led),
      ({ orderId }) => orderId,
    );
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
