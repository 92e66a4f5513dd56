import { afterEach, expect, test } from 'vitest';
import { fulfillByHand } from '@/lib/fulfillment/fulfill-by-hand';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { refundOrder } from '@/lib/orders/merchant/refund-order';
import { orderOf, paymentOf, teller, toldOf, unitsOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

/** A cardholder may contest a part of a payment: whoever loses that part has not lost the rest. */
useDatabase();
useMailbox();
const stripe = useSandbox();
const { relay, relayTwin } = teller(stripe);
const actor = 'ottavia@bottega.example';

afterEach(expectInvariants);

/** Has a part of a payment contested, and decided; the stand-in's own disputes are about all of it. */
async function contest(payment: string, amount: number, currency = 'eur'): Promise<void> {
  await stripe.engine.account.openDispute(payment);
  Object.assign(disputeOf(payment), { amount, currency });
}
function disputeOf(payment: string) {
  const dispute = stripe.engine.account.disputes().find((one) => one.payment_intent === payment);
  if (!dispute) throw new Error('there is no dispute');
  return dispute;
}

const bought = async (lines: { slug: string; quantity: number }[]) => {
  const sessionId = await buy(stripe, lines);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  return { sessionId, payment: await paymentOf(sessionId) };
};

test('a dispute of a part that is lost takes that money alone: a person decides about the goods, and that is asked once', async () => {
  const before = await stockOf('ciotola');
  const { sessionId, payment } = await bought([
    { slug: 'ciotola', quantity: 2 },
    { slug: 'comporre-a-mano', quantity: 1 },
  ]);
  await contest(payment, 1000);
  await relay('charge.dispute.created', payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'disputed', amountRefunded: 0, amountLost: 0 });

  await stripe.engine.account.closeDispute(payment, 'lost');
  await relay('charge.dispute.closed', payment);
  await relayTwin('charge.dispute.closed', payment);
  await fulfillCheckout(sessionId, { trigger: 'merchant', actor });
  const lost = await orderOf(sessionId);
  expect(lost).toMatchObject({
    payment: 'partly_refunded',
    fulfillment: 'needs_attention',
    attention: lost.lines.map(({ id: lineId }) => ({
      code: 'lost_in_part',
      lineId,
      amount: 1000,
      currency: 'eur',
    })),
    amountRefunded: 1000,
    amountLost: 1000,
  });
  expect(await unitsOf(sessionId)).toEqual([['shipment 2'], ['access 1']]);
  expect(await stockOf('ciotola')).toEqual({ ...before, onHand: before.onHand - 2, sold: before.sold + 2 });
  expect((await toldOf(sessionId)).slice(3)).toEqual([
    'payment_disputed',
    'frozen',
    'access_ended',
    'dispute_closed',
    'unfrozen',
    'needs_attention',
    'access_opened',
  ]);

  for (const { id } of lost.lines) {
    expect(await fulfillByHand(id, 'They keep it.', actor)).toEqual({ changed: true });
  }
  await relayTwin('charge.dispute.closed', payment);
  expect(await orderOf(sessionId)).toMatchObject({
    payment: 'partly_refunded',
    fulfillment: 'fulfilled',
    attention: null,
  });
  expect(await unitsOf(sessionId)).toEqual([['shipment 2'], ['access 1']]);
});

test('what a lost dispute took is not given back once more, and all is over when the rest has gone, too', async () => {
  const { sessionId, payment } = await bought([{ slug: 'registri', quantity: 2 }]);
  const { id: orderId, amountTotal, lines } = await orderOf(sessionId);
  await contest(payment, 1000);
  await stripe.engine.account.closeDispute(payment, 'lost');
  await relay('charge.dispute.closed', payment);
  const wish = { orderId, idempotencyKey: crypto.randomUUID() };
  expect(await refundOrder({ ...wish, kind: 'amount', amount: amountTotal }, actor)).toMatchObject({
    refunded: false,
    reason: 'more_than_left',
    left: amountTotal - 1000,
  });
  // The stand-in lets no charge be refunded that was contested: the rest is lost to the bank as well.
  Object.assign(disputeOf(payment), { amount: amountTotal });
  await relayTwin('charge.dispute.closed', payment);
  expect(await orderOf(sessionId)).toMatchObject({
    payment: 'refunded',
    fulfillment: 'cancelled',
    attention: null,
    amountRefunded: amountTotal,
    amountLost: amountTotal,
  });
  expect(lines).toHaveLength(1);
  expect(await unitsOf(sessionId)).toEqual([['license_key 0']]);
});

test('a dispute of a part that is lost and then reversed leaves nothing to decide', async () => {
  const { sessionId, payment } = await bought([{ slug: 'registri', quantity: 1 }]);
  await contest(payment, 100);
  await stripe.engine.account.closeDispute(payment, 'lost');
  await relay('charge.dispute.closed', payment);
  expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'needs_attention' });
  disputeOf(payment).status = 'won';
  await relayTwin('charge.dispute.closed', payment);
  expect(await orderOf(sessionId)).toMatchObject({
    payment: 'paid',
    fulfillment: 'fulfilled',
    attention: null,
    amountRefunded: 0,
    amountLost: 0,
  });
});

test('a dispute of a part that is lost before the payment was heard of hands the goods out and asks', async () => {
  const sessionId = await buy(stripe, [{ slug: 'ciotola', quantity: 1 }]);
  const payment = await paymentOf(sessionId);
  await contest(payment, 100);
  await stripe.engine.account.closeDispute(payment, 'lost');
  await fulfillCheckout(sessionId, { trigger: 'landing' });
  expect(await orderOf(sessionId)).toMatchObject({
    payment: 'partly_refunded',
    fulfillment: 'needs_attention',
    amountLost: 100,
  });
  expect(await unitsOf(sessionId)).toEqual([['shipment 1']]);
});

test('a lost dispute in another currency took all: nobody can say how much less', async () => {
  const { sessionId, payment } = await bought([{ slug: 'registri', quantity: 1 }]);
  await contest(payment, 100, 'usd');
  await stripe.engine.account.closeDispute(payment, 'lost');
  await relay('charge.dispute.closed', payment);
  const { amountTotal, ...order } = await orderOf(sessionId);
  expect(order).toMatchObject({
    payment: 'refunded',
    fulfillment: 'cancelled',
    amountRefunded: amountTotal,
    amountLost: amountTotal,
  });
});
