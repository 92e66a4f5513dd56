import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { StripeUnavailable } from '@/lib/stripe/errors';
import { retrieveSession } from '@/lib/stripe/sessions';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { buy, emptyAccount, goodAccount, pay, startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const stripe = useSandbox();

const orderOf = (sessionId: string) =>
  db().order.findUniqueOrThrow({
    where: { sessionId },
    include: {
      lines: { include: { fulfillments: true, product: true }, orderBy: { position: 'asc' } },
      timeline: { orderBy: { id: 'asc' } },
      mails: true,
      parcels: { include: { items: true } },
    },
  });

afterEach(expectInvariants);

describe('fulfillCheckout', () => {
  test('turns a paid session into an order with every kind of fulfilment granted', async () => {
    const before = await stockOf('ciotola');
    const sessionId = await buy(stripe, [
      { slug: 'ciotola', quantity: 2 },
      { slug: 'quaderno-del-torchio', quantity: 1 },
      { slug: 'registri', quantity: 2 },
      { slug: 'comporre-a-mano', quantity: 1 },
    ]);
    const result = await fulfillCheckout(sessionId, { trigger: 'landing' });
    expect(result).toMatchObject({ status: 'order', payment: 'paid', fulfillment: 'fulfilled' });

    const order = await orderOf(sessionId);
    expect(order.origin).toBe('hosted');
    expect(order.fulfilledBy).toBe('landing');
    expect(order.email).toBe('ada@example.com');
    expect(order.shippingAddress).toMatchObject({ name: 'Ada Rossi', address: { city: 'Torino' } });
    expect(order.shippingOption).toBeTruthy();
    expect(order.amountTotal).toBe(
      order.amountSubtotal + order.amountShipping + order.amountTax - order.amountDiscount,
    );
    const kinds = order.lines.map((line) => line.fulfillments.map((row) => row.kind).sort());
    expect(kinds).toEqual([['shipment'], ['download', 'shipment'], ['license_key'], ['access']]);
    expect(order.parcels).toHaveLength(1);
    expect(order.parcels[0]?.items).toHaveLength(2);
    expect(order.mails.map((mail) => mail.template)).toEqual(['receipt']);
    expect(order.timeline.map((entry) => entry.kind)).toEqual([
      'order_placed',
      'payment_received',
      'fulfilled',
    ]);
    const after = await stockOf('ciotola');
    expect(after).toEqual({ onHand: before.onHand - 2, held: before.held, sold: before.sold + 2 });
  });

  test('does it once when fifty call it at the same instant', async () => {
    const sessionId = await buy(stripe, [
      { slug: 'brocca', quantity: 1 },
      { slug: 'registri', quantity: 2 },
    ]);
    const before = await stockOf('brocca');
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        fulfillCheckout(sessionId, { trigger: at % 2 ? 'webhook' : 'landing' }),
      ),
    );
    expect(
      new Set(results.map((result) => (result.status === 'order' ? result.orderId : ''))),
    ).toHaveProperty('size', 1);
    const order = await orderOf(sessionId);
    expect(order.lines.flatMap((line) => line.fulfillments)).toHaveLength(2);
    expect(
      await db().licenseKey.count({ where: { fulfillment: { orderLine: { orderId: order.id } } } }),
    ).toBe(2);
    expect(order.timeline.filter((entry) => entry.kind === 'fulfilled')).toHaveLength(1);
    expect(await stockOf('brocca')).toEqual({ ...before, held: before.held - 1, sold: before.sold + 1 });
  });

  test('asks Stripe nothing once an order is settled', async () => {
    const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const { stripe: client } = await import('@/lib/stripe/client');
    let calls = 0;
    const count = () => calls++;
    client().on('request', count);
    const entries = (await orderOf(sessionId)).timeline.length;
    const again = await fulfillCheckout(sessionId, { trigger: 'landing' });
    expect(again).toMatchObject({ status: 'order', fulfillment: 'fulfilled' });
    expect((await orderOf(sessionId)).timeline).toHaveLength(entries);
    client().off('request', count);
    expect(calls).toBe(0);
  });

  test('releases nothing for a session that is unpaid, and does when it is paid', async () => {
    const sessionId = await buy(stripe, [{ slug: 'due-bicchieri', quantity: 1 }], {
      instrument: goodAccount,
    });
    expect(await fulfillCheckout(sessionId, { trigger: 'webhook' })).toMatchObject({
      payment: 'awaiting',
      fulfillment: 'unfulfilled',
    });
    const waiting = await orderOf(sessionId);
    expect(waiting.lines.flatMap((line) => line.fulfillments)).toEqual([]);
    expect(waiting.mails.map((mail) => mail.template)).toEqual(['payment_in_progress']);
    expect((await stockOf('due-bicchieri')).held).toBe(1);
    await expectInvariants();

    await stripe.engine.account.settleDebit(waiting.paymentIntentId ?? '', 'succeed');
    expect(await fulfillCheckout(sessionId, { trigger: 'webhook' })).toMatchObject({
      payment: 'paid',
      fulfillment: 'fulfilled',
    });
    const paid = await orderOf(sessionId);
    expect(paid.number).toBe(waiting.number);
    expect(paid.mails.map((mail) => mail.template).sort()).toEqual(['payment_in_progress', 'receipt']);
    expect((await stockOf('due-bicchieri')).held).toBe(0);
  });

  test('is asked of Stripe anew where the order was made after Stripe had listed the session', async () => {
    const sessionId = await buy(stripe, [{ slug: 'due-bicchieri', quantity: 1 }], {
      instrument: goodAccount,
    });
    const listed = await retrieveSession(sessionId);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const { paymentIntentId } = await orderOf(sessionId);
    await stripe.engine.account.settleDebit(paymentIntentId ?? '', 'succeed');

    expect(await fulfillCheckout(sessionId, { trigger: 'sweep' }, listed ?? undefined)).toMatchObject({
      payment: 'paid',
      fulfillment: 'fulfilled',
    });
  });

  test('gives the stock back and writes to the buyer when a delayed payment fails', async () => {
    const before = await stockOf('due-bicchieri');
    const sessionId = await buy(stripe, [{ slug: 'due-bicchieri', quantity: 2 }], {
      instrument: emptyAccount,
    });
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const { paymentIntentId } = await orderOf(sessionId);
    await stripe.engine.account.settleDebit(paymentIntentId ?? '', 'fail');
    for (let times = 0; times < 3; times++) {
      expect(await fulfillCheckout(sessionId, { trigger: 'webhook' })).toMatchObject({
        payment: 'failed',
        fulfillment: 'unfulfilled',
      });
    }
    const order = await orderOf(sessionId);
    expect(order.mails.map((mail) => mail.template).sort()).toEqual([
      'payment_failed',
      'payment_in_progress',
    ]);
    expect(await stockOf('due-bicchieri')).toEqual(before);
  });

  test('reads all of a hundred line items, over as many pages as they take', async () => {
    const client = await import('@/lib/stripe/client');
    const prices = await db().price.findMany({
      where: { active: true, interval: null, variant: { product: { kinds: { equals: ['download'] } } } },
      take: 2,
    });
    const [first, second] = prices.map((price) => price.stripePriceId ?? '');
    const session = await client.stripe().checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://shop.test/success?session_id={CHECKOUT_SESSION_ID}',
      line_items: Array.from({ length: 100 }, (_, at) => ({ price: at % 2 ? first : second, quantity: 1 })),
    });
    await pay(stripe, session.id);
    expect(await fulfillCheckout(session.id, { trigger: 'webhook' })).toMatchObject({
      fulfillment: 'fulfilled',
    });
    const order = await orderOf(session.id);
    expect(order.origin).toBe('other');
    expect(order.lines).toHaveLength(100);
    expect(order.lines.flatMap((line) => line.fulfillments)).toHaveLength(100);
    expect(order.lines.reduce((sum, line) => sum + line.amountTotal, 0)).toBe(order.amountTotal);
  });

  test('fulfils a purchase through a Payment Link by its prices', async () => {
    const link = await db().paymentLink.findFirstOrThrow({
      where: { active: true, variant: { product: { slug: 'listello' } } },
    });
    const opened = await stripe.engine.checkout.openPaymentLink(link.id);
    if (!opened || 'closed' in opened) throw new Error('the link is closed');
    await pay(stripe, opened.session.id);
    expect(await fulfillCheckout(opened.session.id, { trigger: 'webhook' })).toMatchObject({
      fulfillment: 'fulfilled',
    });
    const order = await orderOf(opened.session.id);
    expect(order).toMatchObject({ origin: 'payment_link', paymentLinkId: link.id, checkoutId: null });
  });

  test('makes no order of a session that is open, and gives stock back when it expires', async () => {
    const before = await stockOf('brocca');
    const sessionId = await startSession([{ slug: 'brocca', quantity: 1 }]);
    expect(await fulfillCheckout(sessionId, { trigger: 'landing' })).toMatchObject({ status: 'open' });
    expect((await stockOf('brocca')).held).toBe(before.held + 1);
    await stripe.engine.account.expire(sessionId);
    expect(await fulfillCheckout(sessionId, { trigger: 'webhook' })).toMatchObject({ status: 'expired' });
    expect(await fulfillCheckout(sessionId, { trigger: 'webhook' })).toMatchObject({ status: 'expired' });
    expect(await stockOf('brocca')).toEqual(before);
    expect(await db().order.count({ where: { sessionId } })).toBe(0);
  });

  test('knows nothing of a session that is not Stripe’s, without an order or an error', async () => {
    expect(await fulfillCheckout('cs_test_nobody', { trigger: 'landing' })).toEqual({ status: 'unknown' });
    expect(await fulfillCheckout('nonsense', { trigger: 'landing' })).toEqual({ status: 'unknown' });
  });
});

describe('fulfillCheckout while Stripe is out of reach', () => {
  test('says so, changes nothing, and does its work when asked again', async () => {
    const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
    const { stripe: client } = await import('@/lib/stripe/client');
    const reachable = client().getApiField('port');
    client()._api.port = 9;
    await expect(fulfillCheckout(sessionId, { trigger: 'landing' })).rejects.toBeInstanceOf(
      StripeUnavailable,
    );
    expect(await db().order.count({ where: { sessionId } })).toBe(0);
    client()._api.port = reachable;
    expect(await fulfillCheckout(sessionId, { trigger: 'landing' })).toMatchObject({
      fulfillment: 'fulfilled',
    });
  });
});
