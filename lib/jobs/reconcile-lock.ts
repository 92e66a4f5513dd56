import { pool } from '../db';
import { log } from '../log';

/**
 * Runs work that only one process is to do at a time, or not at all where another is at it. The lock belongs to a
 * transaction that stays open meanwhile: it works behind a pooler too, and a process that dies, or loses its
 * connection, gives the lock back with it. That the work itself may be repeated makes up for the rest.
 * https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
 *
 * @returns whether the work was done here
 * @throws whatever the work throws
 */
export async function ifAlone(name: string, work: () => Promise<void>): Promise<boolean> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    // Nothing is read or written in this transaction, so it keeps no row locked and nothing from being cleaned up.
    await client.query(`BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0`);
    const { rows } = await client.query<{ taken: boolean }>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken',
      [`bottega:${name}`],
    );
    if (!rows[0]?.taken) {
      log.info({ part: 'sweep', name }, 'another process is at it');
      return false;
    }
    await work();
    return true;
  } finally {
    await client.query('ROLLBACK').catch((error: Error) => {
      broken = error;
    });
    client.release(broken);
  }
}
