import { db } from '../../db';

/**
 * A mark that differs whenever anything has happened to any order: nothing does without a line on a timeline. One look
 * at the end of a primary key, cheap enough to ask every few seconds.
 */
export async function ordersPulse(): Promise<string> {
  const [row] = await db().$queryRaw<{ pulse: string | null }[]>`
    SELECT max(id)::text AS pulse FROM timeline_entry`;
  return row?.pulse ?? '0';
}
