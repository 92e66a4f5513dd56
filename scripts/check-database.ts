import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

const migrate = 'run: npm run db:migrate';

/** The database cannot be worked with as it is; `message` says which command helps. */
export class DatabaseNotReady extends Error {
  override readonly name = 'DatabaseNotReady';
}

/**
 * Makes sure that the database answers and has the schema this version of the shop was built for.
 *
 * @throws {DatabaseNotReady} with a sentence that says what is wrong and which command helps
 */
export async function checkDatabase(databaseUrl: string): Promise<void> {
  const { host, pathname } = new URL(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } catch (error) {
    const why = error instanceof Error ? error.message || ('code' in error ? error.code : '') : error;
    throw new DatabaseNotReady(
      `The database ${host}${pathname} does not answer (${why}).\nStart it, or correct DATABASE_URL in .env.`,
      { cause: error },
    );
  }
  try {
    const { rows } = await client.query<{ here: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AND to_regnamespace('graphile_worker') IS NOT NULL AS here`,
    );
    if (!rows[0]?.here)
      throw new DatabaseNotReady(`The database ${pathname.slice(1)} has no tables yet; ${migrate}`);
    const applied = await client.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const names = new Set(applied.rows.map((row) => row.name));
    const folder = join(import.meta.dirname, '../prisma/migrations');
    const entries = await readdir(folder, { withFileTypes: true });
    const missing = entries.filter((entry) => entry.isDirectory() && !names.has(entry.name));
    if (missing.length > 0) {
      throw new DatabaseNotReady(
        `The database is older than this version of the shop: ${missing.length} migration(s) to apply; ${migrate}`,
      );
    }
  } finally {
    await client.end();
  }
}
