import './production';
import { getPriority, setPriority } from 'node:os';
import { disconnect } from '../lib/db';
import { env } from '../lib/env';
import { keepProcess } from '../lib/jobs/keep-process';
import { pools, startWorker } from '../lib/jobs/worker';
import { log } from '../lib/log';
import { checkDatabase } from './check-database';
import { run } from './env';
import { stopRequest } from './stop-request';

/** Milliseconds the jobs in hand have to come to their end; what is left is done once more by another worker. */
const finishWithin = 20_000;

/**
 * Niceness of the worker that a server starts beside itself, and how much is added for mails: an answer to Stripe or a
 * shopper comes before an order, an order before a mail. Where both cores are busy the webhook answers at half of its
 * floor so, and half of the backlog's orders are fulfilled meanwhile (docs/performance.md). Lower would starve the
 * orders, or mails.
 */
const besideServer = 13;
const forMails = 1;

/** Nobody may raise their own priority: a process that has a lower one already keeps it. 19 is the lowest. */
function lowerPriority(niceness: number): void {
  if (getPriority() < niceness) setPriority(Math.min(niceness, 19));
}

/**
 * `npm run worker`: works off the queue in a process of its own, beside servers started with `WORKER=off`. Any number
 * may run. With `WORKER=inline` it is started beside the server (`scripts/serve-shop.ts`; `lib/jobs/start-server.ts`
 * where Next was started alone). Stops at SIGTERM, Ctrl-C, or when whoever started it has gone, after the jobs it is busy
 * with; what it leaves, another takes. It is bundled by `npm run build` (`scripts/build.ts`).
 *
 * Mails are written out in a process beside it (`worker.ts mails`), at a lower priority, so that orders come first.
 */
await run(async () => {
  const stopRequested = stopRequest();
  const isForMails = process.argv.at(-1) === 'mails';
  if (isForMails) lowerPriority(getPriority() + forMails);
  else if (env().worker === 'inline') lowerPriority(besideServer);
  await checkDatabase(env().databaseUrl);
  const worker = await startWorker(pools.filter((pool) => (pool === 'mail') === isForMails));
  const mails = isForMails
    ? null
    : keepProcess('mails', [...process.execArgv, ...process.argv.slice(1), 'mails']);
  if (!isForMails) log.info({ part: 'worker' }, 'working off the queue; Ctrl-C stops');
  await stopRequested;
  log.info({ part: 'worker', isForMails }, 'finishing what is under way');
  setTimeout(() => {
    log.warn({ part: 'worker', ms: finishWithin }, 'jobs did not finish in time, another worker takes them');
    process.exit(1);
  }, finishWithin).unref();
  await Promise.all([worker.stop(), mails?.stop()]);
  await disconnect();
});
