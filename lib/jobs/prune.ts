import { pool } from '../db';
import { log } from '../log';
import { day } from '../time';

/** How long what events said, messages and jobs are kept once nothing is to be done with them, in days. */
export const keptForDays = 180;
/** How many rows of each go at once; the next sweep, a minute later, takes the rest. */
const batchSize = 1000;

/**
 * Bodies of events. The events stay, so that one which comes again is known and not acted on (I1); what they led to
 * stands on the timelines. The body of one that still waits stays until it is handled (I3).
 */
const bodies = `
  DELETE FROM stripe_event_body WHERE event_id IN (
    SELECT event_id FROM stripe_event_body b JOIN stripe_event e ON e.id = event_id
    WHERE b.received_at < $1 AND state <> 'pending' ORDER BY b.received_at LIMIT $2)`;

/**
 * Messages that were delivered or given up. Those about parcels stay as long as one of the order waits: the next
 * announcement goes by them (`announceParcels`).
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
 * Forgets what events said, messages to other systems and jobs that were done with half a year ago. Orders, their
 * timelines, copies of Stripe's answers, the record of mails and which events arrived are kept. Safe to run anywhere,
 * also twice at once.
 */
export async function prune(now = new Date()): Promise<void> {
  const before = new Date(now.getTime() - keptForDays * day);
  for (const [what, statement] of Object.entries({ bodies, messages, jobs })) {
    const { rowCount } = await pool().query(statement, [before, batchSize]);
    if (rowCount) log.info({ part: 'sweep', what, count: rowCount }, 'forgot what is old');
  }
}
