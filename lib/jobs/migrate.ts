import { runMigrations } from 'graphile-worker';
import { workerLogger } from './worker-logger';

/** Makes or updates the queue's own tables (schema `graphile_worker`) in a database. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, logger: workerLogger });
}
