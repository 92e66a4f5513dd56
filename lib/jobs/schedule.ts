import type { Pool } from '../queue/jobs';
import { digestHour } from './digest';

interface ScheduledJob {
  pool: Pool;
  /** When it starts, in UTC, as crontab writes it. https://worker.graphile.org/docs/cron#crontab-format */
  at: string;
  /** `max=1`: one that fails is not tried again. `jobKey`: while one waits, no second one joins it. `fill`: one that was missed is made up for. */
  options: string;
  /** Whether it may run longer than a worker is given before it counts as dead. */
  mayTakeLong?: boolean;
}

/** Every job that the clock starts. What runs it stands in `lib/jobs/tasks.ts`; what a change queues, in `lib/queue/jobs.ts`. */
export const scheduledJobs = {
  /** The next one is a minute away. */
  sweep: { pool: 'upkeep', at: '* * * * *', options: 'max=1&jobKey=sweep' },
  /** The next one is ten minutes away, and goes on where this one stopped, be it after days without webhooks. */
  reconcile: { pool: 'upkeep', at: '*/10 * * * *', options: 'max=1&jobKey=reconcile', mayTakeLong: true },
  digest: { pool: 'upkeep', at: `0 ${digestHour} * * *`, options: 'fill=12h' },
} as const satisfies Record<string, ScheduledJob>;

export type ScheduledJobName = keyof typeof scheduledJobs;

const entries = Object.entries<ScheduledJob>(scheduledJobs);

/** The jobs that may run longer than a worker is given before it counts as dead. */
export const longJobs: readonly string[] = entries.flatMap(([name, { mayTakeLong }]) => {
  return mayTakeLong ? [name] : [];
});

/** The crontab of one pool; empty where the clock starts none of its jobs. */
export const crontabOf = (pool: Pool): string =>
  entries
    .filter(([, job]) => job.pool === pool)
    .map(([name, { at, options }]) => `${at} ${name} ?${options}`)
    .join('\n');
