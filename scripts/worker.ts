import './production';
import { constants, getPriority, setPriority } from 'node:os';
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

/** Nobody may raise their own priority: a process that has a lower one already keeps it. */
function lowerPriority(): void {
  const { PRIORITY_BELOW_NORMAL: low } = constants.priority;
  if (getPriority() < low) setPriority(low);
}

/**
 * `npm run worker`: works off the queue in a process of its own, beside servers started with `WORKER=off`. Any number
 * may run. With `WORKER=inline` the server starts it (`lib/jobs/start-server.ts`). Stops at SIGTERM, Ctrl-C, or when
 * whoever started it has gone, after the jobs it is busy with; what it leaves, another takes.
 *
 * Mails are written out in a process beside it (`worker.ts mails`), at a lower priority, so that orders come first: of the
 * 41 ms of processor that an order cost this one, 15 went into its receipt.
 */
await run(async () => {
  const stopRequested = stopRequest();
  const isForMails = process.argv[2] === 'mails';
  if (isForMails) lowerPriority();
  await checkDatabase(env().databaseUrl);
  const worker = await startWorker(pools.filter((pool) => (pool === 'mail') === isForMails));
  const mails = isForMails
    ? null
    : keepProcess('mails', [...process.execArgv, import.meta.filename, 'mails']);
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
