import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { loadBuyerOrder } from '@/lib/buyer-view/buyer-order';
import { orderUrl } from '@/lib/buyer-view/order-link';
import { hashBrowserId } from '@/lib/checkout/browser-id';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { drainQueue } from '@/lib/jobs/worker';
import { portalOf } from '@/lib/orders/buyer/subscription-portal';
import { useDatabase } from '../../support/database';
import { useMailbox } from '../../support/mailbox';
import { useWebhookServer } from '../../support/shop-server';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { until } from '../../support/wait';

useDatabase();
useMailbox();
const stripe = useSandbox();
const webhook = useWebhookServer();

const subscribe = async (browserId: string = randomUUID()) => {
  const sessionId = await buy(stripe, [{ slug: 'amici', quantity: 1 }], { browserId });
  const result = await fulfillCheckout(sessionId, { trigger: 'landing' });
  if (result.status !== 'order') throw new Error('there is no order');
  return { sessionId, orderId: result.orderId };
};

const bySession = (sessionId: string, browserId: string | null) => ({
  sessionId,
  signedOrderId: null,
  browserHash: browserId && hashBrowserId(browserId),
});
const byLink = (signedOrderId: string) => ({ sessionId: null, signedOrderId, browserHash: null });

const press = async (url: string) => {
  const response = await fetch(url, { method: 'POST' });
  return await response.text();
};

const endOf = async (orderId: string) =>
  (await loadBuyerOrder(orderId, 'en'))?.lines.find(({ access }) => access)?.access?.endsAt ?? null;

describe('the customer portal', () => {
  test('opens from the signed link, leads back by it, and what is cancelled there shows on the order', async () => {
    const { stripe: client } = await import('@/lib/stripe/client');
    const endpoint = await client().webhookEndpoints.create({
      url: webhook.url,
      enabled_events: ['customer.subscription.updated'],
    });
    const { env } = await import('@/lib/env');
    env().stripeWebhookSecrets.push(endpoint.secret ?? '');
    const { orderId } = await subscribe();
    const found = await portalOf(byLink(orderId), 'it');
    if (!found.ok) throw new Error(`the portal did not open: ${found.reason}`);
    const page = await (await fetch(found.url)).text();
    expect(page).toContain('lang="it"');
    expect(page).toContain(orderUrl(orderId));

    const { subscriptionId } = await db().order.findUniqueOrThrow({ where: { id: orderId } });
    await press(`${found.url}/cancel/${subscriptionId}`);
    await until('the shop hears of the cancellation', async () => {
      await drainQueue();
      return (await endOf(orderId)) !== null;
    });
    const subscription = await client().subscriptions.retrieve(String(subscriptionId));
    expect((await endOf(orderId))?.getTime()).toBe((subscription.cancel_at ?? 0) * 1000);

    await press(`${found.url}/resume/${subscriptionId}`);
    await until('the shop hears that it goes on', async () => {
      await drainQueue();
      return (await endOf(orderId)) === null;
    });
  });

  test('opens for the browser that bought', async () => {
    const browserId = randomUUID();
    const { sessionId } = await subscribe(browserId);
    expect(await portalOf(bySession(sessionId, browserId), 'en')).toMatchObject({ ok: true });
  });

  test('opens for nobody else, whatever they know of the order (I8)', async () => {
    const { sessionId, orderId } = await subscribe();
    const strangers = [
      bySession(sessionId, null),
      bySession(sessionId, randomUUID()),
      bySession('cs_test_none', randomUUID()),
      byLink(randomUUID()),
      { sessionId: null, signedOrderId: null, browserHash: null },
    ];
    for (const stranger of strangers) {
      expect(await portalOf(stranger, 'en')).toEqual({ ok: false, reason: 'notAllowed' });
    }
    // A Payment Link's page is open to whoever has the session for a while: that says nothing of who they are.
    await db().order.update({
      where: { id: orderId },
      data: { checkoutId: null, origin: 'payment_link', paidAt: new Date() },
    });
    expect(await portalOf(bySession(sessionId, randomUUID()), 'en')).toEqual({
      ok: false,
      reason: 'notAllowed',
    });
  });

  test('says in words why it does not open', async () => {
    const { orderId } = await subscribe();
    await db().order.update({ where: { id: orderId }, data: { customerId: 'cus_none' } });
    expect(await portalOf(byLink(orderId), 'en')).toEqual({ ok: false, reason: 'gone' });
    await db().order.update({ where: { id: orderId }, data: { customerId: null } });
    expect(await portalOf(byLink(orderId), 'en')).toEqual({ ok: false, reason: 'gone' });
    expect((await loadBuyerOrder(orderId, 'en'))?.manageable).toBe(false);
  });

  test('says that Stripe is out of reach, and opens again once it is not', async () => {
    const { orderId } = await subscribe();
    stripe.engine.faults.set({ api: [{ do: 'fail', status: 503, paths: ['/v1/billing_portal'] }] });
    const away = await portalOf(byLink(orderId), 'en');
    stripe.engine.faults.set({ api: [] });
    expect(away).toEqual({ ok: false, reason: 'unavailable' });
    expect(await portalOf(byLink(orderId), 'en')).toMatchObject({ ok: true });
  });

  test('is offered for a subscription only', async () => {
    const sessionId = await buy(stripe, [{ slug: 'registri', quantity: 1 }]);
    const result = await fulfillCheckout(sessionId, { trigger: 'landing' });
    if (result.status !== 'order') throw new Error('there is no order');
    expect((await loadBuyerOrder(result.orderId, 'en'))?.manageable).toBe(false);
    expect((await loadBuyerOrder((await subscribe()).orderId, 'en'))?.manageable).toBe(true);
  });
});
