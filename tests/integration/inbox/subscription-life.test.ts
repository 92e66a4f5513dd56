import { afterEach, expect, test } from 'vitest';
import { loadBuyerOrder } from '@/lib/buyer-view/buyer-order';
import { db } from '@/lib/db';
import { announceEndedAccess } from '@/lib/fulfillment/announce-ended-access';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { loadMerchantOrder } from '@/lib/orders/merchant/load-order';
import { refundable } from '@/lib/orders/merchant/refundable';
import { client, mailsOf, orderOf, teller, toldOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy, pay } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox();
const { relay } = teller(stripe);

afterEach(expectInvariants);

const bought = ['order_placed', 'payment_received', 'fulfilled'];
const subscriptionOf = async (sessionId: string) =>
  String((await (await client()).checkout.sessions.retrieve(sessionId)).subscription);
/** The access as the buyer sees it on their order's page. */
const accessOf = async (sessionId: string) => {
  const order = await loadBuyerOrder((await orderOf(sessionId)).id, 'en');
  return order?.lines[0]?.access;
};

test('a subscription opens with its first session, for as long as it runs', async () => {
  const sessionId = await buy(stripe, [{ slug: 'amici', quantity: 1 }]);
  await relay('checkout.session.completed', sessionId);
  expect(await orderOf(sessionId)).toMatchObject({
    payment: 'paid',
    fulfillment: 'fulfilled',
    subscriptionId: await subscriptionOf(sessionId),
  });
  expect(await accessOf(sessionId)).toMatchObject({ subscription: true, endsAt: null, revoked: false });
  expect(await mailsOf(sessionId)).toEqual(['receipt']);
  expect(await toldOf(sessionId)).toEqual(bought);
});

test('a trial has nothing to pay, opens at once, and goes on with its first payment', async () => {
  const price = await db().price.findFirstOrThrow({
    where: { active: true, variant: { product: { slug: 'amici' } } },
  });
  const session = await (await client()).checkout.sessions.create({
    mode: 'subscription',
    success_url: 'http://shop.test/',
    line_items: [{ price: price.stripePriceId ?? '', quantity: 1 }],
    subscription_data: { trial_period_days: 14 },
  });
  await pay(stripe, session.id);
  expect((await (await client()).checkout.sessions.retrieve(session.id)).payment_status).toBe(
    'no_payment_required',
  );
  await relay('checkout.session.completed', session.id);
  const order = await orderOf(session.id);
  expect(order).toMatchObject({
    payment: 'paid',
    fulfillment: 'fulfilled',
    amountTotal: 0,
    amountDifference: 0,
    paymentIntentId: null,
  });
  expect(await accessOf(session.id)).toMatchObject({ subscription: true, endsAt: null, revoked: false });
  expect(await mailsOf(session.id)).toEqual(['receipt']);
  const shown = await loadMerchantOrder(order.number ?? 0);
  expect(shown && refundable(shown).refusal).toBe('no_payment');

  const id = await subscriptionOf(session.id);
  await stripe.engine.account.renewSubscription(id, 'paid');
  await relay('invoice.paid', id);
  expect(await accessOf(session.id)).toMatchObject({ endsAt: null, revoked: false });
  expect(await toldOf(session.id)).toEqual([...bought, 'subscription_renewed']);
});

test('a renewal not paid for a week suspends access, and one that is paid after all opens it again', async () => {
  const sessionId = await buy(stripe, [{ slug: 'amici', quantity: 1 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const id = await subscriptionOf(sessionId);
  await stripe.engine.account.renewSubscription(id, 'failed');
  await relay('invoice.payment_failed', id);
  expect((await accessOf(sessionId))?.endsAt).toBeInstanceOf(Date);
  expect(await announceEndedAccess()).toBe(0);
  expect(await mailsOf(sessionId)).toEqual(['receipt']);

  // The week is over.
  const where = { subscriptionId: id };
  await db().entitlement.updateMany({ where, data: { endsAt: new Date(Date.now() - 1000) } });
  expect(await announceEndedAccess()).toBe(1);
  expect(await mailsOf(sessionId)).toEqual(['receipt', 'access_ended']);

  await stripe.engine.account.renewSubscription(id, 'paid');
  await relay('invoice.paid', id);
  expect(await accessOf(sessionId)).toMatchObject({ endsAt: null, revoked: false });
  expect(await mailsOf(sessionId)).toEqual(['receipt', 'access_ended', 'access_granted']);
  expect(await toldOf(sessionId)).toEqual([
    ...bought,
    'subscription_payment_failed',
    'access_ended',
    'access_opened',
    'subscription_renewed',
  ]);
});
