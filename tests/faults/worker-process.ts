import { startWorker } from '../../lib/jobs/worker';

/** A worker in a process of its own, to be killed: tells its parent when it takes jobs. */
await startWorker();
process.send?.('ready');
