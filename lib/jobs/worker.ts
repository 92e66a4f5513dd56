import { run, runOnce, type TaskList } from 'graphile-worker';
import { pool } from '../db';
import { fulfillBackOrders } from '../fulfillment/fulfill-back-orders';
import { handleEvent } from '../inbox/handle-event';
import { fulfillKeyOrders } from '../license-keys/fulfill-key-orders';
import { log } from '../log';
import { deliverMessage } from '../outgoing/deliver-message';
import { refreshPaymentLink } from '../stripe/refresh-payment-link';
import { digestHour, queueDigest } from './digest';
import type { Jobs } from './queue';
import { reconcile } from './reconcile';
import { sendQueuedMail } from './send-queued-mail';
import { sweep } from './sweep';
import { workerLogger } from './worker-logger';

/** What the shop has to do itself: nothing that waits for anybody but Stripe. */
const ownTasks: TaskList = {
  handle_event: async (payload, helpers) => {
    await handleEvent((payload as Jobs['handle_event']).eventId, helpers.job.attempts);
  },
  refresh_link: async (payload) => {
    await refreshPaymentLink((payload as Jobs['refresh_link']).productId);
  },
  fulfill_key_orders: async (payload) => {
    await fulfillKeyOrders((payload as Jobs['fulfill_key_orders']).productId);
  },
  fulfill_back_orders: async (payload) => {
    await fulfillBackOrders((payload as Jobs['fulfill_back_orders']).productId);
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
  deliver_message: async (payload) => {
    await deliverMessage((payload as Jobs['deliver_message']).messageId);
  },
};

const shared = { logger: workerLogger, noHandleSignals: true };

// `max=1`: one that fails is not tried again, the next one is at most minutes away. `fill`: a digest whose hour passed
// while no worker was up is made up for.
const crontab = `* * * * * sweep ?max=1\n*/10 * * * * reconcile ?max=1\n0 ${digestHour} * * * digest ?fill=12h`;

/**
 * Starts taking jobs: at once when one is committed (LISTEN/NOTIFY), and every few seconds what became due again.
 * Any number of workers may run against one database; a job is locked by the one that takes it.
 *
 * Mails and messages have hands of their own: a mail server or an endpoint that does not answer holds up its own kind,
 * never a payment's fulfillment.
 *
 * @returns a handle whose `stop` lets the jobs in hand finish
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const continuous = { ...shared, pgPool: pool(), pollInterval: 2_000 };
  const runners = [
    await run({ ...continuous, taskList: ownTasks, concurrency: 6, crontab }),
    await run({ ...continuous, taskList: mailTasks, concurrency: 3 }),
    await run({ ...continuous, taskList: messageTasks, concurrency: 4 }),
  ];
  log.info({ part: 'jobs' }, 'worker started');
  return {
    async stop() {
      await Promise.all(runners.map((runner) => runner.stop()));
      await Promise.all(runners.map((runner) => runner.promise));
    },
  };
}

/**
 * Takes every job that is due, then returns: for hosts where no process stays alive (`WORKER=after`). What waits for
 * other people's servers comes last.
 */
export async function drainQueue(): Promise<void> {
  const once = (taskList: TaskList, concurrency: number) =>
    runOnce({ ...shared, pgPool: pool(), taskList, concurrency });
  await once(ownTasks, 4);
  await Promise.all([once(mailTasks, 3), once(messageTasks, 4)]);
  // The answer to a message may have brought tracking, of which the buyer is told.
  await once(mailTasks, 3);
}
