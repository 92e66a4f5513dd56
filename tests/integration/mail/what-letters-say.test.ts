import { describe, expect, test } from 'vitest';
import { orderOfToken, orderUrl } from '@/lib/buyer-view/order-link';
import { db } from '@/lib/db';
import { renderMail } from '@/lib/mail/render-mail';
import { linesToPayAgain } from '@/lib/orders/buyer/own-lines';
import type { MailTemplate } from '@/lib/queue/mail-templates';
import { useDatabase } from '../../support/database';
import { makeOrder } from '../buyer/make-order';
import type { Situation } from './situations';
import * as situations from './situations';

useDatabase();

const write = (template: MailTemplate, situation: Situation, locale = 'en') =>
  renderMail({ template, locale, ...situation });

/** Where the button leads: it is the first link of the letter. */
const buttonOf = (text: string): string => /:\n(https?:\S+)/.exec(text)?.[1] ?? '';

describe('the button of a failed payment', () => {
  test('opens the order’s page, from which one press fills the cart as it was', async () => {
    const { id } = await makeOrder({
      payment: 'failed',
      browserId: 'some browser',
      lines: [{ slug: 'ciotola', quantity: 3 }, { slug: 'registri' }],
    });
    const url = buttonOf((await write('payment_failed', { orderId: id })).text);
    expect(url).toBe(orderUrl(id));
    // What the page's only form sends: the token in its address, from whichever browser opened the mail.
    const signedOrderId = orderOfToken(url.split('/').at(-1) ?? '');
    expect(await linesToPayAgain({ sessionId: null, signedOrderId, browserHash: null })).toEqual([
      { slug: 'ciotola', quantity: 3 },
      { slug: 'registri', quantity: 1 },
    ]);
  });

  test('leads to the product where it was sold by a Payment Link', async () => {
    const { id } = await makeOrder({
      payment: 'failed',
      origin: 'payment_link',
      lines: [{ slug: 'registri' }],
    });
    expect(buttonOf((await write('payment_failed', { orderId: id })).text)).toBe(
      'http://shop.test/products/registri',
    );
  });

  test('leads to the order’s page where that product is not on sale any more, or there are several', async () => {
    const several = await makeOrder({
      payment: 'failed',
      origin: 'payment_link',
      lines: [{ slug: 'registri' }, { slug: 'ciotola' }],
    });
    expect(buttonOf((await write('payment_failed', { orderId: several.id })).text)).toBe(
      orderUrl(several.id),
    );
    const retired = await makeOrder({
      payment: 'failed',
      origin: 'payment_link',
      lines: [{ slug: 'quaderno-pdf' }],
    });
    await db().product.update({ where: { slug: 'quaderno-pdf' }, data: { active: false } });
    expect(buttonOf((await write('payment_failed', { orderId: retired.id })).text)).toBe(
      orderUrl(retired.id),
    );
    await db().product.update({ where: { slug: 'quaderno-pdf' }, data: { active: true } });
  });
});

describe('a parcel that has left', () => {
  test('is told with what is in it, its carrier’s name, and the page to follow it', async () => {
    const { text } = await write('shipped', await situations.sent());
    expect(text).toContain('2 × Bowl');
    expect(text).not.toContain('Jug');
    expect(text).toContain('BRT');
    expect(text).toContain('0123 456789');
    expect(buttonOf(text)).toContain('Nspediz=0123456789');
    expect(text).toContain('the rest follows');
  });

  test('alone, without a carrier, leads to the order and promises nothing more', async () => {
    const situation = await situations.sent({
      lines: [{ slug: 'ciotola' }],
      parcels: [{ state: 'shipped' }],
    });
    const { text } = await write('shipped', situation);
    expect(buttonOf(text)).toBe(orderUrl(situation.orderId ?? ''));
    expect(text).not.toMatch(/rest follows|Carried by|Tracking/);
  });

  test('says that the rest follows where a line is back-ordered', async () => {
    const situation = await situations.sent({
      lines: [{ slug: 'ciotola' }],
      parcels: [{ state: 'shipped' }],
    });
    await db().orderLine.updateMany({
      where: { orderId: situation.orderId ?? '' },
      data: { state: 'back_ordered' },
    });
    expect((await write('shipped', situation)).text).toContain('the rest follows');
  });
});

