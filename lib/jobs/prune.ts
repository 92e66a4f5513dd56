import { pool } from '../db';
import { log } from '../log';

/** How long events, messages and jobs are kept once nothing is to be done with them, in days. */
export const keptForDays = 180;
/** So many of each go at once; the next sweep, a minute later, takes the rest. */
const mostAtOnce = 1000;

/**
 * The events are Stripe's and it tells none again that is older than 30 days, so none of these can come back. What they
 * led to stands on the timelines, which stay. One that still waits stays until it is handled (I3). A note that the
 * sweep had to fetch an event goes with it, never before it: without the note it would be noted anew.
 */
const events = `
  WITH old AS (
    SELECT id FROM stripe_event WHERE state <> 'pending' AND received_at < $1 ORDER BY received_at LIMIT $2
  ), noted AS (
    DELETE FROM sweep_catch WHERE object_id IN (SELECT id FROM old)
  )
  DELETE FROM stripe_event WHERE id IN (SELECT id FROM old)`;

/**
 * Messages that were delivered or given up. What was told of parcels stays as long as one of the order waits: what is
 * told of it next goes by it (`announceParcels`).
 */
const messages = `
  DELETE FROM outgoing_message WHERE id IN (
    SELECT m.id FROM outgoing_message m
    WHERE m.state <> 'queued' AND m.queued_at < $1 AND coalesce(m.delivered_at, m.queued_at) < $1
      AND NOT (starts_with(m.kind, 'parcel.') AND EXISTS (
        SELECT FROM parcel p WHERE p.order_id = m.order_id AND p.state = 'awaiting_shipment'))
    ORDER BY m.queued_at LIMIT $2)`;

/** Jobs that gave up. What must not be forgotten was queued anew long before (`reviveLostJobs`). */
const jobs = `
  SELECT FROM graphile_worker.complete_jobs(ARRAY(
    SELECT id FROM graphile_worker.jobs
    WHERE attempts >= max_attempts AND locked_at IS NULL AND updated_at < $1 LIMIT $2))`;

/**
 * Forgets events, messages to other systems and jobs that were done with half a year ago. Orders, their timelines,
 * copies of Stripe's answers and the record of mails are kept. Safe to run anywhere, also twice at once.
 */
export async function prune(now = new Date()): Promise<void> {
  const before = new Date(now.getTime() - keptForDays * 86_400_000);
  for (const [what, statement] of Object.entries({ events, messages, jobs })) {
    const { rowCount } = await pool().query(statement, [before, mostAtOnce]);
    if (rowCount) log.info({ part: 'sweep', what, count: rowCount }, 'forgot what is old');
  }
}
