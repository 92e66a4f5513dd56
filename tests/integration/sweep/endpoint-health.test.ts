import { afterEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { endpointHealth } from '@/lib/inbox/endpoint-health';
import { reconcile } from '@/lib/jobs/reconcile';
import { sweep } from '@/lib/jobs/sweep';
import { drainQueue } from '@/lib/jobs/worker';
import { useDatabase } from '../../support/database';
import { deliver, sessionEvent } from '../../support/deliver';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox();
afterEach(expectInvariants);

const book = () => buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
/** Reconciles, lets minutes pass, and lets the minute sweep look. */
async function stepIn(): Promise<void> {
  await reconcile();
  await drainQueue();
  await db().stripeEvent.updateMany({
    where: { delivered: false },
    data: { createdAt: new Date(Date.now() - 10 * 60_000) },
  });
  await sweep();
}

test('the merchant is told when payments came only through the sweep, until a delivery arrives', async () => {
  const address = {
    url: 'http://shop.test/api/webhook',
    dashboard: 'https://dashboard.stripe.com/test/webhooks',
  };
  expect(await endpointHealth()).toEqual({ state: 'well', ...address });
  const [first, second] = [await book(), await book()];
  await stepIn();
  expect(await endpointHealth()).toMatchObject({
    state: 'silent',
    payments: 2,
    lastDelivered: null,
    ...address,
  });
  expect(await db().order.count({ where: { sessionId: { in: [first, second] } } })).toBe(2);

  const third = await book();
  await deliver(sessionEvent(third));
  await drainQueue();
  expect((await endpointHealth()).state).toBe('well');
});

test('a kind the endpoint is not registered for is named, while the others arrive', async () => {
  const { stripe: client } = await import('@/lib/stripe/client');
  for (const sessionId of [await book(), await book()]) {
    const event = stripe.engine.account
      .events()
      .find(
        (one) => one.type === 'checkout.session.completed' && JSON.stringify(one.data).includes(sessionId),
      );
    await deliver(JSON.stringify(event));
    await drainQueue();
    const { payment_intent: payment } = await client().checkout.sessions.retrieve(sessionId);
    await stripe.engine.account.openDispute(String(payment));
  }
  await stepIn();
  const health = await endpointHealth();
  expect(health.state).toBe('partial');
  expect(health.state === 'partial' && health.kinds).toContain('charge.dispute.created');
});

test('what was missed longer ago than a day is no news any more', async () => {
  expect((await endpointHealth(new Date(Date.now() + 25 * 3_600_000))).state).toBe('well');
});