describe('what was promised for later', () => {
  test('is told in units: those that stay bought and were not sent', async () => {
    const situation = await situations.backOrdered();
    expect((await write('back_ordered', situation)).text).toContain('1 of 2 × Bowl');
    const where = { id: situation.data?.orderLineId ?? '' };
    await db().fulfillment.deleteMany({ where: { orderLineId: where.id } });
    await db().orderLine.update({ where, data: { unitsRefunded: 1 } });
    expect((await write('back_ordered', situation)).text).toMatch(/Comes later\n {2}1 × Bowl/);
  });
});

describe('what is granted', () => {
  test('is told without amounts', async () => {
    const { text } = await write('delivery', { orderId: await situations.everything() });
    expect(text).not.toContain('€');
    expect(text).toContain('It is yours.');
    expect(text.match(/REG-/g)).toHaveLength(2);
    expect(text).not.toContain('Bowl');
  });

  test('is told as the rest where the receipt went before', async () => {
    const orderId = await situations.everything({ receipt: true });
    expect((await write('delivery', { orderId })).text).toContain('Something more is ready.');
  });

  test('leaves out what was taken back and what is over', async () => {
    const { orderId } = await situations.refunded('succeeded');
    const where = { fulfillment: { orderLine: { orderId: orderId ?? '' } } };
    await db().entitlement.updateMany({ where, data: { endsAt: new Date(0) } });
    const { text } = await write('delivery', { orderId });
    expect(text.match(/REG-/g)).toHaveLength(1);
    expect(text).not.toContain('Setting type by hand');
  });
});

describe('access that ended', () => {
  test('by time offers to buy it again', async () => {
    const { text } = await write('access_ended', await situations.endedCourse());
    expect(buttonOf(text)).toBe('http://shop.test/products/comporre-a-mano');
  });

  test('with its subscription says until when it ran, and where a payment is put right', async () => {
    const { id: orderId } = await makeOrder({
      lines: [{ slug: 'amici' }],
      accessEndsAt: new Date('2026-03-01T12:00:00Z'),
    });
    const data = { entitlementId: await situations.entitlementOf(orderId) };
    const { subject, text } = await write('access_ended', { orderId, data });
    expect(subject).toContain('Membership ended');
    expect(text).toContain('1 March 2026');
    expect(text).toContain('how to put it right');
  });

  test('with its refund says so', async () => {
    const situation = await situations.course({ payment: 'refunded' });
    await db().entitlement.update({
      where: { id: situation.data?.entitlementId ?? '' },
      data: { revokedAt: new Date() },
    });
    expect((await write('access_ended', situation)).text).toContain('went back to you');
  });
});

describe('a refund', () => {
  test('of some units names them, and what is no longer the buyer’s', async () => {
    const { text } = await write('refund', await situations.refunded('pending'));
    expect(text).toContain('part of the €190.00 you paid');
    expect(text).toMatch(/Bowl \.+ €24\.00/);
    expect(text).toContain('1 × Bowl, not sent');
    expect(text).toMatch(/Registrations for Ottava, licence key REG-/);
    expect(text).not.toMatch(/no longer to download|no longer open/);
  });

  test('of an amount names no goods and takes nothing back', async () => {
    const situation = await situations.refunded('succeeded');
    await db().refundLine.deleteMany();
    const { text } = await write('refund', situation);
    expect(text).not.toMatch(/Bowl|No longer yours/);
  });

  test('of everything takes everything back', async () => {
    const { id: orderId } = await makeOrder({
      payment: 'refunded',
      lines: [{ slug: 'ciotola', quantity: 2, state: 'fulfilled' }],
      parcels: [{ state: 'cancelled' }],
    });
    const { amountTotal } = await db().order.findUniqueOrThrow({ where: { id: orderId } });
    await db().orderLine.updateMany({ where: { orderId }, data: { state: 'cancelled' } });
    await db().refund.create({
      data: {
        id: 're_all',
        orderId,
        amount: amountTotal,
        currency: 'eur',
        state: 'succeeded',
        createdAt: new Date(),
      },
    });
    const { text } = await write('refund', { orderId, data: { refundId: 're_all' } });
    expect(text).toContain('all you paid for this order');
    expect(text).toContain('2 × Bowl, not sent');
  });

  test('that asks the buyer where to send it says who asks', async () => {
    const { text } = await write('refund', await situations.refunded('requires_action'));
    expect(text).toContain('asks you by mail where to send it');
  });

  test('that failed says that the money is not lost, and that what was taken back is the buyer’s again', async () => {
    const { text } = await write('refund_failed', await situations.refunded('failed'));
    expect(text).toContain('the bank returned it to us');
    expect(text).toContain('is yours again');
    const calledOff = await write('refund_failed', await situations.refunded('canceled'));
    expect(calledOff.text).toContain('called off before it left');
  });
});
