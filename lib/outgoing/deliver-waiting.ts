import { db } from '../db';
import { endpointQueue } from '../queue/queue-message';
import { deliverMessage, mostTries, tryDelivery } from './deliver-message';

/** For so many milliseconds one job goes on with what else waits for its endpoint; a worker that is to stop waits no longer. */
const stint = 20_000;

/**
 * The job: delivers a message, and then the others that are due at the same endpoint, one after the other. This job has
 * the endpoint's queue to itself meanwhile; and a queue lets its next job go only when somebody looks again, seconds
 * later. It ends with the first that is not taken, because the endpoint is in trouble then.
 *
 * @param signal aborted when the worker is to stop
 * @throws {NotTaken} where the job's own message was not taken and has tries left
 */
export async function deliverWaiting(messageId: string, signal?: AbortSignal): Promise<void> {
  const began = Date.now();
  await deliverMessage(messageId);
  const message = await db().outgoingMessage.findUnique({
    where: { id: messageId },
    select: { endpointId: true },
  });
  if (!message) return;
  while (!signal?.aborted && Date.now() - began < stint) {
    const next = await nextAt(message.endpointId, messageId);
    if (!next) return;
    const failed = (await tryDelivery(next.messageId, mostTries)) === 'failed';
    if (failed) await putOff(next.jobId);
    else
      await db().$queryRaw`SELECT 1 AS gone FROM graphile_worker.complete_jobs(ARRAY[${next.jobId}::bigint])`;
    if (failed) return;
  }
}

/** The next message that is due at an endpoint, in the order in which the queue would take it. */
async function nextAt(
  endpointId: string,
  current: string,
): Promise<{ jobId: bigint; messageId: string } | undefined> {
  const [next] = await db().$queryRaw<{ jobId: bigint; messageId: string }[]>`
    SELECT id AS "jobId", substr(key, 9) AS "messageId" FROM graphile_worker.jobs
    WHERE queue_name = ${endpointQueue(endpointId)} AND task_identifier = 'deliver_message' AND locked_at IS NULL
      AND run_at <= now() AND attempts < max_attempts AND key LIKE 'message:%' AND key <> ${`message:${current}`}
    ORDER BY priority, run_at, id LIMIT 1`;
  return next;
}

/** As the queue itself does with a job that failed: each time later. */
async function putOff(jobId: bigint): Promise<void> {
  await db().$queryRaw`
    SELECT 1 AS later FROM graphile_worker.jobs, graphile_worker.reschedule_jobs(
      ARRAY[${jobId}::bigint], run_at := now() + exp(least(jobs.attempts + 1, 10)) * interval '1 second',
      attempts := jobs.attempts + 1)
    WHERE jobs.id = ${jobId}::bigint`;
}
