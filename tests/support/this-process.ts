import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { holdPort } from './held-port';
import { applySettings, testSettings } from './settings';
import { databaseUrl } from './test-server';

/*
 * What every test file of this process has in common. The shop reads its settings once per process, and most files
 * share one: so each finds its database, its stand-in for Stripe and its mailbox where the one before had its own.
 */
export const databaseName = `bottega_test_${randomUUID().slice(0, 13)}`;
export const stripePort = await holdPort();
export const mailPort = await holdPort();

/** The settings of a shop under test with a database, a stand-in and a mail server of its own. */
export function applyOwnSettings(): void {
  const sandbox = `http://127.0.0.1:${stripePort.port}`;
  applySettings({
    ...testSettings,
    DATABASE_URL: databaseUrl(inject('postgres').adminUrl, databaseName),
    STRIPE_API_URL: sandbox,
    NEXT_PUBLIC_STRIPE_JS_URL: `${sandbox}/endive/stripe.js`,
    SMTP_URL: `smtp://127.0.0.1:${mailPort.port}`,
  });
}
