import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { endSubscription } from '@/lib/orders/merchant/end-subscription';
import { mailsOf, orderOf, teller, toldOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

/** The merchant ends a subscription from the order's page, without giving money back. */
useDatabase();
useMailbox();
const stripe = useSandbox();
const { relay } = teller(stripe);
const actor = 'ottavia@bottega.example';

afterEach(() => stripe.engine.faults.clear());
afterEach(expectInvariants);

const subscribed = async (when: 'now' | 'period_end') => {
  const sessionId = await buy(stripe, [{ slug: 'amici', quantity: 1 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const { id: orderId, subscriptionId } = await orderOf(sessionId);
  const id = subscriptionId ?? '';
  return { sessionId, id, wish: { orderId, idempotencyKey: randomUUID(), when } };
};
const atStripe = (id: string) =>
  stripe.engine.account.subscriptions().find((subscription) => subscription.id === id);
const accessOf = (subscriptionId: string) => db().entitlement.findFirstOrThrow({ where: { subscriptionId } });

test('ended now, what it gave closes at once, the buyer is told once, and the money stays', async () => {
  const { sessionId, id, wish } = await subscribed('now');
  expect(await endSubscription(wish, actor)).toEqual({ ended: true, on: null });
  expect(atStripe(id)?.status).toBe('canceled');
  expect(await accessOf(id)).toMatchObject({ announcedOpen: false, revokedAt: null });
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });

  await relay('customer.subscription.deleted', id);
  expect(await toldOf(sessionId)).toEqual([
    'order_placed',
    'payment_received',
    'fulfilled',
    'subscription_end_requested',
    'access_ended',
    'subscription_ended',
  ]);
  expect(await mailsOf(sessionId)).toEqual(['receipt', 'access_ended']);
  expect(await endSubscription(wish, actor)).toMatchObject({ ended: false, reason: 'already_ended' });
});

test('ended with its period, it stays open until that day and says which', async () => {
  const { sessionId, id, wish } = await subscribed('period_end');
  const result = await endSubscription(wish, actor);
  const on = new Date((atStripe(id)?.cancel_at ?? 0) * 1000);
  expect(result).toEqual({ ended: true, on });
  expect(on.getTime()).toBeGreaterThan(Date.now());
  expect(atStripe(id)?.status).toBe('active');
  expect(await accessOf(id)).toMatchObject({ announcedOpen: true, endsAt: on });
  expect(await mailsOf(sessionId)).toEqual(['receipt']);

  const again = { ...wish, idempotencyKey: randomUUID() };
  expect(await endSubscription(again, actor)).toMatchObject({ ended: false, reason: 'already_ending', on });
  expect(await endSubscription({ ...again, when: 'now' }, actor)).toEqual({ ended: true, on: null });
  expect(atStripe(id)?.status).toBe('canceled');
});

test('pressed several times at the same instant it is ended once, and asked for once', async () => {
  const { sessionId, id, wish } = await subscribed('now');
  const results = await Promise.all([1, 2, 3].map(() => endSubscription(wish, actor)));
  expect(results).toContainEqual({ ended: true, on: null });
  for (const result of results) if (!result.ended) expect(result.reason).toBe('already_ended');
  expect(atStripe(id)?.status).toBe('canceled');
  const asked = (await toldOf(sessionId)).filter((kind) => kind === 'subscription_end_requested');
  expect(asked).toHaveLength(1);
});

test('while Stripe does not answer nothing is ended, and the same form does it later', async () => {
  const { id, wish } = await subscribed('now');
  stripe.engine.faults.set({ api: [{ do: 'fail', methods: ['DELETE'] }] });
  expect(await endSubscription(wish, actor)).toMatchObject({ ended: false, reason: 'stripe_unavailable' });
  expect(atStripe(id)?.status).toBe('active');
  stripe.engine.faults.clear();
  expect(await endSubscription(wish, actor)).toEqual({ ended: true, on: null });
});

test('an order without a subscription, and a form that makes no sense, say so', async () => {
  const sessionId = await buy(stripe, [{ slug: 'ciotola', quantity: 1 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const { id: orderId } = await orderOf(sessionId);
  const wish = { orderId, idempotencyKey: randomUUID(), when: 'now' };
  const refusals: [object, string][] = [
    [wish, 'no_subscription'],
    [{ ...wish, orderId: randomUUID() }, 'no_order'],
    [{ ...wish, when: 'never' }, 'malformed'],
  ];
  for (const [input, reason] of refusals)
    expect(await endSubscription(input, actor)).toMatchObject({ ended: false, reason });
});
