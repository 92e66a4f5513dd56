import { disconnect } from '../lib/db';
import { env } from '../lib/env';
import { startWorker } from '../lib/jobs/worker';
import { log } from '../lib/log';
import { checkDatabase } from './check-database';
import { run } from './env';

/**
 * `npm run worker`: works off the queue in a process of its own, beside servers started with `WORKER=off`. Any number
 * may run. Stops at SIGTERM or Ctrl-C after the jobs it is busy with; what it leaves, another takes.
 */
await run(async () => {
  await checkDatabase(env().databaseUrl);
  const worker = await startWorker();
  log.info({ part: 'worker' }, 'working off the queue; Ctrl-C stops');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  log.info({ part: 'worker' }, 'finishing what is under way');
  await worker.stop();
  await disconnect();
});
