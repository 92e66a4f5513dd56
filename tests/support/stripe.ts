import { afterAll, beforeAll, inject } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/stripe/server';
import { administer, databaseUrl } from './test-server';
import { databaseName, stripePort } from './this-process';

export interface TestStripe {
  readonly url: string;
  readonly engine: Sandbox['engine'];
}

/**
 * Gives this test file an account of its own at the stand-in for Stripe, kept in memory, with the products, prices and
 * links of the cloned database as `stripe:sync` left them. Call it after `useDatabase()`.
 */
export function useSandbox(options: Partial<SandboxOptions> = {}): TestStripe {
  let sandbox: Sandbox | undefined;
  const started = () => {
    if (!sandbox) throw new Error('The stand-in starts with the first test.');
    return sandbox;
  };
  beforeAll(async () => {
    await stripePort.lend();
    sandbox = await startSandbox({
      port: stripePort.port,
      dataDir: null,
      account: inject('account'),
      ...options,
    });
    await moveLinks(sandbox.engine.account.paymentLinks());
  });
  afterAll(async () => {
    await sandbox?.stop();
    await stripePort.takeBack();
  });
  return {
    get url() {
      return started().url;
    },
    get engine() {
      return started().engine;
    },
  };
}

/** Writes the links' addresses into the database: in every process the stand-in has a port of its own. */
async function moveLinks(links: { id: string; url: string }[]): Promise<void> {
  // On a connection of its own: the shop's would read the settings, which the file may still change.
  const database = databaseUrl(inject('postgres').adminUrl, databaseName);
  await administer(database, (client) =>
    client.query(
      `UPDATE payment_link SET url = moved.url
       FROM jsonb_to_recordset($1) AS moved (id text, url text) WHERE payment_link.id = moved.id`,
      [JSON.stringify(links.map(({ id, url }) => ({ id, url })))],
    ),
  );
}
