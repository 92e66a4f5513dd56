import { afterEach, expect, test } from 'vitest';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { mailsOf, orderOf, paymentOf, teller } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

/** What `tests/faults/interleavings` once found a promise broken by, told plainly. */
useDatabase();
useMailbox();
const stripe = useSandbox();
const { relay } = teller(stripe);

afterEach(expectInvariants);

const newestRefund = () => {
  const [refund] = stripe.engine.account.refunds();
  if (!refund) throw new Error('there is no refund');
  return refund.id;
};

test('a buyer whose refund came to nothing before the payment was heard of gets the goods and one receipt', async () => {
  const sessionId = await buy(stripe, [{ slug: 'registri', quantity: 1 }]);
  const payment = await paymentOf(sessionId);
  await stripe.engine.account.refund(payment);
  await relay('checkout.session.completed', sessionId);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
  await stripe.engine.account.failRefund(newestRefund());
  await relay('refund.failed', payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  expect(await mailsOf(sessionId)).toEqual(['refund', 'refund_failed', 'receipt']);
});

test('a payment that was contested before it was heard of, and stays here, has one receipt', async () => {
  const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
  const payment = await paymentOf(sessionId);
  await stripe.engine.account.openDispute(payment);
  await fulfillCheckout(sessionId, { trigger: 'landing' });
  expect(await mailsOf(sessionId)).toEqual([]);
  await stripe.engine.account.closeDispute(payment, 'won');
  await relay('charge.dispute.closed', payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  expect(await mailsOf(sessionId)).toEqual(['receipt']);
});
