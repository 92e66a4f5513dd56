import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { goodAccount, pay, startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const stripe = useSandbox();

const orderOf = (sessionId: string) =>
  db().order.findUniqueOrThrow({
    where: { sessionId },
    include: {
      lines: { include: { product: true }, orderBy: { position: 'asc' } },
      timeline: { orderBy: { id: 'asc' } },
    },
  });

async function setQuantity(sessionId: string, at: number, quantity: number): Promise<void> {
  const line = stripe.engine.checkout.view(sessionId)?.lineItems[at];
  await stripe.engine.checkout.setQuantity(sessionId, line?.id ?? '', quantity);
}

const told = (order: Awaited<ReturnType<typeof orderOf>>, kind: string) =>
  order.timeline.filter((entry) => entry.kind === kind).map((entry) => entry.data);

afterEach(expectInvariants);

describe('quantities changed on Stripe’s page', () => {
  test('fewer of a counted thing are fulfilled, the rest goes back on the shelf, and the timeline says so once', async () => {
    const before = await stockOf('ciotola');
    const sessionId = await startSession([{ slug: 'ciotola', quantity: 3 }]);
    await setQuantity(sessionId, 0, 1);
    await pay(stripe, sessionId);
    await Promise.all(
      Array.from({ length: 8 }, () => fulfillCheckout(sessionId, { trigger: 'webhook', eventId: 'evt_1' })),
    );
    const order = await orderOf(sessionId);
    expect(order.lines.map(({ quantity, stockTaken }) => [quantity, stockTaken])).toEqual([[1, 1]]);
    expect(told(order, 'quantity_changed')).toEqual([
      { what: '3 → 1 × Bowl', goods: [{ lineId: order.lines[0]?.id, before: 3, units: 1 }] },
    ]);
    expect(told(order, 'items_added')).toEqual([]);
    expect(await stockOf('ciotola')).toEqual({ ...before, onHand: before.onHand - 1, sold: before.sold + 1 });
  });

  test('more of what is not counted is what the buyer gets', async () => {
    const sessionId = await startSession([{ slug: 'ottava', quantity: 2 }]);
    await setQuantity(sessionId, 0, 3);
    await pay(stripe, sessionId);
    await fulfillCheckout(sessionId, { trigger: 'landing' });
    const order = await orderOf(sessionId);
    expect(told(order, 'quantity_changed')).toEqual([
      { what: '2 → 3 × Ottava, a synthesizer', goods: [{ lineId: order.lines[0]?.id, before: 2, units: 3 }] },
    ]);
    expect(
      await db().licenseKey.count({ where: { fulfillment: { orderLine: { orderId: order.id } } } }),
    ).toBe(3);
  });

  test('told when the order is placed, and not again when a delayed payment arrives', async () => {
    const sessionId = await startSession([{ slug: 'refuso-4', quantity: 4 }]);
    await setQuantity(sessionId, 0, 2);
    await pay(stripe, sessionId, goodAccount);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const { paymentIntentId } = await orderOf(sessionId);
    await stripe.engine.account.settleDebit(paymentIntentId ?? '', 'succeed');
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const order = await orderOf(sessionId);
    expect(order.fulfillment).toBe('fulfilled');
    expect(told(order, 'quantity_changed')).toEqual([
      { what: '4 → 2 × Refuso no. 4', goods: [{ lineId: order.lines[0]?.id, before: 4, units: 2 }] },
    ]);
  });

  test('a purchase left as it was tells nothing', async () => {
    const sessionId = await startSession([
      { slug: 'ciotola', quantity: 1 },
      { slug: 'refuso-4', quantity: 2 },
    ]);
    await pay(stripe, sessionId);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const order = await orderOf(sessionId);
    expect(order.timeline.map((entry) => entry.kind)).toEqual([
      'order_placed',
      'payment_received',
      'fulfilled',
    ]);
  });

  test('with a Payment Link there is nothing to compare, and Stripe’s quantity is fulfilled', async () => {
    const link = await db().paymentLink.findFirstOrThrow({
      where: { active: true, variant: { product: { adjustable: true } } },
    });
    const view = await stripe.engine.checkout.openPaymentLink(link.id);
    if (!view || 'closed' in view) throw new Error('the link is closed');
    await setQuantity(view.session.id, 0, 2);
    await pay(stripe, view.session.id);
    await fulfillCheckout(view.session.id, { trigger: 'webhook' });
    const order = await orderOf(view.session.id);
    expect(order.origin).toBe('payment_link');
    expect(order.lines.map(({ quantity }) => quantity)).toEqual([2]);
    expect(told(order, 'quantity_changed')).toEqual([]);
  });
});
