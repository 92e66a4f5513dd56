import { pool } from '../db';
import { env } from '../env';
import { log } from '../log';
import { queuedJobNames, queuedJobs } from '../queue/jobs';

export interface Health {
  database: 'ok' | 'unreachable';
  /** `late`: jobs wait longer than they should, or no worker has shown itself for minutes. */
  worker: 'ok' | 'late' | 'unknown';
  /** Seconds the oldest job of the shop's own that is due has been waiting to be started for the first time. */
  oldestJobSeconds: number | null;
}

/** A job starts within milliseconds; half a minute means that nobody takes jobs. */
const lateAfterSeconds = 30;
/** Mails and messages are not counted: they may wait for a server that does not answer, which no restart of the shop would change. */
const waitsForOthers = queuedJobNames.filter((name) => ['mail', 'messages'].includes(queuedJobs[name].pool));
/**
 * The sweep runs every minute in whichever worker is up; its last run is the workers' heartbeat. No view of the queue's
 * shows it, so a private table is read.
 */
const silentAfterSeconds = 180;

/** Looks at the database and, through the queue, at the workers, wherever they run. Never throws. */
export async function checkHealth(): Promise<Health> {
  try {
    const { rows } = await pool().query<{ oldest: number | null; silent: number | null }>(
      `
      SELECT
        (SELECT extract(epoch FROM now() - min(run_at))::int FROM graphile_worker.jobs
          WHERE locked_at IS NULL AND attempts = 0 AND run_at < now()
            AND task_identifier <> ALL($1)) AS oldest,
        (SELECT extract(epoch FROM now() - max(coalesce(last_execution, known_since)))::int
          FROM graphile_worker._private_known_crontabs) AS silent`,
      [waitsForOthers],
    );
    const { oldest = null, silent = null } = rows[0] ?? {};
    // After downtime the last sweep is old until the next minute begins: a server that has just started waits for it.
    const settled = process.uptime() > silentAfterSeconds;
    const quiet = env().worker !== 'after' && settled && (silent === null || silent > silentAfterSeconds);
    const late = (oldest ?? 0) > lateAfterSeconds || quiet;
    return { database: 'ok', worker: late ? 'late' : 'ok', oldestJobSeconds: oldest };
  } catch (error) {
    log.error({ part: 'health', error: String(error) }, 'database does not answer');
    return { database: 'unreachable', worker: 'unknown', oldestJobSeconds: null };
  }
}
