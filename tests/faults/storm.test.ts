import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { reconcile } from '@/lib/jobs/reconcile';
import { sweep } from '@/lib/jobs/sweep';
import { drainQueue, startWorker } from '@/lib/jobs/worker';
import { StripeUnavailable } from '@/lib/stripe/errors';
import { useDatabase } from '../support/database';
import { expectInvariants } from '../support/invariants';
import { useMailbox } from '../support/mailbox';
import { testSettings } from '../support/settings';
import { useWebhookServer } from '../support/shop-server';
import { buy, goodAccount, goodCard } from '../support/shopper';
import { useSandbox } from '../support/stripe';
import { until } from '../support/wait';

const purchases = 24;

useDatabase();
useMailbox();
const stripe = useSandbox({ retrySchedule: [50, 100, 200] });
const webhook = useWebhookServer();

let worker: { stop(): Promise<void> };
beforeAll(async () => {
  const { stripe: client } = await import('@/lib/stripe/client');
  const endpoint = await client().webhookEndpoints.create({
    url: webhook.url,
    enabled_events: ['*'],
    api_version: '2026-10-28.endive',
  });
  // The shop has one secret, the one it was started with; another's signature is part of the faults.
  const { env } = await import('@/lib/env');
  env().stripeWebhookSecrets.splice(0, 1, testSettings.STRIPE_WEBHOOK_SECRET, endpoint.secret ?? '');
  worker = await startWorker();
});
afterAll(() => worker.stop());

test('after any storm every payment is one order, fulfilled once', async () => {
  const sessions: string[] = [];
  for (let at = 0; at < purchases; at++) {
    stripe.engine.faults.set({
      seed: at,
      webhooks: [
        { do: 'drop', chance: 0.4 },
        { do: 'duplicate', chance: 0.4, copies: 3 },
        { do: 'twin', chance: 0.3 },
        { do: 'tamper', chance: 0.2, part: 'body' },
        { do: 'delay', chance: 0.3, ms: 80 },
        { do: 'gather', chance: 0.3, ms: 30, order: 'reversed' },
      ],
      api: [],
    });
    const sessionId = await buy(
      stripe,
      [
        { slug: at % 2 ? 'ciotola' : 'quaderno-del-torchio', quantity: 1 },
        { slug: 'registri', quantity: 1 },
      ],
      { instrument: at % 4 === 3 ? goodAccount : goodCard },
    );
    sessions.push(sessionId);
    stripe.engine.faults.set({
      api: [
        { do: 'slow', chance: 0.3, ms: 20 },
        { do: 'fail', chance: 0.3, work: 'before' },
        { do: 'cut', chance: 0.2, work: 'after' },
      ],
      rateLimit: { perSecond: 200 },
    });
    // The shopper lands, perhaps twice, while the webhooks come as they may.
    await Promise.all([1, 2].map(() => land(sessionId)));
    await expectInvariants();
    stripe.engine.faults.set({ api: [], rateLimit: null });
  }

  stripe.engine.faults.clear();
  for (const intent of stripe.engine.account.paymentIntents()) {
    if (intent.status === 'processing') await stripe.engine.account.settleDebit(intent.id, 'succeed');
  }
  await reconcile();
  await db().order.updateMany({
    where: { payment: 'awaiting' },
    data: { createdAt: new Date(Date.now() - 86_400_000) },
  });
  await sweep();
  await until('the queue to be worked off', async () => {
    await drainQueue();
    return (await db().stripeEvent.count({ where: { state: 'pending' } })) === 0;
  });

  await expectInvariants();
  const orders = await db().order.findMany({
    where: { sessionId: { in: sessions } },
    include: { mails: true },
  });
  expect(orders.map((order) => order.fulfillment)).toEqual(Array(purchases).fill('fulfilled'));
  expect(
    orders.every((order) => order.mails.filter((mail) => mail.template === 'receipt').length === 1),
  ).toBe(true);
  expect(await db().licenseKey.count({ where: { fulfillmentId: { not: null } } })).toBe(purchases);
  expect(webhook.statuses).toContain(200);
  expect(webhook.statuses).toContain(400);
}, 120_000);

async function land(sessionId: string): Promise<void> {
  try {
    await fulfillCheckout(sessionId, { trigger: 'landing' });
  } catch (error) {
    if (!(error instanceof StripeUnavailable)) throw error;
  }
}
