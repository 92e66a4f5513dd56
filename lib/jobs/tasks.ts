import type { JobHelpers, TaskList } from 'graphile-worker';
import { fulfillBackOrders } from '../fulfillment/fulfill-back-orders';
import { fulfillKeyOrders } from '../fulfillment/fulfill-key-orders';
import { handleEvent } from '../inbox/handle-event';
import { deliverWaiting } from '../outgoing/deliver-waiting';
import {
  type JobPayload,
  type Pool,
  type QueuedJobName,
  queuedJobNames,
  queuedJobs,
  readPayload,
} from '../queue/jobs';
import { refreshPaymentLink } from '../sync/refresh-payment-link';
import { queueDigest } from './digest';
import { reconcile } from './reconcile';
import { type ScheduledJobName, scheduledJobs } from './schedule';
import { sweep } from './sweep';

type QueuedTask<Name extends QueuedJobName> = (
  payload: JobPayload<Name>,
  helpers: JobHelpers,
) => Promise<unknown>;

/** What runs each job that a change queues: the compiler names one that nothing runs. */
const queuedTasks: { [Name in QueuedJobName]: QueuedTask<Name> } = {
  handle_event: ({ eventId }, { job }) => handleEvent(eventId, job.attempts),
  fulfill_back_orders: ({ variantId }) => fulfillBackOrders(variantId),
  fulfill_key_orders: ({ variantId }) => fulfillKeyOrders(variantId),
  refresh_link: ({ variantId }) => refreshPaymentLink(variantId),
  // What draws mails (React and all that comes with it) is loaded where mails are sent, and nowhere else.
  send_mail: async ({ mailId }) => (await import('./send-queued-mail')).sendQueuedMail(mailId),
  deliver_message: (payload, { abortSignal }) => deliverWaiting(payload, abortSignal),
};

/** What runs each job that the clock starts. */
const scheduledTasks: Record<ScheduledJobName, () => Promise<unknown>> = {
  sweep: () => sweep(),
  reconcile: () => reconcile(),
  digest: () => queueDigest(),
};

function queuedTask<Name extends QueuedJobName>(name: Name): TaskList[string] {
  return async (payload, helpers) => {
    await queuedTasks[name](readPayload(name, payload), helpers);
  };
}

/** The jobs of one pool and what runs them. */
export function tasksOf(pool: Pool): TaskList {
  const queued = queuedJobNames
    .filter((name) => queuedJobs[name].pool === pool)
    .map((name) => [name, queuedTask(name)] as const);
  const scheduled = (Object.keys(scheduledJobs) as ScheduledJobName[])
    .filter((name) => scheduledJobs[name].pool === pool)
    .map((name) => [name, async () => void (await scheduledTasks[name]())] as const);
  return Object.fromEntries([...queued, ...scheduled]);
}
