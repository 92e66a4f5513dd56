import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { disconnect } from '@/lib/db';
import { applySettings, testSettings } from './settings';
import { connectionsLeft, createDatabase, databaseUrl, dropDatabase } from './test-server';

/** The file's own database, once its first test runs. */
export interface TestDatabase {
  readonly url: string;
}

/**
 * Gives this test file a database of its own, cloned from the template (schema, queue, catalogue), and the settings of
 * a shop under test. Call it at the top of the file, before anything that registers its own `afterAll`.
 *
 * At the end the shop's connections are closed; a connection that is still open then was leaked (a worker not stopped,
 * a client not ended) and fails the file.
 */
export function useDatabase(): TestDatabase {
  const name = `bottega_test_${randomUUID().slice(0, 13)}`;
  const { adminUrl, template } = inject('postgres');
  const url = databaseUrl(adminUrl, name);
  applySettings({ ...testSettings, DATABASE_URL: url });

  beforeAll(() => createDatabase(adminUrl, name, template));

  afterAll(async () => {
    await disconnect();
    const leaked = await connectionsLeft(adminUrl, name);
    await dropDatabase(adminUrl, name);
    if (leaked.length > 0) {
      throw new Error(
        `The tests left ${leaked.length} connection(s) open, last busy with:\n${leaked.join('\n')}`,
      );
    }
  });

  return { url };
}
