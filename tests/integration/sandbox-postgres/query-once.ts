import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../../sandbox/postgres';

/** Starts PostgreSQL below the working directory, asks it one thing, stops it, and prints where it ran. */
const postgres = await startPostgres({ dataDir: join(process.cwd(), '.data/postgres'), disposable: true });
try {
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  const { rows } = await client.query(
    `SELECT setting AS programs, current_setting('data_directory') AS data FROM pg_config WHERE name = 'BINDIR'`,
  );
  await client.end();
  console.log(JSON.stringify(rows[0]));
} finally {
  await postgres.stop();
}
