import { db } from '../db';
import { idInKey, type JobPayload, jobKey, jobQueue } from '../queue/jobs';
import { deliverMessage, mostTries, tryDelivery } from './deliver-message';

type DeliveryJob = JobPayload<'deliver_message'>;

/** For so many milliseconds one job goes on with what else waits for its endpoint; a worker that is to stop waits no longer. */
const continueForMs = 20_000;

/**
 * The job: delivers a message, and then the others that are due at the same endpoint, one after the other. This job has
 * the endpoint's queue to itself meanwhile; and a queue lets its next job go only when somebody looks again, seconds
 * later. It ends with the first that is not taken, because the endpoint is in trouble then.
 *
 * @param signal aborted when the worker is to stop
 * @throws {NotTaken} where the job's own message was not taken and has tries left
 */
export async function deliverWaiting(job: DeliveryJob, signal?: AbortSignal): Promise<void> {
  const began = Date.now();
  await deliverMessage(job.messageId);
  while (!signal?.aborted && Date.now() - began < continueForMs) {
    const next = await nextAfter(job);
    if (!next) return;
    const failed = (await tryDelivery(next.messageId, mostTries)) === 'failed';
    if (failed) await putOff(next.jobId);
    else
      await db().$queryRaw`SELECT 1 AS gone FROM graphile_worker.complete_jobs(ARRAY[${next.jobId}::bigint])`;
    if (failed) return;
  }
}

/** The next message that is due at the same endpoint, in the order in which the queue would take it. */
async function nextAfter(job: DeliveryJob): Promise<{ jobId: number; messageId: string } | null> {
  const [next] = await db().$queryRaw<{ jobId: number; key: string }[]>`
    SELECT id AS "jobId", key FROM graphile_worker.jobs
    WHERE queue_name = ${jobQueue('deliver_message', job)} AND task_identifier = 'deliver_message'
      AND locked_at IS NULL AND run_at <= now() AND attempts < max_attempts
      AND key <> ${jobKey('deliver_message', job)}
    ORDER BY priority, run_at, id LIMIT 1`;
  const messageId = next && idInKey('deliver_message', next.key);
  return next && messageId ? { jobId: next.jobId, messageId } : null;
}

/** As the queue itself does with a job that failed: each time later. */
async function putOff(jobId: number): Promise<void> {
  await db().$queryRaw`
    SELECT 1 AS later FROM graphile_worker.jobs, graphile_worker.reschedule_jobs(
      ARRAY[${jobId}::bigint], run_at := now() + exp(least(jobs.attempts + 1, 10)) * interval '1 second',
      attempts := jobs.attempts + 1)
    WHERE jobs.id = ${jobId}::bigint`;
}
