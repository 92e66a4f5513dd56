import { setTimeout as wait } from 'node:timers/promises';
import type { Runner } from 'graphile-worker';
import { log } from '../log';

/** Long enough that a database which restarts is not asked all the time, short enough that nobody notices. */
const pause = 1_000;

/**
 * Keeps a runner of jobs up. A runner ends by itself where the database is gone at the moment in which a job is to be
 * noted as done or as failed; another takes its place as soon as there is a database again. What the first had locked
 * is freed by the sweep, and done once more.
 *
 * @param start starts a runner
 * @returns a handle whose `stop` lets the jobs that run come to their end
 * @throws what keeps the first one from starting
 */
export async function keepRunning(start: () => Promise<Runner>): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let runner: Runner | null = await start();
  const running = (async () => {
    while (!signal.aborted) {
      try {
        runner ??= await start();
        if (!signal.aborted) await runner.promise;
      } catch (error) {
        log.error({ part: 'jobs', error: String(error) }, 'worker ended, another takes its place');
      }
      if (signal.aborted) break;
      runner = null;
      await wait(pause, undefined, { signal }).catch(() => {});
    }
    await runner?.stop().catch(() => {});
  })();
  return {
    async stop() {
      stopping.abort();
      await runner?.stop().catch(() => {});
      await running;
    },
  };
}
