import { startSandbox } from '../../sandbox/stripe/server';
import { testSettings } from './settings';
import { createDatabase, databaseUrl, sealDatabase, type TestServer } from './test-server';

/**
 * Makes a database that test files clone: that of `buildTemplate`, with its catalogue at Stripe. Once for all of them,
 * because `stripe:sync` costs a third of a second.
 *
 * @param seeded the name of what `buildTemplate` made
 * @returns the account at the stand-in for Stripe that goes with it, as its `save` gave it
 */
export async function synchronise({ adminUrl, template }: TestServer, seeded: string): Promise<string> {
  await createDatabase(adminUrl, template, seeded);
  const sandbox = await startSandbox({ port: 0, dataDir: null });
  // What is imported reads its settings from the environment, which the test files inherit: it is put back.
  const settings = {
    ...testSettings,
    DATABASE_URL: databaseUrl(adminUrl, template),
    STRIPE_API_URL: sandbox.url,
    LOG_LEVEL: 'silent',
  };
  const before = Object.keys(settings).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, settings);
  const { disconnect } = await import('../../lib/db');
  try {
    const { syncCatalogue } = await import('../../lib/sync/sync-catalogue');
    await syncCatalogue(() => {});
    return sandbox.engine.save();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await disconnect();
    await sandbox.stop();
    await sealDatabase(adminUrl, template);
  }
}
