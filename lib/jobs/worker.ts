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

const tasks: TaskList = {
  handle_event: async (payload, helpers) => {
    await handleEvent((payload as Jobs['handle_event']).eventId, helpers.job.attempts);
  },
  send_mail: async (payload) => {
    await sendQueuedMail((payload as Jobs['send_mail']).mailId);
  },
  refresh_link: async (payload) => {
    await refreshPaymentLink((payload as Jobs['refresh_link']).productId);
  },
  deliver_message: async (payload) => {
    await deliverMessage((payload as Jobs['deliver_message']).messageId);
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

const shared = { taskList: tasks, logger: workerLogger, noHandleSignals: true };

/**
 * Starts taking jobs: at once when one is committed (LISTEN/NOTIFY), and every few seconds what became due again.
 * Any number of workers may run against one database; a job is locked by the one that takes it.
 *
 * @returns a handle whose `stop` lets the jobs in hand finish
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const runner = await run({
    ...shared,
    pgPool: pool(),
    concurrency: 8,
    pollInterval: 2_000,
    // `max=1`: one that fails is not tried again, the next one is at most minutes away. `fill`: a digest whose hour
    // passed while no worker was up is made up for.
    crontab: `* * * * * sweep ?max=1\n*/10 * * * * reconcile ?max=1\n0 ${digestHour} * * * digest ?fill=12h`,
  });
  log.info({ part: 'jobs' }, 'worker started');
  return {
    async stop() {
      await runner.stop();
      await runner.promise;
    },
  };
}

/** Takes every job that is due, then returns: for hosts where no process stays alive (`WORKER=after`). */
export async function drainQueue(): Promise<void> {
  await runOnce({ ...shared, pgPool: pool(), concurrency: 4 });
}
