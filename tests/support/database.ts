import { afterAll, beforeAll, inject } from 'vitest';
import { pipelinePool, pool } from '@/lib/db';
import { createDatabase, databaseUrl, dropDatabase, openConnections } from './test-server';
import { applyOwnSettings, databaseName } from './this-process';
import { until } from './wait';

/** The file's own database, once its first test runs. */
export interface TestDatabase {
  readonly url: string;
}

/**
 * Gives this test file a database of its own, cloned from the template (schema, queue, catalogue), and the settings of
 * a shop under test. Call it at the top of the file, before anything that registers its own `afterAll`.
 *
 * A connection that is in use at the end was leaked (a worker not stopped, a client not ended) and fails the file.
 */
export function useDatabase(): TestDatabase {
  const { adminUrl, template } = inject('postgres');
  applyOwnSettings();

  beforeAll(() => createDatabase(adminUrl, databaseName, template));

  afterAll(async () => {
    const leaked = await leakedConnections(adminUrl);
    await dropDatabase(adminUrl, databaseName);
    // The shop's pools outlive the file, as they outlive a restart of PostgreSQL: the next file finds them empty.
    await until('the pools to notice that their database has gone', async () => pooled().total === 0);
    if (leaked.length > 0) {
      throw new Error(
        `The tests left ${leaked.length} connection(s) in use, last busy with:\n${leaked.join('\n')}`,
      );
    }
  });

  return { url: databaseUrl(adminUrl, databaseName) };
}

/** The shop's own connections, and how many of them nobody uses. */
function pooled(): { total: number; idle: number } {
  const pools = [pool(), pipelinePool()];
  const sum = (key: 'totalCount' | 'idleCount') => pools.reduce((all, one) => all + one[key], 0);
  return { total: sum('totalCount'), idle: sum('idleCount') };
}

/**
 * The connections that are open beside those that lie idle in the shop's pools: their last statements. A server process
 * takes a moment to notice that its client has gone, so this waits for an empty list up to `timeout` milliseconds.
 */
async function leakedConnections(adminUrl: string, timeout = 3_000): Promise<string[]> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const open = await openConnections(adminUrl, databaseName);
    const { total, idle } = pooled();
    if (total === idle && open.length <= idle) return [];
    if (Date.now() > deadline) return open.slice(0, Math.max(1, open.length - idle));
  }
}
