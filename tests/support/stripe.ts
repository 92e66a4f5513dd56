import { afterAll, beforeAll } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/stripe/server';
import { applySettings } from './settings';

export interface TestStripe {
  readonly url: string;
  readonly engine: Sandbox['engine'];
}

/**
 * Gives this test file an account of its own at the stand-in for Stripe, kept in memory, and points the shop's
 * `STRIPE_API_URL` at it. Call it after `useDatabase()`.
 *
 * @param options.catalogue brings the products, prices and links of the database there, as `stripe:sync` would; false
 *   for a file without a database
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
    sandbox = await startSandbox({ port: 0, dataDir: null, ...options });
    applySettings({
      STRIPE_API_URL: sandbox.url,
      NEXT_PUBLIC_STRIPE_JS_URL: `${sandbox.url}/endive/stripe.js`,
    });
    if (!catalogue) return;
    const { syncCatalogue } = await import('@/lib/sync/sync-catalogue');
    await syncCatalogue(() => {});
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
