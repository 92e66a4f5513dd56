import { afterEach, describe, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { reconcile } from '@/lib/jobs/reconcile';
import { sweep } from '@/lib/jobs/sweep';
import { drainQueue } from '@/lib/jobs/worker';
import { useDatabase } from '../../support/database';
import { deliver, sessionEvent } from '../../support/deliver';
import { expectInvariants, stockOf } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy, emptyAccount, pay, startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox();

const orderOf = (sessionId: string) =>
  db().order.findUniqueOrThrow({ where: { sessionId }, include: { lines: true } });
const client = async () => (await import('@/lib/stripe/client')).stripe();
const paymentOf = async (sessionId: string) =>
  String((await (await client()).checkout.sessions.retrieve(sessionId)).payment_intent);
/** Hands the shop the newest event of a kind that Stripe has sent, as a late or repeated delivery would. */
const relay = async (type: string) => {
  const event = stripe.engine.account.events().find((candidate) => candidate.type === type);
  if (!event) throw new Error(`Stripe sent no ${type}`);
  await deliver(JSON.stringify(event));
  await drainQueue();
};

afterEach(expectInvariants);

describe('a refund', () => {
  test('that is heard of before the payment hands nothing out', async () => {
    const before = await stockOf('registri');
    const sessionId = await buy(stripe, [{ slug: 'registri', quantity: 1 }]);
    await stripe.engine.account.refund(await paymentOf(sessionId));
    await relay('charge.refunded');
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
    await deliver(sessionEvent(sessionId));
    await drainQueue();
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
    expect(await db().fulfillment.count({ where: { orderLine: { orderId: order.id } } })).toBe(0);
    const mails = await db().mailMessage.findMany({ where: { orderId: order.id } });
    expect(mails.map(({ template }) => template)).toEqual(['refund']);
    expect(await stockOf('registri')).toEqual(before);
  });

  test('of a line that stock did not cover puts back what the line had taken', async () => {
    const before = await stockOf('ciotola');
    const price = await db().price.findFirstOrThrow({
      where: { active: true, variant: { product: { slug: 'ciotola' } } },
    });
    const session = await (await client()).checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://shop.test/',
      line_items: [{ price: price.stripePriceId ?? '', quantity: before.onHand + 1 }],
    });
    await pay(stripe, session.id);
    expect(await fulfillCheckout(session.id, { trigger: 'webhook' })).toMatchObject({
      fulfillment: 'needs_attention',
    });
    expect((await stockOf('ciotola')).onHand).toBe(0);
    await stripe.engine.account.refund(await paymentOf(session.id));
    await relay('charge.refunded');
    expect(await stockOf('ciotola')).toEqual(before);
  });

  test('leaves with the buyer’s parcel what has left, and puts back the rest', async () => {
    const sessionId = await buy(stripe, [
      { slug: 'ciotola', quantity: 1 },
      { slug: 'brocca', quantity: 1 },
    ]);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const { id: orderId } = await orderOf(sessionId);
    const before = { ciotola: await stockOf('ciotola'), brocca: await stockOf('brocca') };
    const parcel = await db().parcel.findFirstOrThrow({ where: { orderId }, include: { items: true } });
    const [first, second] = parcel.items;
    if (!first || !second) throw new Error('the parcel has two items');
    const rest = await db().parcel.create({ data: { orderId, number: 2 } });
    await db().parcelItem.updateMany({
      where: { parcelId: parcel.id, fulfillmentId: second.fulfillmentId },
      data: { parcelId: rest.id },
    });
    await db().parcel.update({ where: { id: parcel.id }, data: { state: 'shipped' } });
    await stripe.engine.account.refund(await paymentOf(sessionId));
    await relay('charge.refunded');
    const after = { ciotola: await stockOf('ciotola'), brocca: await stockOf('brocca') };
    const returned =
      after.ciotola.onHand - before.ciotola.onHand + (after.brocca.onHand - before.brocca.onHand);
    expect(returned).toBe(1);
    expect(await db().parcel.findUnique({ where: { id: rest.id } })).toMatchObject({ state: 'cancelled' });
  });
});

describe('a dispute', () => {
  const disputed = async () => {
    const sessionId = await buy(stripe, [{ slug: 'registri', quantity: 1 }]);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const payment = await paymentOf(sessionId);
    await stripe.engine.account.openDispute(payment);
    return { sessionId, payment };
  };

  test('that was won is over, also where its opening is heard of last', async () => {
    const { sessionId, payment } = await disputed();
    await relay('charge.dispute.created');
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'disputed', fulfillment: 'fulfilled' });
    await stripe.engine.account.closeDispute(payment, 'won');
    await relay('charge.dispute.closed');
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid' });
    const opening = stripe.engine.account.events().find((event) => event.type === 'charge.dispute.created');
    await deliver(JSON.stringify({ ...opening, id: 'evt_repeated' }));
    await drainQueue();
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  });

  test('that was lost takes back what was bought', async () => {
    const { sessionId, payment } = await disputed();
    await stripe.engine.account.closeDispute(payment, 'lost');
    await relay('charge.dispute.closed');
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
    const keys = await db().licenseKey.findMany({
      where: { fulfillment: { orderLine: { orderId: order.id } } },
    });
    expect(keys.every((key) => key.revokedAt !== null)).toBe(true);
  });
});

