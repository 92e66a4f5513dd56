import { afterAll, beforeAll, inject } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/stripe/server';
import { applySettings } from './settings';
import { administer } from './test-server';

export interface TestStripe {
  readonly url: string;
  readonly engine: Sandbox['engine'];
}

/**
 * Gives this test file an account of its own at the stand-in for Stripe, kept in memory, and points the shop's
 * `STRIPE_API_URL` at it. Call it after `useDatabase()`.
 *
 * @param options.catalogue begins with the products, prices and links of the cloned database, as `stripe:sync` left
 *   them; false for a file without a database
 */
export function useSandbox({
  catalogue = true,
  ...options
}: Partial<SandboxOptions> & { catalogue?: boolean } = {}): TestStripe {
  let sandbox: Sandbox | undefined;
  const started = () => {
    if (!sandbox) throw new Error('The stand-in starts with the first test.');
    return sandbox;
  };
  beforeAll(async () => {
    const account = catalogue ? inject('account') : undefined;
    sandbox = await startSandbox({ port: 0, dataDir: null, account, ...options });
    applySettings({
      STRIPE_API_URL: sandbox.url,
      NEXT_PUBLIC_STRIPE_JS_URL: `${sandbox.url}/endive/stripe.js`,
    });
    if (catalogue) await moveLinks(process.env.DATABASE_URL ?? '', sandbox.engine.account.paymentLinks());
  });
  afterAll(() => sandbox?.stop());
  return {
    get url() {
      return started().url;
    },
    get engine() {
      return started().engine;
    },
  };
}

/** The links' addresses in the database: the stand-in listens at a port of its own in every file. */
async function moveLinks(database: string, links: { id: string; url: string }[]): Promise<void> {
  // On a connection of its own: the shop's would read the settings, which the file may still change.
  await administer(database, (client) =>
    client.query(
      'UPDATE payment_link SET url = now.url FROM jsonb_to_recordset($1) AS now (id text, url text) WHERE payment_link.id = now.id',
      [JSON.stringify(links.map(({ id, url }) => ({ id, url })))],
    ),
  );
}
