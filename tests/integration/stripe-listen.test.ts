import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { POST } from '@/app/api/webhook/route';
import { db } from '@/lib/db';
import { drainQueue } from '@/lib/jobs/worker';
import { startSandbox } from '../../sandbox/stripe/server';
import { useDatabase } from '../support/database';
import { expectInvariants } from '../support/invariants';
import { useMailbox } from '../support/mailbox';
import { testSettings } from '../support/settings';
import { buy } from '../support/shopper';
import { useSandbox } from '../support/stripe';
import { until } from '../support/wait';
import { cliBinary, listening } from './sandbox-cli/cli';

useDatabase();
useMailbox();
// The shop reads its settings before the command line tells its secret; so both are told the same one.
const stripe = useSandbox({ cliSecret: testSettings.STRIPE_WEBHOOK_SECRET });

afterEach(expectInvariants);

/** The shop's webhook behind a server of its own. @returns its port, and the statuses it has answered */
async function shop(): Promise<{ port: number; statuses: number[] }> {
  const statuses: number[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status } = await POST(
      new Request(`http://shop.test${request.url}`, {
        method: 'POST',
        body: Buffer.concat(chunks),
        headers: { 'stripe-signature': String(request.headers['stripe-signature']) },
      }),
    );
    statuses.push(status);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, statuses };
}

test('npm run stripe:listen carries a purchase to the shop, and the order is fulfilled', async () => {
  cliBinary();
  const { port, statuses } = await shop();
  const cli = await listening(process.execPath, ['--import', 'tsx', 'scripts/stripe-listen.ts'], {
    ...testSettings,
    STRIPE_API_URL: stripe.url,
    PORT: String(port),
  });
  expect(cli.secret).toBe(testSettings.STRIPE_WEBHOOK_SECRET);

  const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
  await until('the event to be kept', async () => (await db().stripeEvent.count()) > 0);
  await cli.prints(/\[200\] POST .*\/api\/webhook/);
  expect(statuses).toEqual([200]);
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

test('without a key it carries the events of the demo’s stand-in to the demo’s shop', async () => {
  const { port, statuses } = await shop();
  const demo = await startSandbox({
    port: 0,
    dataDir: null,
    cliSecret: testSettings.STRIPE_WEBHOOK_SECRET,
    defaultEndpoint: { url: `http://localhost:${port}/api/webhook`, secret: 'whsec_of_the_demo' },
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
  expect(statuses).toEqual([200]);
});

test('without a key and without a demo it says what to do', async () => {
  await expect(withoutKey('http://127.0.0.1:9')).rejects.toThrow(/no demo runs.*\n.*npm run demo/);
});