describe('what nobody told us', () => {
  test('an event whose job gave up is tried again by the sweep, and at once when it is sent again', async () => {
    const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
    const body = sessionEvent(sessionId);
    await deliver(body);
    await pool().query(
      `UPDATE graphile_worker._private_jobs SET attempts = max_attempts, updated_at = now() - interval '1 hour'`,
    );
    await deliver(body);
    await drainQueue();
    expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled' });

    const other = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
    await deliver(sessionEvent(other));
    await pool().query('DELETE FROM graphile_worker._private_jobs');
    await pool().query(
      `UPDATE stripe_event SET received_at = now() - interval '1 hour' WHERE state = 'pending'`,
    );
    await sweep();
    await drainQueue();
    expect(await orderOf(other)).toMatchObject({ fulfillment: 'fulfilled' });
  });

  test('a mail whose job is gone goes out after the sweep', async () => {
    const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    await pool().query('DELETE FROM graphile_worker._private_jobs');
    await pool().query(
      `UPDATE mail_message SET queued_at = now() - interval '1 hour' WHERE state = 'queued'`,
    );
    await sweep();
    await drainQueue();
    expect(await db().mailMessage.findFirst({ where: { order: { sessionId } } })).toMatchObject({
      state: 'sent',
    });
  });

  test('a debit that failed without a word gives its stock back', async () => {
    const before = await stockOf('brocca');
    const sessionId = await buy(stripe, [{ slug: 'brocca', quantity: 1 }], { instrument: emptyAccount });
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    await stripe.engine.account.settleDebit(await paymentOf(sessionId), 'fail');
    await db().order.updateMany({
      where: { sessionId },
      data: { createdAt: new Date(Date.now() - 86_400_000) },
    });
    await sweep();
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'failed' });
    expect(await stockOf('brocca')).toEqual(before);
  });

  test('a Payment Link’s sale whose every event was lost is found at Stripe', async () => {
    const link = await db().paymentLink.findFirstOrThrow({
      where: { active: true, variant: { product: { slug: 'ottava' } } },
    });
    const opened = await stripe.engine.checkout.openPaymentLink(link.id);
    if (!opened || 'closed' in opened) throw new Error('the link is closed');
    await pay(stripe, opened.session.id);
    await reconcile();
    expect(await orderOf(opened.session.id)).toMatchObject({
      fulfillment: 'fulfilled',
      fulfilledBy: 'sweep',
    });
  });

  test('one checkout that cannot be settled keeps no other waiting', async () => {
    const poisoned = await startSession([{ slug: 'due-bicchieri', quantity: 1 }]);
    const other = await startSession([{ slug: 'brocca', quantity: 1 }]);
    await stripe.engine.account.expire(poisoned);
    await stripe.engine.account.expire(other);
    const held = (await stockOf('brocca')).held;
    await pool().query(`
      CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.session_id = '${poisoned}' AND NEW.state = 'expired' THEN RAISE EXCEPTION 'poisoned'; END IF;
        RETURN NEW; END $$;
      CREATE TRIGGER poison BEFORE UPDATE ON checkout FOR EACH ROW EXECUTE FUNCTION poison()`);
    for (const [sessionId, hours] of [
      [poisoned, 3],
      [other, 1],
    ] as const) {
      await db().checkout.update({
        where: { sessionId },
        data: { expiresAt: new Date(Date.now() - hours * 3_600_000) },
      });
    }
    await sweep();
    expect((await stockOf('brocca')).held).toBe(held - 1);
    await pool().query('DROP TRIGGER poison ON checkout; DROP FUNCTION poison()');
    await sweep();
  });
});

test('another integration’s sale on the same account becomes an order, and its buyer gets no mail of ours', async () => {
  const product = await (await client()).products.create({ name: 'A workshop seat' });
  const price = await (await client()).prices.create({
    product: product.id,
    currency: 'eur',
    unit_amount: 9000,
  });
  const session = await (await client()).checkout.sessions.create({
    mode: 'payment',
    success_url: 'http://elsewhere.test/',
    line_items: [{ price: price.id, quantity: 1 }],
  });
  await pay(stripe, session.id);
  await fulfillCheckout(session.id, { trigger: 'webhook' });
  expect(await orderOf(session.id)).toMatchObject({ fulfillment: 'needs_attention', origin: 'other' });
  expect(await db().mailMessage.count({ where: { order: { sessionId: session.id } } })).toBe(0);
});
