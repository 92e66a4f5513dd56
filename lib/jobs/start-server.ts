import { env, SettingsError } from '../env';
import { log } from '../log';
import { startWorker } from './worker';

/** Checks the settings and starts the worker, unless it runs beside the server (`WORKER`). Ends the process where it cannot. */
export async function startServer(): Promise<void> {
  try {
    if (env().worker !== 'inline') return;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(`\n${error.message}\n`);
    process.exit(1);
  }
  const worker = await startWorker();
  const stop = () => {
    worker
      .stop()
      .catch((error) => log.warn({ part: 'jobs', error: String(error) }, 'worker did not stop cleanly'));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
