import type { Tx } from '../db';
import { type JobPayload, jobKey, jobQueue, type QueuedJobName } from './jobs';

/**
 * Puts a job into the queue in the caller's transaction: it exists if and only if the change that caused it does (I5).
 * A job with the same key that has not started yet is left as it is.
 */
export async function addJob<Name extends QueuedJobName>(
  tx: Tx,
  name: Name,
  payload: JobPayload<Name>,
): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 AS queued FROM graphile_worker.add_job(
      ${name}::text, ${JSON.stringify(payload)}::json, queue_name := ${jobQueue(name, payload)}::text,
      job_key := ${jobKey(name, payload)}::text, job_key_mode := 'preserve_run_at')`;
}

/** Takes a job out of the queue in the caller's transaction. One that is under way goes on to its end, and is not tried again. */
export async function removeJob<Name extends QueuedJobName>(
  tx: Tx,
  name: Name,
  payload: JobPayload<Name>,
): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS gone FROM graphile_worker.remove_job(${jobKey(name, payload)}::text)`;
}
