import { pool } from '@/lib/db';

/** Tables that hold no buyer: the merchant's own, and what the migration engine keeps. */
const notBuyers = /^(merchant_|_prisma|product|price|stock|payment_link|counter)/;

/**
 * Looks for words in every row of every table, and in the queue's jobs.
 *
 * @returns which of the words stand where: `orders: ada@example.com`
 */
export async function standsIn(words: readonly string[]): Promise<string[]> {
  const { rows: tables } = await pool().query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`,
  );
  const places = tables.map(({ name }) => name).filter((name) => !notBuyers.test(name));
  const found: string[] = [];
  for (const place of [...places.map((name) => `public."${name}"`), 'graphile_worker._private_jobs']) {
    const { rows } = await pool().query<{ text: string }>(
      `SELECT row_to_json(t)::text AS text FROM ${place} t`,
    );
    for (const word of words) {
      if (rows.some(({ text }) => text.toLowerCase().includes(word.toLowerCase())))
        found.push(`${place}: ${word}`);
    }
  }
  return found;
}
