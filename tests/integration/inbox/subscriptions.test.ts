import type Stripe from 'stripe';
import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { drainQueue } from '@/lib/jobs/worker';
import { useDatabase } from '../../support/database';
import { deliver } from '../../support/deliver';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy, emptyAccount, goodCard } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox();
const day = 24 * 60 * 60 * 1000;

const orderOf = (sessionId: string) =>
  db().order.findUniqueOrThrow({
    where: { sessionId },
    include: { timeline: { orderBy: { id: 'asc' } }, mails: true },
  });
/** What the timeline tells, mails apart. */
const toldOf = async (sessionId: string) =>
  (await orderOf(sessionId)).timeline.map(({ kind }) => kind).filter((kind) => !kind.startsWith('mail_'));
const accessOf = (subscriptionId: string) => db().entitlement.findFirstOrThrow({ where: { subscriptionId } });
const client = async () => (await import('@/lib/stripe/client')).stripe();
const subscribe = async (instrument = goodCard) => {
  const sessionId = await buy(stripe, [{ slug: 'amici', quantity: 1 }], { instrument });
  const { subscription } = await (await client()).checkout.sessions.retrieve(sessionId);
  return { sessionId, id: String(subscription) };
};
/** The newest event of a kind about this object, as Stripe wrote it when it happened. */
const eventOf = (type: string, mentions: string): Stripe.Event => {
  const found = stripe.engine.account
    .events()
    .find((event) => event.type === type && JSON.stringify(event.data).includes(mentions));
  if (!found) throw new Error(`Stripe sent no ${type} about ${mentions}`);
  return found;
};
const hand = async (event: Stripe.Event) => {
  await deliver(JSON.stringify(event));
  await drainQueue();
};
const relay = (type: string, mentions: string) => hand(eventOf(type, mentions));
const noteOf = async (event: Stripe.Event) =>
  (await db().stripeEvent.findUniqueOrThrow({ where: { id: event.id } })).lastError;

afterEach(expectInvariants);

describe('access by subscription', () => {
  test('stays ended when an older update arrives after the end', async () => {
    const { sessionId, id } = await subscribe();
    await fulfillCheckout(sessionId, { trigger: 'landing' });
    expect((await accessOf(id)).endsAt).toBeNull();

    await stripe.engine.account.cancelSubscription(id, 'period_end');
    const older = eventOf('customer.subscription.updated', id);
    await stripe.engine.account.cancelSubscription(id, 'now');
    await relay('customer.subscription.deleted', id);
    const { endsAt } = await accessOf(id);
    expect(endsAt?.getTime()).toBeLessThanOrEqual(Date.now());
    await hand(older);
    expect((await accessOf(id)).endsAt).toEqual(endsAt);
    expect(await toldOf(sessionId)).toContain('subscription_ended');
  });

  test('ends with the period once it was cancelled, and goes on when that is taken back', async () => {
    const { sessionId, id } = await subscribe();
    await fulfillCheckout(sessionId, { trigger: 'landing' });
    await stripe.engine.account.cancelSubscription(id, 'period_end');
    await relay('customer.subscription.updated', id);
    const subscription = await (await client()).subscriptions.retrieve(id);
    expect((await accessOf(id)).endsAt?.getTime()).toBe((subscription.cancel_at ?? 0) * 1000);
    await (await client()).subscriptions.update(id, { cancel_at_period_end: false });
    await relay('customer.subscription.updated', id);
    expect((await accessOf(id)).endsAt).toBeNull();
  });

  test('has an end where the subscription ended before the shop heard that it was bought', async () => {
    const { sessionId, id } = await subscribe();
    await stripe.engine.account.cancelSubscription(id, 'now');
    await relay('customer.subscription.deleted', id);
    await fulfillCheckout(sessionId, { trigger: 'landing' });
    expect((await accessOf(id)).endsAt?.getTime()).toBeLessThanOrEqual(Date.now());
    expect((await orderOf(sessionId)).payment).toBe('paid');
  });

  test('is granted with an end when the landing page is the first to ask after the subscription ended', async () => {
    const { sessionId, id } = await subscribe();
    await stripe.engine.account.cancelSubscription(id, 'now');
    await fulfillCheckout(sessionId, { trigger: 'landing' });
    expect((await accessOf(id)).endsAt?.getTime()).toBeLessThanOrEqual(Date.now());
  });

  test('has an end whichever of the grant and the news of the end is handled first, at the same instant', async () => {
    for (let times = 0; times < 5; times++) {
      const { sessionId, id } = await subscribe();
      const grant = fulfillCheckout(sessionId, { trigger: 'landing' });
      await stripe.engine.account.cancelSubscription(id, 'now');
      await Promise.all([grant, relay('customer.subscription.deleted', id)]);
      expect((await accessOf(id)).endsAt?.getTime()).toBeLessThanOrEqual(Date.now());
    }
  });

  test('has an end once a renewal is not paid, none again once it is, and is over when it never is', async () => {
    const { sessionId, id } = await subscribe();
    await fulfillCheckout(sessionId, { trigger: 'landing' });
    await stripe.engine.account.renewSubscription(id, 'failed');
    await relay('customer.subscription.updated', id);
    await relay('invoice.payment_failed', id);
    const { items } = await (await client()).subscriptions.retrieve(id);
    const unpaidSince = (items.data[0]?.current_period_start ?? 0) * 1000;
    expect((await accessOf(id)).endsAt?.getTime()).toBe(unpaidSince + 7 * day);

    await stripe.engine.account.renewSubscription(id, 'paid');
    await relay('invoice.paid', id);
    expect((await accessOf(id)).endsAt).toBeNull();

    for (let attempt = 0; attempt < 4; attempt++) {
      await stripe.engine.account.renewSubscription(id, 'failed');
    }
    await relay('customer.subscription.deleted', id);
    expect((await accessOf(id)).endsAt?.getTime()).toBeLessThanOrEqual(Date.now());
    expect(await toldOf(sessionId)).toEqual([
      'order_placed',
      'payment_received',
      'fulfilled',
      'subscription_payment_failed',
      'subscription_renewed',
      'access_ended',
      'subscription_ended',
    ]);
  });

  test('is nobody’s business where the subscription was not sold here', async () => {
    const { id } = await subscribe();
    await stripe.engine.account.cancelSubscription(id, 'now');
    const event = eventOf('customer.subscription.deleted', id);
    const foreign = JSON.parse(JSON.stringify(event).replaceAll(id, 'sub_ofSomebodyElse')) as Stripe.Event;
    await hand(foreign);
    expect(await noteOf(foreign)).toBe('No order of this shop began this subscription.');
  });
});

