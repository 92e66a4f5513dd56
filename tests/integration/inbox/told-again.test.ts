import { afterEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { handleEvent } from '@/lib/inbox/handle-event';
import { client, teller, toldOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

/** What a crash before an event was marked as done makes happen again, and what Stripe tells by two events. */
useDatabase();
useMailbox();
const stripe = useSandbox();
const { eventOf, relay, relayTwin } = teller(stripe);

afterEach(expectInvariants);

const subscribe = async () => {
  const sessionId = await buy(stripe, [{ slug: 'amici', quantity: 1 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const { subscription } = await (await client()).checkout.sessions.retrieve(sessionId);
  return { sessionId, id: String(subscription) };
};
/** As if the process had died between acting on the event and saying so. */
const again = async (type: string, mentions: string) => {
  const { id } = eventOf(type, mentions);
  await db().stripeEvent.update({ where: { id }, data: { state: 'pending' } });
  await handleEvent(id);
};
const toldAfter = async (sessionId: string) => (await toldOf(sessionId)).slice(3);

test('a renewal is told once', async () => {
  const { sessionId, id } = await subscribe();
  await stripe.engine.account.renewSubscription(id, 'paid');
  await relay('invoice.paid', id);
  await again('invoice.paid', id);
  await relayTwin('invoice.paid', id);
  expect(await toldAfter(sessionId)).toEqual(['subscription_renewed']);
  await stripe.engine.account.renewSubscription(id, 'paid');
  await relay('invoice.paid', id);
  expect(await toldAfter(sessionId)).toEqual(['subscription_renewed', 'subscription_renewed']);
});

test('a renewal that is not paid, and the end, are told once each', async () => {
  const { sessionId, id } = await subscribe();
  await stripe.engine.account.renewSubscription(id, 'failed');
  await relay('invoice.payment_failed', id);
  await again('invoice.payment_failed', id);
  await relayTwin('invoice.payment_failed', id);
  await stripe.engine.account.cancelSubscription(id, 'now');
  await relay('customer.subscription.deleted', id);
  await again('customer.subscription.deleted', id);
  await relayTwin('customer.subscription.deleted', id);
  const told = await toldAfter(sessionId);
  expect(told.filter((kind) => kind === 'subscription_payment_failed')).toHaveLength(1);
  expect(told.filter((kind) => kind === 'subscription_ended')).toHaveLength(1);
});
