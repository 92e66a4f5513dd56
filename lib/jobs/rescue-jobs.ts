import { pool } from '../db';
import { waitsForKeys } from '../fulfillment/attention';
import { log } from '../log';

/** Longer than any job of ours takes: whoever locked one before that has died with it. */
const deadAfter = '2 minutes';
/** What has waited this long without a job that will still be tried has been forgotten by the queue. */
const lostAfter = '10 minutes';

/**
 * The queue itself would wait four hours. Should a worker be slow rather than dead, its job runs twice: all of ours may.
 * A job that ran twice may leave its queue locked, with no locked job to show for it: queues are looked at as well.
 * Only the reconciliation may take longer, after days without webhooks; it is not tried again, the next one goes on.
 */
export async function freeDeadJobs(): Promise<void> {
  const { rows } = await pool().query<{ workers: string[] | null }>(
    `SELECT array_agg(DISTINCT locked_by) AS workers FROM (
       SELECT locked_by, locked_at FROM graphile_worker.jobs WHERE task_identifier <> 'reconcile'
       UNION ALL
       SELECT locked_by, locked_at FROM graphile_worker._private_job_queues
     ) AS locks WHERE locked_at < now() - $1::interval`,
    [deadAfter],
  );
  const workers = rows[0]?.workers;
  if (!workers) return;
  await pool().query('SELECT graphile_worker.force_unlock_workers($1::text[])', [workers]);
  log.warn({ part: 'sweep', workers }, 'freed the jobs of workers that died');
}

/**
 * Queues again what waits in the inbox or the outbox and whose job is gone or has given up after its last try: an
 * event that was answered with 2xx is handled, however long that takes (I3), a mail and a message go out (I5), and
 * what is on the shelf, or in a pool of keys, goes to those who wait for it. What fails again is tried every ten minutes.
 */
export async function reviveLostJobs(): Promise<void> {
  const { rowCount } = await pool().query(
    `WITH waiting AS (
       SELECT 'handle_event' AS task, json_build_object('eventId', id) AS payload, 'event:' || id AS key, NULL AS queue
       FROM stripe_event WHERE state = 'pending' AND received_at < now() - $1::interval
       UNION ALL
       SELECT 'send_mail', json_build_object('mailId', id), 'mail:' || id, NULL
       FROM mail_message WHERE state = 'queued' AND queued_at < now() - $1::interval
       UNION ALL
       SELECT 'deliver_message', json_build_object('messageId', id), 'message:' || id, 'message:' || endpoint_id
       FROM outgoing_message WHERE state = 'queued' AND queued_at < now() - $1::interval
       UNION ALL
       SELECT 'fulfill_back_orders', json_build_object('productId', product_id), 'back_orders:' || product_id, NULL
       FROM order_line JOIN stock USING (product_id) JOIN orders ON orders.id = order_id
       WHERE order_line.state = 'back_ordered' AND back_ordered_at < now() - $1::interval AND on_hand > 0
         AND payment IN ('paid', 'partly_refunded')
       GROUP BY product_id
       UNION ALL
       SELECT 'fulfill_key_orders', json_build_object('productId', p.id), 'license_keys:' || p.id, 'license_keys:' || p.id
       FROM orders o JOIN order_line l ON l.order_id = o.id JOIN product p ON p.id = l.product_id
       WHERE o.fulfillment = 'needs_attention' AND o.payment IN ('paid', 'partly_refunded')
         AND l.state = 'needs_attention' AND l.attention ->> 'code' = ANY($2)
         AND EXISTS (
           SELECT FROM license_key k WHERE k.product_id = p.id
             AND k.fulfillment_id IS NULL AND k.revoked_at IS NULL AND k.created_at < now() - $1::interval)
       GROUP BY p.id
     ), lost AS (
       SELECT * FROM waiting WHERE NOT EXISTS (
         SELECT FROM graphile_worker.jobs WHERE jobs.key = waiting.key
           AND (jobs.attempts < jobs.max_attempts OR jobs.locked_at IS NOT NULL OR jobs.updated_at > now() - $1::interval))
       LIMIT 500
     )
     SELECT graphile_worker.add_job(task, payload, queue_name := queue, job_key := key) FROM lost`,
    [lostAfter, waitsForKeys],
  );
  if (rowCount) log.warn({ part: 'sweep', jobs: rowCount }, 'queued again what the queue had given up');
}
