import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import Stripe from 'stripe';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { db } from '@/lib/db';
import { drainQueue } from '@/lib/jobs/worker';
import { startSandbox } from '../../sandbox/stripe/server';
import { useDatabase } from '../support/database';
import { expectInvariants } from '../support/invariants';
import { useMailbox } from '../support/mailbox';
import { testSettings } from '../support/settings';
import { useWebhookServer } from '../support/shop-server';
import { buy } from '../support/shopper';
import { useSandbox } from '../support/stripe';
import { until } from '../support/wait';
import { listening } from './sandbox-cli/cli';

useDatabase();
useMailbox();
// The shop reads its settings before the command line tells its secret; so both are told the same one.
const stripe = useSandbox({ cliSecret: testSettings.STRIPE_WEBHOOK_SECRET });

afterEach(expectInvariants);

const webhook = useWebhookServer();
beforeEach(() => {
  webhook.statuses.length = 0;
});

test('npm run stripe:listen carries a purchase to the shop, and the order is fulfilled', async () => {
  const cli = await listening(process.execPath, ['--import', 'tsx', 'scripts/stripe-listen.ts'], {
    ...testSettings,
    STRIPE_API_URL: stripe.url,
    PORT: new URL(webhook.url).port,
  });
  expect(cli.secret).toBe(testSettings.STRIPE_WEBHOOK_SECRET);

  const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
  await until('the event to be kept', async () => (await db().stripeEvent.count()) > 0);
  await cli.prints(/\[200\] POST .*\/api\/webhook/);
  expect(webhook.statuses).toEqual([200]);
  await drainQueue();
  expect(await db().order.findUnique({ where: { sessionId } })).toMatchObject({
    fulfillment: 'fulfilled',
    fulfilledBy: 'webhook',
  });
});

/** Starts the script as where no key is set. */
const withoutKey = (sandboxUrl: string) =>
  listening(process.execPath, ['--import', 'tsx', 'scripts/stripe-listen.ts'], {
    ...testSettings,
    STRIPE_SECRET_KEY: '',
    STRIPE_API_URL: sandboxUrl,
  });

/** How many programs run that name this address. */
async function running(address: string): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'command=']);
  return stdout.split('\n').filter((command) => command.includes(`--api-base ${address}`)).length;
}

test('stopped by a signal of its own, as by a supervisor, it leaves no command line running', async () => {
  const cli = await listening(process.execPath, ['--import', 'tsx', 'scripts/stripe-listen.ts'], {
    ...testSettings,
    STRIPE_API_URL: stripe.url,
  });
  expect(await running(stripe.url)).toBeGreaterThan(0);
  cli.process.kill('SIGTERM');
  await once(cli.process, 'exit');
  await until('the command line to have ended', async () => (await running(stripe.url)) === 0);
});

test('without a key it carries the events of the demo’s stand-in to the demo’s shop', async () => {
  const demo = await startSandbox({
    port: 0,
    dataDir: null,
    cliSecret: testSettings.STRIPE_WEBHOOK_SECRET,
    defaultEndpoint: { url: webhook.url, secret: 'whsec_of_the_demo' },
  });
  onTestFinished(() => demo.stop());
  demo.engine.pauseDeliveries();
  const cli = await withoutKey(demo.url);
  const client = new Stripe('sk_test_demo', {
    host: '127.0.0.1',
    port: new URL(demo.url).port,
    protocol: 'http',
  });
  const { id } = await client.checkout.sessions.create({
    mode: 'payment',
    line_items: [
      { quantity: 1, price_data: { currency: 'eur', unit_amount: 100, product_data: { name: 'Vase' } } },
    ],
    success_url: 'http://shop.test',
  });
  await client.checkout.sessions.expire(id);
  await cli.prints(/\[200\] POST .*\/api\/webhook/);
  expect(webhook.statuses).toEqual([200]);
});

test('without a key and without a demo it says what to do', async () => {
  await expect(withoutKey('http://127.0.0.1:9')).rejects.toThrow(/no demo runs.*\n.*npm run demo/);
});
