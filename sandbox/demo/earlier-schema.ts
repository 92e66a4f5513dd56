import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

const migrations = join(import.meta.dirname, '../../prisma/migrations');

/**
 * Whether a demo's database was made by migrations that this version does not have: its data is not carried over.
 *
 * @param databaseUrl may be of an empty database
 */
export async function isOfEarlierSchema(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`,
    );
    if (!tables[0]?.found) return false;
    const known = new Set(await readdir(migrations));
    const { rows } = await client.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations',
    );
    return rows.some(({ name }) => !known.has(name));
  } finally {
    await client.end();
  }
}
