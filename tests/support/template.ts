import { startSandbox } from '../../sandbox/stripe/server';
import { applySettings, testSettings } from './settings';
import { createDatabase, databaseUrl, sealDatabase, type TestServer } from './test-server';

/**
 * Makes the database that test files clone: schema, queue and the catalogue as `stripe:sync` leaves it, with nothing
 * sold yet. Once for all files, because bringing the catalogue to Stripe costs each of them a third of a second.
 *
 * @returns the account at the stand-in for Stripe that goes with it
 */
export async function buildTemplate({ adminUrl, template }: TestServer): Promise<string> {
  await createDatabase(adminUrl, template);
  const url = databaseUrl(adminUrl, template);
  const inherited = { ...process.env };
  const sandbox = await startSandbox({ port: 0, dataDir: null });
  // What is imported reads its settings from the environment, which the test files inherit: it is put back.
  applySettings({ ...testSettings, DATABASE_URL: url, STRIPE_API_URL: sandbox.url });
  const { db, disconnect } = await import('../../lib/db');
  try {
    await (await import('../../prisma/schema-engine')).applyMigrations(url);
    await (await import('../../lib/jobs/migrate')).migrateQueue(url);
    await (await import('../../prisma/seed')).seed(db());
    await (await import('../../lib/sync/sync-catalogue')).syncCatalogue(() => {});
    return sandbox.engine.save();
  } finally {
    await disconnect();
    await sandbox.stop();
    process.env = inherited;
    await sealDatabase(adminUrl, template);
  }
}
