import { env, SettingsError } from '../env';
import { log } from '../log';
import { type KeptProcess, keepProcess } from './keep-process';
import { workerCommand } from './worker-command';

const store = globalThis as typeof globalThis & { bottegaWorker?: KeptProcess };

/**
 * Checks the settings, and starts the worker unless it runs elsewhere (`WORKER`), as it does beside `npm start`. Ends the
 * process where settings are missing or malformed, and as soon as the `npm start` that it belongs to has gone: a server
 * that nobody stops would keep the port, without a worker.
 */
export function startServer(): void {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  try {
    if (env().worker === 'inline') keepWorker();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(`\n${error.message}\n`);
    process.exit(1);
  }
}

/**
 * Keeps a worker up in a process of its own: the server's event loop is the shoppers' and Stripe's alone. One for each
 * server, however often this is called: Next may load its instrumentation anew in development.
 */
function keepWorker(): void {
  if (store.bottegaWorker) return;
  const worker = keepProcess('worker', workerCommand());
  store.bottegaWorker = worker;
  const stop = () => {
    worker
      .stop()
      .catch((error) => log.warn({ part: 'jobs', error: String(error) }, 'worker did not stop cleanly'));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
