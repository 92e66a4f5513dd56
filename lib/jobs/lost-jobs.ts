import { jobSql, type QueuedJobName, queuedJobNames, queuedJobs } from '../queue/jobs';

/** What waits longer than this, with no job that will still be tried, has been forgotten by the queue. */
const lostAfter = `now() - interval '10 minutes'`;

/**
 * What waits for each job, as SQL that gives the job's payload: one column for each of its fields. Null for a job that
 * nothing stored waits for. What is on the shelf or in a pool of keys is looked for, so that no job is queued in vain.
 */
const waiting: Record<QueuedJobName, string | null> = {
  handle_event: `
    SELECT id AS "eventId" FROM stripe_event WHERE state = 'pending' AND received_at < ${lostAfter}`,

  fulfill_back_orders: `
    SELECT variant_id AS "variantId"
    FROM order_line JOIN stock USING (variant_id) JOIN orders ON orders.id = order_id
    WHERE order_line.state = 'back_ordered' AND back_ordered_at < ${lostAfter} AND on_hand > 0
      AND payment IN ('paid', 'partly_refunded')
    GROUP BY variant_id`,

  fulfill_key_orders: `
    SELECT l.variant_id AS "variantId"
    FROM orders o JOIN order_line l ON l.order_id = o.id
    WHERE o.fulfillment = 'needs_attention' AND o.payment IN ('paid', 'partly_refunded')
      AND l.state = 'needs_attention' AND l.attention ->> 'code' = 'keys_short'
      AND EXISTS (
        SELECT FROM license_key k WHERE k.variant_id = l.variant_id
          AND k.fulfillment_id IS NULL AND k.revoked_at IS NULL AND k.created_at < ${lostAfter})
    GROUP BY l.variant_id`,

  // Only Stripe knows what a link still offers; the next change of stock, or synchronisation, refreshes it.
  refresh_link: null,

  send_mail: `
    SELECT id AS "mailId" FROM mail_message WHERE state = 'queued' AND queued_at < ${lostAfter}`,

  deliver_message: `
    SELECT id AS "messageId", endpoint_id AS "endpointId"
    FROM outgoing_message WHERE state = 'queued' AND queued_at < ${lostAfter}`,
};

/** What waits for one job, as rows that `graphile_worker.add_job` takes. */
function rowsOf(name: QueuedJobName): string[] {
  const found = waiting[name];
  if (found === null) return [];
  const columns = Object.fromEntries(queuedJobs[name].fields.map((field) => [field, `"${field}"`]));
  const { payload, key, queue } = jobSql(name, columns as Parameters<typeof jobSql>[1]);
  return [
    `SELECT '${name}' AS task, ${payload} AS payload, ${key} AS key, ${queue}::text AS queue FROM (${found}) AS found`,
  ];
}

/** Queues up to 500 lost jobs anew, as the change that caused them did, with all their tries before them. */
export const queueLostJobs = `
  WITH waiting AS (
    ${queuedJobNames.flatMap(rowsOf).join('\n    UNION ALL\n    ')}
  ), lost AS (
    SELECT * FROM waiting WHERE NOT EXISTS (
      SELECT FROM graphile_worker.jobs WHERE jobs.key = waiting.key
        AND (jobs.attempts < jobs.max_attempts OR jobs.locked_at IS NOT NULL OR jobs.updated_at > ${lostAfter}))
    LIMIT 500
  )
  SELECT graphile_worker.add_job(task, payload, queue_name := queue, job_key := key) FROM lost`;
