import { afterEach, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { reconcile } from '@/lib/jobs/reconcile';
import { drainQueue } from '@/lib/jobs/worker';
import { stripe as client } from '@/lib/stripe/client';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { useWebhookServer } from '../../support/shop-server';
import { buy, emptyAccount, goodAccount, pay, startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox({ retrySchedule: [] });
const webhook = useWebhookServer();

beforeAll(async () => {
  await client().webhookEndpoints.create({
    url: webhook.url,
    enabled_events: ['*'],
    api_version: '2026-10-28.endive',
  });
  stripe.engine.faults.set({ webhooks: [{ do: 'drop' }] });
});
afterEach(expectInvariants);

const paymentOf = async (sessionId: string): Promise<string> =>
  String((await client().checkout.sessions.retrieve(sessionId)).payment_intent);
const subscriptionOf = async (sessionId: string): Promise<string> =>
  String((await client().checkout.sessions.retrieve(sessionId)).subscription);
const orderOf = (sessionId: string) =>
  db().order.findUniqueOrThrow({
    where: { sessionId },
    include: { timeline: true, lines: { include: { fulfillments: { include: { entitlement: true } } } } },
  });
const told = async (sessionId: string) => (await orderOf(sessionId)).timeline.map(({ kind }) => kind);

async function throughLink(slug: string): Promise<string> {
  const link = await db().paymentLink.findFirstOrThrow({
    where: { active: true, variant: { product: { slug } } },
  });
  const opened = await stripe.engine.checkout.openPaymentLink(link.id);
  if (!opened || 'closed' in opened) throw new Error('the link is closed');
  await pay(stripe, opened.session.id);
  return opened.session.id;
}

test('with every webhook lost, every kind of event is handled after one reconciliation', async () => {
  const { account } = stripe.engine;
  const shelf = await stockOf('brocca');
  const card = await buy(stripe, [{ slug: 'ciotola', quantity: 1 }]);
  const link = await throughLink('ottava');
  const settled = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }], { instrument: goodAccount });
  const bounced = await buy(stripe, [{ slug: 'brocca', quantity: 1 }], { instrument: emptyAccount });
  const refunded = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
  const disputed = await buy(stripe, [{ slug: 'registri', quantity: 1 }]);
  const subscribed = await buy(stripe, [{ slug: 'amici', quantity: 1 }]);
  const unsubscribed = await buy(stripe, [{ slug: 'amici', quantity: 1 }]);
  const expired = await startSession([{ slug: 'brocca', quantity: 1 }]);

  await account.settleDebit(await paymentOf(settled), 'succeed');
  await account.settleDebit(await paymentOf(bounced), 'fail');
  await account.refund(await paymentOf(refunded));
  await account.openDispute(await paymentOf(disputed));
  await account.renewSubscription(await subscriptionOf(subscribed), 'paid');
  await account.cancelSubscription(await subscriptionOf(unsubscribed), 'now');
  await account.expire(expired);
  expect(webhook.statuses).toEqual([]);
  expect(await db().order.count()).toBe(0);

  expect(await reconcile()).toBe(true);
  await drainQueue();

  expect(await orderOf(card)).toMatchObject({ fulfillment: 'fulfilled', fulfilledBy: 'sweep' });
  expect(await orderOf(link)).toMatchObject({ origin: 'payment_link', fulfillment: 'fulfilled' });
  expect(await orderOf(settled)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  expect(await orderOf(bounced)).toMatchObject({ payment: 'failed' });
  expect(await orderOf(refunded)).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
  expect(await orderOf(disputed)).toMatchObject({ payment: 'disputed' });
  expect(await told(subscribed)).toContain('subscription_renewed');
  expect(await told(unsubscribed)).toContain('subscription_ended');
  const [access] = (await orderOf(unsubscribed)).lines[0]?.fulfillments ?? [];
  expect(access?.entitlement?.endsAt?.getTime()).toBeLessThanOrEqual(Date.now());
  expect(await db().checkout.findUniqueOrThrow({ where: { sessionId: expired } })).toMatchObject({
    state: 'expired',
  });
  // The one bought with an empty account and the one that ran out of time are back.
  expect(await stockOf('brocca')).toEqual(shelf);
  expect(await db().stripeEvent.count({ where: { state: 'pending' } })).toBe(0);
  expect(await db().stripeEvent.count({ where: { delivered: true } })).toBe(0);
});

test('a refund, a won dispute and a failed renewal that come later are found by the next one', async () => {
  const bought = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
  const contested = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
  const subscribed = await buy(stripe, [{ slug: 'amici', quantity: 1 }]);
  await stripe.engine.account.openDispute(await paymentOf(contested));
  await reconcile();
  await drainQueue();
  expect(await orderOf(contested)).toMatchObject({ payment: 'disputed' });

  await stripe.engine.account.refund(await paymentOf(bought), 300);
  await stripe.engine.account.closeDispute(await paymentOf(contested), 'won');
  await stripe.engine.account.renewSubscription(await subscriptionOf(subscribed), 'failed');
  await reconcile();
  await drainQueue();
  expect(await orderOf(bought)).toMatchObject({ payment: 'partly_refunded' });
  expect(await orderOf(contested)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  expect(await told(subscribed)).toContain('subscription_payment_failed');
});

test('an endpoint that is switched off, so that Stripe counts nothing as undelivered, loses nothing', async () => {
  for (const { id } of (await client().webhookEndpoints.list()).data) {
    await client().webhookEndpoints.update(id, { disabled: true });
  }
  const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
  await stripe.engine.account.refund(await paymentOf(sessionId));
  await reconcile();
  await drainQueue();
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
});
