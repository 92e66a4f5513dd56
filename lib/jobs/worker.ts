import { run, type TaskList } from 'graphile-worker';
import { pool } from '../db';
import { fulfillBackOrders } from '../fulfillment/fulfill-back-orders';
import { fulfillKeyOrders } from '../fulfillment/fulfill-key-orders';
import { handleEvent } from '../inbox/handle-event';
import { log } from '../log';
import { deliverWaiting } from '../outgoing/deliver-waiting';
import type { Jobs } from '../queue/add-job';
import { refreshPaymentLink } from '../sync/refresh-payment-link';
import { digestHour, queueDigest } from './digest';
import { keepRunning } from './keep-running';
import { reconcile } from './reconcile';
import { runDue } from './run-due';
import { sendQueuedMail } from './send-queued-mail';
import { sweep } from './sweep';
import { workerLogger } from './worker-logger';

/** What somebody has paid for. */
const orderTasks: TaskList = {
  handle_event: async (payload, helpers) => {
    await handleEvent((payload as Jobs['handle_event']).eventId, helpers.job.attempts);
  },
  fulfill_key_orders: async (payload) => {
    await fulfillKeyOrders((payload as Jobs['fulfill_key_orders']).productId);
  },
  fulfill_back_orders: async (payload) => {
    await fulfillBackOrders((payload as Jobs['fulfill_back_orders']).productId);
  },
};

/** What puts right and looks after: it may ask Stripe for long. */
const upkeepTasks: TaskList = {
  refresh_link: async (payload) => {
    await refreshPaymentLink((payload as Jobs['refresh_link']).variantId);
  },
  sweep: async () => {
    await sweep();
  },
  reconcile: async () => {
    await reconcile();
  },
  digest: async () => {
    await queueDigest();
  },
};

const mailTasks: TaskList = {
  send_mail: async (payload) => {
    await sendQueuedMail((payload as Jobs['send_mail']).mailId);
  },
};

const messageTasks: TaskList = {
  deliver_message: async (payload, helpers) => {
    await deliverWaiting((payload as Jobs['deliver_message']).messageId, helpers.abortSignal);
  },
};

/**
 * Jobs are noted as done, or as failed, in batches: on its own, each is noted without anybody waiting for it, and where
 * the database is gone at that moment the error is nobody's and ends the process.
 */
const preset = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };
const shared = { logger: workerLogger, noHandleSignals: true, preset };

// `max=1`: one that fails is not tried again, the next one is at most minutes away. `jobKey`: while one waits for a hand,
// no second one joins it. `fill`: a digest whose hour passed while no worker was up is made up for.
const crontab = `* * * * * sweep ?max=1&jobKey=sweep\n*/10 * * * * reconcile ?max=1&jobKey=reconcile\n0 ${digestHour} * * * digest ?fill=12h`;

/**
 * Starts taking jobs: at once when one is committed (LISTEN/NOTIFY), and every few seconds what became due again.
 * Any number of workers may run against one database; a job is locked by the one that takes it.
 *
 * Each kind of work has hands of its own: a mail server or an endpoint that does not answer, or a sweep that takes long,
 * holds up its own kind, never what somebody has paid for.
 *
 * @returns a handle whose `stop` lets the jobs in hand finish
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const continuous = { ...shared, pgPool: pool(), pollInterval: 2_000 };
  const runners = [
    await keepRunning(() => run({ ...continuous, taskList: orderTasks, concurrency: 6 })),
    await keepRunning(() => run({ ...continuous, taskList: upkeepTasks, concurrency: 3, crontab })),
    await keepRunning(() => run({ ...continuous, taskList: mailTasks, concurrency: 3 })),
    await keepRunning(() => run({ ...continuous, taskList: messageTasks, concurrency: 4 })),
  ];
  log.info({ part: 'jobs' }, 'worker started');
  return {
    async stop() {
      await Promise.all(runners.map((runner) => runner.stop()));
    },
  };
}

/**
 * Takes every job that is due, then returns: for hosts where no process stays alive (`WORKER=after`). What waits for
 * other people's servers comes last.
 */
export async function drainQueue(): Promise<void> {
  const due = (taskList: TaskList, concurrency: number) => runDue(taskList, concurrency, shared);
  await due(orderTasks, 4);
  await due(upkeepTasks, 1);
  // Both come to their end before this does, also where one fails.
  const ends = await Promise.allSettled([due(mailTasks, 3), due(messageTasks, 4)]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  // The answer to a message may have brought tracking, of which the buyer is told.
  await due(mailTasks, 3);
}
