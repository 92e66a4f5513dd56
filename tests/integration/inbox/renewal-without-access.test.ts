import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillByHand } from '@/lib/fulfillment/fulfill-by-hand';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { retryFulfillment } from '@/lib/orders/merchant/retry-fulfillment';
import { orderOf, teller, toldOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

/** A subscription whose access was taken back runs on at Stripe, and somebody pays for its next period (I7). */
useDatabase();
useMailbox();
const stripe = useSandbox();
const { eventOf, hand, relay, relayTwin } = teller(stripe);
const actor = 'ottavia@bottega.example';

afterEach(expectInvariants);

const subscribed = async () => {
  const sessionId = await buy(stripe, [{ slug: 'amici', quantity: 1 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const { id: orderId, subscriptionId, paymentIntentId, lines } = await orderOf(sessionId);
  const [line] = lines;
  return {
    sessionId,
    orderId,
    id: subscriptionId ?? '',
    payment: paymentIntentId ?? '',
    lineId: line?.id ?? '',
  };
};
const accessOf = (subscriptionId: string) => db().entitlement.findFirstOrThrow({ where: { subscriptionId } });
const asks = { fulfillment: 'needs_attention', attention: [{ code: 'renewal_unmet' }] };

test('a renewal that is paid after the first payment was refunded needs a person, says what to do, and is told once', async () => {
  const { sessionId, orderId, id, payment } = await subscribed();
  await stripe.engine.account.refund(payment);
  await relay('charge.refunded', payment);
  await stripe.engine.account.renewSubscription(id, 'paid');
  await relay('invoice.paid', id);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', ...asks });
  expect((await accessOf(id)).revokedAt).not.toBeNull();
  const told = await toldOf(sessionId);
  expect(told.slice(-2)).toEqual(['renewal_without_access', 'needs_attention']);

  await relayTwin('invoice.paid', id);
  await relayTwin('charge.refunded', payment);
  expect(await retryFulfillment(orderId, actor)).toMatchObject({ changed: false, reason: 'still_waiting' });
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', ...asks });
  expect(await toldOf(sessionId)).toEqual(told);
});

test('finished by hand it is called off again, whatever is repeated, until the next renewal is paid', async () => {
  const { sessionId, id, payment, lineId } = await subscribed();
  await stripe.engine.account.refund(payment);
  await relay('charge.refunded', payment);
  await stripe.engine.account.renewSubscription(id, 'paid');
  await relay('invoice.paid', id);
  expect(await fulfillByHand(lineId, 'Refunded the renewal.', actor)).toEqual({ changed: true });
  const calledOff = { payment: 'refunded', fulfillment: 'cancelled', attention: null };
  expect(await orderOf(sessionId)).toMatchObject(calledOff);
  await relayTwin('invoice.paid', id);
  await relayTwin('charge.refunded', payment);
  expect(await orderOf(sessionId)).toMatchObject(calledOff);
  expect(await fulfillByHand(lineId, 'Once more.', actor)).toMatchObject({ changed: false });

  await stripe.engine.account.renewSubscription(id, 'paid');
  await relay('invoice.paid', id);
  expect(await orderOf(sessionId)).toMatchObject(asks);
});

test('it needs a person also where the renewal is heard of before the refund', async () => {
  const { sessionId, id, payment } = await subscribed();
  await stripe.engine.account.refund(payment);
  await stripe.engine.account.renewSubscription(id, 'paid');
  await relay('invoice.paid', id);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', ...asks });
  await relay('charge.refunded', payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', ...asks });
});

test('a renewal that was paid before the refund, and is heard of after it, leaves the order called off', async () => {
  const { sessionId, id, payment } = await subscribed();
  await stripe.engine.account.renewSubscription(id, 'paid');
  await stripe.engine.faults.clock.advance(5000);
  await stripe.engine.account.refund(payment);
  await stripe.engine.account.cancelSubscription(id, 'now');
  await relay('charge.refunded', payment);
  await relay('customer.subscription.deleted', id);
  await relay('invoice.paid', id);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
  expect(await toldOf(sessionId)).toContain('subscription_renewed');
});

test('a refund that fails after all opens the access again, and nobody is asked any more', async () => {
  const { sessionId, id, payment } = await subscribed();
  await stripe.engine.account.refund(payment);
  await relay('charge.refunded', payment);
  await stripe.engine.account.renewSubscription(id, 'paid');
  await relay('invoice.paid', id);
  expect(await orderOf(sessionId)).toMatchObject(asks);
  await stripe.engine.account.failRefund(stripe.engine.account.refunds()[0]?.id ?? '');
  await relay('refund.failed', payment);
  expect(await orderOf(sessionId)).toMatchObject({
    payment: 'paid',
    fulfillment: 'fulfilled',
    attention: null,
  });
  expect((await accessOf(id)).revokedAt).toBeNull();

  // That renewal has had its access: a refund later on is one like any other.
  await stripe.engine.account.refund(payment);
  await relay('charge.refunded', payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
});

describe('a dispute of the first payment', () => {
  test('that is lost leaves a person to ask for every renewal after it', async () => {
    const { sessionId, id, payment } = await subscribed();
    await stripe.engine.account.openDispute(payment);
    await stripe.engine.account.closeDispute(payment, 'lost');
    await relay('charge.dispute.closed', payment);
    await stripe.engine.account.renewSubscription(id, 'paid');
    await relay('invoice.paid', id);
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', ...asks });
  });

  test('asks nobody while it is open, whatever was paid meanwhile; lost, it does', async () => {
    const { sessionId, id, payment } = await subscribed();
    await stripe.engine.account.openDispute(payment);
    await relay('charge.dispute.created', payment);
    await stripe.engine.account.renewSubscription(id, 'paid');
    const renewal = eventOf('invoice.paid', id);
    await hand(renewal);
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'disputed', fulfillment: 'fulfilled' });
    await stripe.engine.account.closeDispute(payment, 'lost');
    await relay('charge.dispute.closed', payment);
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', ...asks });
  });

  test('that is won leaves nothing to ask of a renewal paid meanwhile', async () => {
    const { sessionId, id, payment } = await subscribed();
    await stripe.engine.account.openDispute(payment);
    await relay('charge.dispute.created', payment);
    await stripe.engine.account.renewSubscription(id, 'paid');
    await relay('invoice.paid', id);
    await stripe.engine.account.closeDispute(payment, 'won');
    await relay('charge.dispute.closed', payment);
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  });
});
