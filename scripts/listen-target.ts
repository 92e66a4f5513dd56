import { env } from '../lib/env';

/** Where the demo's stand-in is, unless its port was taken: then STRIPE_API_URL tells. */
const demoSandbox = 'http://127.0.0.1:4010';

interface ListenTarget {
  /** Null: Stripe itself. */
  apiUrl: string | null;
  /** Host, port and path of the webhook. */
  forwardTo: string;
  /** Whether the shop there has been told beforehand what the command line signs with. */
  knowsSecret: boolean;
  secretKey: string;
}

/**
 * Which account to listen to and where to carry its events: as the settings say, or, where there is no key, from the
 * demo that runs on this machine to its shop.
 *
 * @throws Error that says what to do where there is neither.
 */
export async function listenTarget(): Promise<ListenTarget> {
  if (process.env.STRIPE_SECRET_KEY?.trim()) {
    const { stripeSecretKey, stripeApiUrl, port } = env();
    return {
      apiUrl: stripeApiUrl ? baseOf(stripeApiUrl) : null,
      forwardTo: `127.0.0.1:${port}/api/webhook`,
      knowsSecret: false,
      secretKey: stripeSecretKey,
    };
  }
  const apiUrl = baseOf(process.env.STRIPE_API_URL?.trim() || demoSandbox);
  const secretKey = 'sk_test_demo';
  const response = await fetch(`${apiUrl}/v1/webhook_endpoints/we_default`, {
    headers: { authorization: `Bearer ${secretKey}` },
  }).catch(() => null);
  const endpoint = response?.ok ? await response.json() : null;
  if (!endpoint) {
    throw new Error(
      `STRIPE_SECRET_KEY is not set, and no demo runs whose events could be carried (looked at ${apiUrl}).\nPut a test account’s key into .env, or start the demo: npm run demo`,
    );
  }
  return {
    apiUrl,
    forwardTo: String(endpoint.url).replace(/^https?:\/\//, ''),
    knowsSecret: true,
    secretKey,
  };
}

/** As the command line takes it: without a slash at the end, and not by the name localhost. */
function baseOf(url: string): string {
  return url.replace('//localhost', '//127.0.0.1').replace(/\/$/, '');
}
