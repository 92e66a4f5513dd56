import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { refundOrder } from '@/lib/orders/merchant/refund-order';
import { orderOf, teller, toldOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

/** Giving back everything of a subscription's order may end the subscription at Stripe, too. */
useDatabase();
const stripe = useSandbox();
const { relay } = teller(stripe);
const actor = 'ottavia@bottega.example';

afterEach(() => stripe.engine.faults.clear());
afterEach(expectInvariants);

const subscribed = async () => {
  const sessionId = await buy(stripe, [{ slug: 'amici', quantity: 1 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const order = await orderOf(sessionId);
  const id = order.subscriptionId ?? '';
  const wish = { orderId: order.id, idempotencyKey: randomUUID(), kind: 'all', endSubscription: 'on' };
  return { sessionId, order, id, wish };
};
const statusOf = (id: string) =>
  stripe.engine.account.subscriptions().find((subscription) => subscription.id === id)?.status;

test('a refund of everything ends the subscription where that was ticked, and its event tells the timeline', async () => {
  const { sessionId, id, wish } = await subscribed();
  expect(await refundOrder(wish, actor)).toMatchObject({
    refunded: true,
    payment: 'refunded',
    fulfillment: 'cancelled',
    subscription: { ended: true },
  });
  expect(statusOf(id)).toBe('canceled');
  await relay('customer.subscription.deleted', id);
  expect(await toldOf(sessionId)).toEqual([
    'order_placed',
    'payment_received',
    'fulfilled',
    'refund_requested',
    'payment_refunded',
    'units_taken_back',
    'access_ended',
    'subscription_ended',
  ]);
  expect(await refundOrder(wish, actor)).toMatchObject({ refunded: true, subscription: { ended: true } });
});

test('a refund leaves the subscription alone where that was not ticked, or where it is not of everything', async () => {
  const { id, wish } = await subscribed();
  const { endSubscription: _, ...without } = wish;
  const part = { ...wish, idempotencyKey: randomUUID(), kind: 'amount', amount: '100' };
  expect(await refundOrder(part, actor)).toMatchObject({ refunded: true, subscription: null });
  expect(await refundOrder(without, actor)).toMatchObject({ refunded: true, subscription: null });
  expect(statusOf(id)).toBe('active');
});

test('a subscription that has ended already is no reason to complain', async () => {
  const { id, wish } = await subscribed();
  await stripe.engine.account.cancelSubscription(id, 'now');
  expect(await refundOrder(wish, actor)).toMatchObject({ refunded: true, subscription: { ended: true } });
});

test('where the subscription could not be ended the refund stands, and the answer says so', async () => {
  const { order, id, wish } = await subscribed();
  stripe.engine.faults.set({ api: [{ do: 'fail', methods: ['DELETE'] }] });
  expect(await refundOrder(wish, actor)).toMatchObject({
    refunded: true,
    payment: 'refunded',
    subscription: { ended: false },
  });
  expect(statusOf(id)).toBe('active');
  stripe.engine.faults.clear();
  // The same form once more: no second refund, and the rest of what it asked for.
  expect(await refundOrder(wish, actor)).toMatchObject({ refunded: true, subscription: { ended: true } });
  expect(
    stripe.engine.account.refunds().filter((one) => one.payment_intent === order.paymentIntentId),
  ).toHaveLength(1);
  expect(statusOf(id)).toBe('canceled');
});

test('where the refund itself came to nothing the subscription goes on', async () => {
  const { order, id, wish } = await subscribed();
  await stripe.engine.account.openDispute(order.paymentIntentId ?? '');
  expect(await refundOrder(wish, actor)).toMatchObject({ refunded: false, reason: 'disputed' });
  expect(statusOf(id)).toBe('active');
});
