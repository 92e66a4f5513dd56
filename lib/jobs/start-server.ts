import { env, SettingsError } from '../env';
import { log } from '../log';
import { type KeptProcess, keepProcess } from './keep-process';

const store = globalThis as typeof globalThis & { bottegaWorker?: KeptProcess };

/**
 * Checks the settings, and starts the worker unless it runs elsewhere (`WORKER`). Ends the process where settings are
 * missing or malformed.
 */
export function startServer(): void {
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
  const worker = keepProcess('worker', ['--import', 'tsx', 'scripts/worker.ts']);
  store.bottegaWorker = worker;
  const stop = () => {
    worker
      .stop()
      .catch((error) => log.warn({ part: 'jobs', error: String(error) }, 'worker did not stop cleanly'));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
