import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { drainQueue } from '@/lib/jobs/worker';
import { mailsOf, orderOf, paymentOf, putOnShelf, teller, toldOf, unitsOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { deliver, sessionEvent } from '../../support/deliver';
import { expectInvariants, stockOf } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy, emptyAccount, goodAccount } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox();
const { relay, relayTwin } = teller(stripe);
const slug = 'brocca';

afterEach(expectInvariants);

/** A purchase of one jug whose debit is on its way, with so many more on the shelf. */
async function debited(instrument = goodAccount, onHand = 1) {
  await putOnShelf(slug, onHand);
  const sessionId = await buy(stripe, [{ slug, quantity: 1 }], { instrument });
  return { sessionId, payment: await paymentOf(sessionId) };
}
const settle = (payment: string, outcome: 'succeed' | 'fail') =>
  stripe.engine.account.settleDebit(payment, outcome);
const paid = { payment: 'paid', fulfillment: 'fulfilled' };
const kinds = {
  completed: 'checkout.session.completed',
  succeeded: 'checkout.session.async_payment_succeeded',
  failed: 'checkout.session.async_payment_failed',
};

describe('a payment that takes days', () => {
  test('keeps its stock after the session’s time, and is told once, whatever arrives twice', async () => {
    const { sessionId, payment } = await debited();
    await relay(kinds.completed, sessionId);
    await relayTwin(kinds.completed, sessionId);
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'awaiting', fulfillment: 'unfulfilled' });
    await db().checkout.updateMany({
      where: { sessionId },
      data: { expiresAt: new Date(Date.now() - 86_400_000) },
    });
    const { sweep } = await import('@/lib/jobs/sweep');
    await sweep();
    expect(await stockOf(slug)).toMatchObject({ onHand: 0, held: 1 });
    await settle(payment, 'succeed');
    await relay(kinds.succeeded, sessionId);
    await relayTwin(kinds.succeeded, sessionId);
    expect(await orderOf(sessionId)).toMatchObject(paid);
    expect(await mailsOf(sessionId)).toEqual(['payment_in_progress', 'receipt']);
    expect(await toldOf(sessionId)).toEqual([
      'order_placed',
      'payment_awaited',
      'payment_received',
      'fulfilled',
    ]);
  });

  test('that succeeds before the shop hears that it was begun is fulfilled once, and its beginning is no news', async () => {
    const { sessionId, payment } = await debited();
    await settle(payment, 'succeed');
    await relay(kinds.succeeded, sessionId);
    expect(await orderOf(sessionId)).toMatchObject(paid);
    await relay(kinds.completed, sessionId);
    await relayTwin(kinds.succeeded, sessionId);
    expect(await orderOf(sessionId)).toMatchObject(paid);
    expect(await mailsOf(sessionId)).toEqual(['receipt']);
    expect(await toldOf(sessionId)).toEqual(['order_placed', 'payment_received', 'fulfilled']);
  });

  test('that fails before the shop hears that it was begun is a failed order, which holds nothing', async () => {
    const { sessionId, payment } = await debited(emptyAccount);
    await settle(payment, 'fail');
    await relay(kinds.failed, sessionId);
    await relay(kinds.completed, sessionId);
    await relayTwin(kinds.failed, sessionId);
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'failed', fulfillment: 'unfulfilled' });
    expect(await stockOf(slug)).toMatchObject({ onHand: 1, held: 0 });
    expect(await mailsOf(sessionId)).toEqual(['payment_failed']);
    expect(await toldOf(sessionId)).toEqual(['order_placed', 'payment_failed']);
  });

  test('whose failure is told after its success stays paid, and the timeline says what was refused, once for each event', async () => {
    const { sessionId, payment } = await debited();
    await relay(kinds.completed, sessionId);
    await settle(payment, 'succeed');
    await relay(kinds.succeeded, sessionId);
    const late = sessionEvent(sessionId, kinds.failed);
    for (let times = 0; times < 2; times++) {
      await deliver(late);
      await drainQueue();
    }
    const order = await orderOf(sessionId);
    expect(order).toMatchObject(paid);
    expect(await unitsOf(sessionId)).toEqual([['shipment 1']]);
    expect(order.timeline.filter(({ kind }) => kind === 'transition_refused')).toMatchObject([
      { data: { from: 'paid', to: 'failed' }, trigger: 'webhook' },
    ]);
    expect(await mailsOf(sessionId)).toEqual(['payment_in_progress', 'receipt']);
  });
});

describe('a payment that succeeds after its hold was given back', () => {
  /** Stripe may try a debit that failed again; by then the shop has given back what it held. */
  async function failedThenPaid(onHand: number) {
    const { sessionId, payment } = await debited(goodAccount);
    await relay(kinds.completed, sessionId);
    const { checkoutId } = await orderOf(sessionId);
    const { releaseHolds } = await import('@/lib/stock/holds');
    await db().$transaction((tx) => releaseHolds(tx, checkoutId ?? ''));
    await db().checkout.update({ where: { id: checkoutId ?? '' }, data: { state: 'failed' } });
    await db().order.update({ where: { sessionId }, data: { payment: 'failed' } });
    await putOnShelf(slug, onHand);
    await settle(payment, 'succeed');
    await relay(kinds.succeeded, sessionId);
    return sessionId;
  }

  test('takes from the shelf where there is some', async () => {
    const sessionId = await failedThenPaid(2);
    expect(await orderOf(sessionId)).toMatchObject(paid);
    expect(await stockOf(slug)).toMatchObject({ onHand: 1, held: 0 });
    expect(await mailsOf(sessionId)).toContain('receipt');
  });

  test('needs a person where there is none, and is finished once there is', async () => {
    const sessionId = await failedThenPaid(0);
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'needs_attention' });
    expect((await orderOf(sessionId)).attention).toMatchObject([{ code: 'out_of_stock', missing: 1 }]);
    await relayTwin(kinds.succeeded, sessionId);
    expect((await toldOf(sessionId)).filter((kind) => kind === 'needs_attention')).toHaveLength(1);
    await putOnShelf(slug, 1);
    await fulfillCheckout(sessionId, { trigger: 'merchant' });
    expect(await orderOf(sessionId)).toMatchObject(paid);
  });
});
