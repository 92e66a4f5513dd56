import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { refundOrder } from '@/lib/orders/merchant/refund-order';
import { orderOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

/** One form makes one refund: however late, however often, and however many are pressed at once. */
useDatabase();
const stripe = useSandbox();
const actor = 'ottavia@bottega.example';
const day = 86_400_000;

afterEach(expectInvariants);

const bought = async () => {
  const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  return await orderOf(sessionId);
};
const refundsAtStripe = (payment: string | null) =>
  stripe.engine.account.refunds().filter((refund) => refund.payment_intent === payment);
const idOf = (result: Awaited<ReturnType<typeof refundOrder>>) =>
  result.refunded ? result.refundId : result.reason;

test('a form that is sent again with another reason gets the answer of the first', async () => {
  const order = await bought();
  const input = { orderId: order.id, idempotencyKey: randomUUID(), kind: 'amount', amount: 50 };
  const first = await refundOrder(input, actor);
  const again = await refundOrder({ ...input, reason: 'duplicate' }, 'another@bottega.example');
  expect(idOf(again)).toBe(idOf(first));
  expect(refundsAtStripe(order.paymentIntentId)).toHaveLength(1);
});

test('more presses at once than there are connections all get their answer, for one order and for many', async () => {
  const order = await bought();
  const input = { orderId: order.id, idempotencyKey: randomUUID(), kind: 'amount', amount: 50 };
  const same = await Promise.all(Array.from({ length: 25 }, () => refundOrder(input, actor)));
  expect(new Set(same.map(idOf)).size).toBe(1);
  expect(refundsAtStripe(order.paymentIntentId)).toHaveLength(1);

  const orders = [];
  for (let made = 0; made < 25; made++) orders.push(await bought());
  const all = await Promise.all(
    orders.map(({ id }) => refundOrder({ orderId: id, idempotencyKey: randomUUID(), kind: 'all' }, actor)),
  );
  expect(all.filter(({ refunded }) => !refunded)).toEqual([]);
});

test('a form that is sent again after Stripe has forgotten its key makes no second refund', async () => {
  const order = await bought();
  const input = { orderId: order.id, idempotencyKey: randomUUID(), kind: 'amount', amount: 50 };
  const first = await refundOrder(input, actor);
  await stripe.engine.faults.clock.advance(2 * day);
  const again = await refundOrder(input, actor);
  expect(idOf(again)).toBe(idOf(first));
  expect(refundsAtStripe(order.paymentIntentId)).toHaveLength(1);
});