describe('the money of a subscription', () => {
  test('refunded in full ends what was bought', async () => {
    const { sessionId, id } = await subscribe();
    await fulfillCheckout(sessionId, { trigger: 'landing' });
    const { paymentIntentId } = await orderOf(sessionId);
    expect(paymentIntentId).toMatch(/^pi_/);
    await stripe.engine.account.refund(paymentIntentId ?? '');
    await relay('charge.refunded', paymentIntentId ?? '');
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
    expect((await accessOf(id)).revokedAt).not.toBeNull();
  });

  test('refunded before the shop heard of the order hands nothing out', async () => {
    const { sessionId, id } = await subscribe();
    const [intent] = stripe.engine.account.paymentIntents();
    await stripe.engine.account.refund(intent?.id ?? '');
    await relay('charge.refunded', intent?.id ?? '');
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
    expect(await db().entitlement.count({ where: { subscriptionId: id } })).toBe(0);
  });

  test('disputed is an order disputed', async () => {
    const { sessionId } = await subscribe();
    await fulfillCheckout(sessionId, { trigger: 'landing' });
    const { paymentIntentId } = await orderOf(sessionId);
    await stripe.engine.account.openDispute(paymentIntentId ?? '');
    await relay('charge.dispute.created', paymentIntentId ?? '');
    expect((await orderOf(sessionId)).payment).toBe('disputed');
  });

  test('of a renewal, given back, is told on the timeline and takes nothing away', async () => {
    const { sessionId, id } = await subscribe();
    await fulfillCheckout(sessionId, { trigger: 'landing' });
    await stripe.engine.account.renewSubscription(id, 'paid');
    const [renewal] = stripe.engine.account.paymentIntents();
    await stripe.engine.account.refund(renewal?.id ?? '');
    const event = eventOf('charge.refunded', renewal?.id ?? '');
    await hand(event);
    expect(await noteOf(event)).toBeNull();
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
    expect(order.timeline.find(({ kind }) => kind === 'renewal_refunded')).toMatchObject({
      eventId: event.id,
      data: { refunded: 800, of: 800 },
    });
    expect(await accessOf(id)).toMatchObject({ revokedAt: null, endsAt: null });
  });

  test('of a renewal, given back before the shop heard of the order, is in the ledger once all is told', async () => {
    const { sessionId, id } = await subscribe();
    await stripe.engine.account.renewSubscription(id, 'paid');
    const [renewal] = stripe.engine.account.paymentIntents();
    await stripe.engine.account.refund(renewal?.id ?? '');
    const event = eventOf('charge.refunded', renewal?.id ?? '');
    await hand(event);
    expect(await noteOf(event)).toBeNull();
    await relay('invoice.paid', id);
    const payment = await db().payment.findFirstOrThrow({
      where: { order: { sessionId }, kind: 'invoice' },
      include: { entries: { orderBy: { at: 'asc' } } },
    });
    expect(payment.entries.map(({ kind }) => kind).sort()).toEqual(['charge', 'refund']);
  });

  test('that a bank refuses to debit the first time is a payment that failed', async () => {
    const { sessionId, id } = await subscribe(emptyAccount);
    await fulfillCheckout(sessionId, { trigger: 'landing' });
    const waiting = await orderOf(sessionId);
    expect(waiting).toMatchObject({ payment: 'awaiting', fulfillment: 'unfulfilled' });
    await stripe.engine.account.settleDebit(waiting.paymentIntentId ?? '', 'fail');
    await relay('checkout.session.async_payment_failed', sessionId);
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({ payment: 'failed', fulfillment: 'unfulfilled' });
    expect(order.mails.map((mail) => mail.template).sort()).toEqual([
      'payment_failed',
      'payment_in_progress',
    ]);
    expect(await db().entitlement.count({ where: { subscriptionId: id } })).toBe(0);
  });
});
