import { createHash } from 'node:crypto';
import { db } from '../db';

/** Seconds after which the attempts on an account count from the start again. */
export const limitWindow = 5 * 60;

/** Attempts on one account within that time, whatever addresses they come from. */
export const limitAttempts = 10;

/** An account's key in the table of limits; the address itself does not lie there. */
const keyOf = (email: string): string =>
  `account|${createHash('sha256').update(email.trim().toLowerCase()).digest('hex')}`;

/**
 * Counts an attempt to sign in, before the password is looked at: one statement, so that a burst of attempts at the
 * same instant counts every one.
 *
 * @returns false where the account had its attempts and has to wait
 */
export async function countSignInAttempt(email: string, now = Date.now()): Promise<boolean> {
  const expired = now - limitWindow * 1000;
  const rows = await db().$queryRaw<{ count: number }[]>`
    INSERT INTO merchant_rate_limit AS known (id, key, count, last_request)
    VALUES (gen_random_uuid()::text, ${keyOf(email)}, 1, ${now})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN known.last_request <= ${expired} THEN 1 ELSE known.count + 1 END,
      last_request = CASE WHEN known.last_request <= ${expired} THEN ${now} ELSE known.last_request END
    RETURNING count`;
  return (rows[0]?.count ?? 1) <= limitAttempts;
}

/** Forgets the attempts on an account: its owner has signed in. */
export async function clearSignInAttempts(email: string): Promise<void> {
  await db().merchantRateLimit.deleteMany({ where: { key: keyOf(email) } });
}
