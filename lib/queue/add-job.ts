import type { Tx } from '../db';

/** What waits in the queue, and what each job is told. Payloads are IDs: the truth is in the tables. */
export interface Jobs {
  handle_event: { eventId: string };
  send_mail: { mailId: string };
  refresh_link: { variantId: string };
  deliver_message: { messageId: string };
  fulfill_back_orders: { productId: string };
  fulfill_key_orders: { productId: string };
}

/**
 * Puts a job into the queue in the caller's transaction: it exists if and only if the change that caused it does (I5).
 * A job with the same key that has not started yet is left as it is.
 *
 * @param key one job for one key at a time
 * @param options.queue jobs of one queue run one after the other, also where several workers take them
 */
export async function addJob<Name extends keyof Jobs>(
  tx: Tx,
  name: Name,
  payload: Jobs[Name],
  key: string,
  options: { queue?: string } = {},
): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 AS queued FROM graphile_worker.add_job(
      ${name}::text, ${JSON.stringify(payload)}::json, queue_name := ${options.queue ?? null}::text,
      job_key := ${key}::text, job_key_mode := 'preserve_run_at')`;
}

/** Takes a job out of the queue in the caller's transaction. One that is under way goes on to its end, and is not tried again. */
export async function removeJob(tx: Tx, key: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS gone FROM graphile_worker.remove_job(${key}::text)`;
}
