/**
 * The newest order that an event is about, as SQL for a statement that reads `stripe_event` as `e` and
 * `stripe_event_body` as `b`: by its session, its payment or its subscription.
 */
export const orderOfEvent = `(
  SELECT o.id FROM orders o
  WHERE o.session_id = e.object_id
    OR o.payment_intent_id = b.payload #>> '{data,object,payment_intent}'
    OR o.subscription_id IN (e.object_id, b.payload #>> '{data,object,parent,subscription_details,subscription}')
  ORDER BY o.created_at DESC LIMIT 1)`;
