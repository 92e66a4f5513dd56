import { pool } from '../db';
import { storable, storableJson } from '../storable';
import { isLiveMode } from '../stripe/client';
import { handledEvents } from '../stripe/handled-events';
import type { StripeEvent } from '../stripe/verify-event';

const handled: ReadonlySet<string> = new Set(handledEvents);

/**
 * One statement, so one transaction and one way to the database: the event is kept and its job queued, or neither is
 * (I3). An event that is there already and was acted on queues nothing; one that still waits is due again at once,
 * so that resending it helps where its job had given up; one that the sweep had fetched is known to arrive after all.
 * It goes past Prisma and is prepared once per connection, because this is all that stands between Stripe and its
 * answer.
 */
const statement = {
  name: 'store_event',
  text: `
    WITH stored AS (
      INSERT INTO stripe_event (id, type, livemode, api_version, created_at, object_id, payload, state, delivered)
      VALUES ($1, $2, $3, $4, to_timestamp($5), $6, $7::jsonb, $8::event_state, $9)
      ON CONFLICT (id) DO UPDATE SET delivered = stripe_event.delivered OR excluded.delivered
        WHERE stripe_event.state = 'pending' OR (excluded.delivered AND NOT stripe_event.delivered)
      RETURNING id, state
    )
    SELECT graphile_worker.add_job(
      'handle_event', json_build_object('eventId', id), job_key := 'event:' || id)
    FROM stored WHERE state = 'pending'`,
};

/**
 * Keeps an event whose signature was good, or that Stripe was asked for. Once this resolves, the event is on disk and
 * will be handled, even if the process dies at once.
 *
 * @param body the text that arrived: kept as it was signed, but for characters that no database keeps
 * @param options.delivered false for one that no delivery brought
 * @throws whatever keeps the database from storing it; then Stripe has to try again
 */
export async function storeEvent(
  event: StripeEvent,
  body: string,
  { delivered = true }: { delivered?: boolean } = {},
): Promise<void> {
  const state =
    event.livemode !== isLiveMode() ? 'wrong_mode' : handled.has(event.type) ? 'pending' : 'ignored';
  const object = event.data.object as { id?: unknown };
  await pool().query({
    ...statement,
    values: [
      event.id,
      storable(event.type),
      event.livemode,
      event.api_version ?? null,
      event.created,
      typeof object.id === 'string' ? storable(object.id) : null,
      storableJson(body),
      state,
      delivered,
    ],
  });
}
