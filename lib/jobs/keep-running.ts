import { setTimeout as wait } from 'node:timers/promises';
import type { Runner } from 'graphile-worker';
import { log } from '../log';

/** Long enough that a database which restarts is not asked all the time, short enough that nobody notices. */
const pause = 1_000;

/**
 * Keeps a runner of jobs up. A runner gives up where the database is out of reach as a job is to be noted as done or
 * as failed; another takes its place as soon as there is a database again. What the first had locked is freed by the
 * sweep, and done once more.
 *
 * @param start starts a runner
 * @returns a handle whose `stop` lets the jobs that run come to their end
 * @throws what keeps the first one from starting
 */
export async function keepRunning(start: () => Promise<Runner>): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let current: Kept | null = keep(await start());
  const running = (async () => {
    while (!signal.aborted) {
      try {
        current ??= keep(await start());
        if (!signal.aborted) await current.end;
      } catch (error) {
        log.error({ part: 'jobs', error: String(error) }, 'worker ended, another takes its place');
      }
      if (signal.aborted) break;
      // Its timetable would go on without it.
      current?.runner.stop().catch(() => {});
      current = null;
      await wait(pause, undefined, { signal }).catch(() => {});
    }
    await current?.stop();
  })();
  return {
    async stop() {
      stopping.abort();
      await current?.stop();
      await running;
    },
  };
}

interface Kept {
  runner: Runner;
  /** Resolves when it has ended; rejects when it has failed, or given up on a job. */
  end: Promise<void>;
  /** Lets the jobs in hand finish, unless there is no database to note them in. */
  stop(): Promise<void>;
}

/**
 * A runner that gave up says so at once, by an event. Its own promise may never settle: after several jobs that could
 * not be noted it waits for a count of jobs to reach zero that has fallen below.
 */
function keep(runner: Runner): Kept {
  const gaveUp = Promise.withResolvers<void>();
  runner.events.once('pool:fatalError', ({ error }) => gaveUp.reject(error));
  const end = Promise.race([runner.promise, gaveUp.promise]);
  // A caller that awaits it gets the error; nobody does while it is being started or stopped.
  end.catch(() => {});
  return {
    runner,
    end,
    async stop() {
      await Promise.race([runner.stop(), end]).catch(() => {});
    },
  };
}
