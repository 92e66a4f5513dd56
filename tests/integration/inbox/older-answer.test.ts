import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { reconcilePayment } from '@/lib/fulfillment/reconcile-payment';
import { reconcileSubscription } from '@/lib/fulfillment/reconcile-subscription';
import { mailsOf, orderOf, paymentOf, teller, toldOf, unitsOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { applySettings } from '../../support/settings';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

/** An answer of Stripe's that was under way while a newer one was asked for and written down. */
useDatabase();
useMailbox();
// The shop asks it through the proxy below, from its first question on.
const stripe = useSandbox();
const { relay } = teller(stripe);

/** The next answer to this path is read from Stripe, and kept back until it is let go. */
let held: { path: string; read: () => void; letGo: Promise<void> } | null = null;
const proxy = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { host: _, ...headers } = request.headers as Record<string, string>;
  const answer = await fetch(`${stripe.url}${request.url}`, {
    method: request.method,
    headers,
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  });
  const body = Buffer.from(await answer.arrayBuffer());
  if (held && request.url?.startsWith(held.path)) {
    const { read, letGo } = held;
    held = null;
    read();
    await letGo;
  }
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(body);
});

beforeAll(async () => {
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  applySettings({ STRIPE_API_URL: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
});
afterAll(() => proxy.close());
afterEach(expectInvariants);

/** Has somebody ask Stripe, and does something else before the answer arrives. */
async function overtaken(
  path: string,
  ask: () => Promise<unknown>,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const wasRead = Promise.withResolvers<void>();
  const mayGo = Promise.withResolvers<void>();
  held = { path, read: wasRead.resolve, letGo: mayGo.promise };
  const slow = ask();
  await wasRead.promise;
  await meanwhile();
  mayGo.resolve();
  await slow;
}

const sync = (payment: string) => () => reconcilePayment(payment, { trigger: 'sweep' });

const bought = async () => {
  const sessionId = await buy(stripe, [
    { slug: 'registri', quantity: 1 },
    { slug: 'comporre-a-mano', quantity: 1 },
    { slug: 'ciotola', quantity: 1 },
  ]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  return { sessionId, payment: await paymentOf(sessionId) };
};

test('that says a dispute is open closes nothing again once it is won, and tells nobody', async () => {
  const { sessionId, payment } = await bought();
  await stripe.engine.account.openDispute(payment);
  await relay('charge.dispute.created', payment);
  await overtaken('/v1/disputes', sync(payment), async () => {
    await stripe.engine.account.closeDispute(payment, 'won');
    await relay('charge.dispute.closed', payment);
  });
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  expect((await toldOf(sessionId)).slice(3)).toEqual([
    'payment_disputed',
    'frozen',
    'access_ended',
    'dispute_closed',
    'unfrozen',
    'access_opened',
  ]);
  expect((await mailsOf(sessionId)).sort()).toEqual(['access_ended', 'access_granted', 'receipt']);
});

test('that knows of no dispute yet opens nothing once there is one', async () => {
  const { sessionId, payment } = await bought();
  await overtaken('/v1/payment_intents', sync(payment), async () => {
    await stripe.engine.account.openDispute(payment);
    await relay('charge.dispute.created', payment);
  });
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'disputed' });
  expect((await toldOf(sessionId)).slice(3)).toEqual(['payment_disputed', 'frozen', 'access_ended']);
  expect((await mailsOf(sessionId)).sort()).toEqual(['access_ended', 'receipt']);
});

test('that says a dispute is lost takes nothing back again once it was reversed', async () => {
  const { sessionId, payment } = await bought();
  await stripe.engine.account.openDispute(payment);
  await relay('charge.dispute.created', payment);
  await stripe.engine.account.closeDispute(payment, 'lost');
  await relay('charge.dispute.closed', payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
  await overtaken('/v1/disputes', sync(payment), async () => {
    const dispute = stripe.engine.account.disputes().find((one) => one.payment_intent === payment);
    if (dispute) dispute.status = 'won';
    await sync(payment)();
  });
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  expect(await unitsOf(sessionId)).toEqual([['license_key 1'], ['access 1'], ['shipment 1']]);
  const taken = (await toldOf(sessionId)).filter((kind) => kind === 'units_taken_back');
  expect(taken).toHaveLength(1);
});

test('that says a subscription runs opens nothing again once it has ended', async () => {
  const sessionId = await buy(stripe, [{ slug: 'amici', quantity: 1 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const { subscriptionId } = await orderOf(sessionId);
  const id = subscriptionId ?? '';
  await overtaken(
    `/v1/subscriptions/${id}`,
    () => reconcileSubscription(id),
    async () => {
      await stripe.engine.account.cancelSubscription(id, 'now');
      await relay('customer.subscription.deleted', id);
    },
  );
  expect((await toldOf(sessionId)).slice(3)).toEqual(['access_ended', 'subscription_ended']);
  expect(await mailsOf(sessionId)).toEqual(['receipt', 'access_ended']);
});

test('that says the dispute of a renewal is open takes nothing out of the ledger again once it is won', async () => {
  const sessionId = await buy(stripe, [{ slug: 'amici', quantity: 1 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const { subscriptionId } = await orderOf(sessionId);
  await stripe.engine.account.renewSubscription(subscriptionId ?? '', 'paid');
  await relay('invoice.paid', subscriptionId ?? '');
  const [renewal] = stripe.engine.account.paymentIntents();
  const payment = renewal?.id ?? '';
  await stripe.engine.account.openDispute(payment);
  await overtaken(
    '/v1/disputes',
    () => relay('charge.dispute.created', payment),
    async () => {
      await stripe.engine.account.closeDispute(payment, 'won');
      await relay('charge.dispute.closed', payment);
    },
  );
  const [dispute] = await db().dispute.findMany({ where: { order: { sessionId } } });
  expect(dispute).toMatchObject({ status: 'won', outcome: 'won' });
  expect((await toldOf(sessionId)).filter((kind) => kind === 'payment_disputed')).toHaveLength(1);
});
