import { afterEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { client, orderOf, teller } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy, goodAccount } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox();
const { relay } = teller(stripe);

afterEach(expectInvariants);

test('a subscription that was paid by another payment than the one that was on its way follows the refund of the one that paid', async () => {
  const sessionId = await buy(stripe, [{ slug: 'amici', quantity: 1 }], { instrument: goodAccount });
  await fulfillCheckout(sessionId, { trigger: 'landing' });
  const { id, payment, paymentIntentId } = await orderOf(sessionId);
  expect(payment).toBe('awaiting');
  // As Stripe has it after the first debit failed and the invoice was paid otherwise.
  await db().order.update({ where: { id }, data: { paymentIntentId: 'pi_thatfailed' } });
  await stripe.engine.account.settleDebit(paymentIntentId ?? '', 'succeed');
  await relay('checkout.session.async_payment_succeeded', sessionId);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', paymentIntentId });

  await (await client()).refunds.create({ payment_intent: paymentIntentId ?? '' });
  await relay('charge.refunded', paymentIntentId ?? '');
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
});
