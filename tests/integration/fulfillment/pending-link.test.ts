import { afterEach, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { linesToPayAgain } from '@/lib/orders/buyer/own-lines';
import { refreshPaymentLink } from '@/lib/sync/refresh-payment-link';
import { mailsOf, orderOf, paymentOf, putOnShelf, teller } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { emptyAccount, goodAccount, pay } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';

/** A debit through a Payment Link: Stripe held nothing while it was paid, and takes days to collect it. */
useDatabase();
useMailbox();
const stripe = useSandbox();
const { relay } = teller(stripe);
const slug = 'e-commerciale';
const events = {
  completed: 'checkout.session.completed',
  succeeded: 'checkout.session.async_payment_succeeded',
  failed: 'checkout.session.async_payment_failed',
};

beforeEach(() => putOnShelf(slug, 2));
afterEach(expectInvariants);

async function debited(instrument = goodAccount) {
  const { id: variantId } = await variantOf(slug);
  await refreshPaymentLink(variantId);
  const link = await db().paymentLink.findFirstOrThrow({ where: { active: true, variantId } });
  const opened = await stripe.engine.checkout.openPaymentLink(link.id);
  if (!opened || 'closed' in opened) throw new Error('the link is closed');
  const sessionId = opened.session.id;
  await pay(stripe, sessionId, instrument);
  return { sessionId, payment: await paymentOf(sessionId) };
}

test('keeps its stock while the bank takes its time, and takes it from there once it is paid', async () => {
  const { sold } = await stockOf(slug);
  const { sessionId, payment } = await debited();
  await relay(events.completed, sessionId);
  await Promise.all([1, 2, 3].map(() => fulfillCheckout(sessionId, { trigger: 'sweep' })));
  expect(await orderOf(sessionId)).toMatchObject({ origin: 'payment_link', payment: 'awaiting' });
  expect(await stockOf(slug)).toMatchObject({ onHand: 1, held: 1, sold });

  // Somebody else takes what is left on the shelf.
  await putOnShelf(slug, 0);
  await stripe.engine.account.settleDebit(payment, 'succeed');
  await relay(events.succeeded, sessionId);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  expect(await stockOf(slug)).toMatchObject({ onHand: 0, held: 0, sold: sold + 1 });
  expect(await mailsOf(sessionId)).toEqual(['payment_in_progress', 'receipt']);
});

test('gives it back where the bank does not pay, and offers the same goods again', async () => {
  const { sessionId, payment } = await debited(emptyAccount);
  await relay(events.completed, sessionId);
  await stripe.engine.account.settleDebit(payment, 'fail');
  await relay(events.failed, sessionId);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'failed', fulfillment: 'unfulfilled' });
  expect(await stockOf(slug)).toMatchObject({ onHand: 2, held: 0 });
  const asked = { sessionId, signedOrderId: null, browserHash: null };
  expect(await linesToPayAgain(asked)).toEqual([{ slug, quantity: 1 }]);
});

test('whose end is heard of first holds nothing, whatever is told of its beginning', async () => {
  const good = await debited();
  await stripe.engine.account.settleDebit(good.payment, 'succeed');
  await relay(events.succeeded, good.sessionId);
  await relay(events.completed, good.sessionId);
  const bad = await debited(emptyAccount);
  await stripe.engine.account.settleDebit(bad.payment, 'fail');
  await relay(events.failed, bad.sessionId);
  await relay(events.completed, bad.sessionId);
  expect(await orderOf(good.sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  expect(await orderOf(bad.sessionId)).toMatchObject({ payment: 'failed' });
  expect(await stockOf(slug)).toMatchObject({ onHand: 1, held: 0 });
});

test('that finds less on the shelf keeps what there is', async () => {
  const { sessionId } = await debited();
  await putOnShelf(slug, 0);
  await relay(events.completed, sessionId);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'awaiting' });
  expect(await stockOf(slug)).toMatchObject({ onHand: 0, held: 0 });
});
