import { afterEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import {
  foreignSession,
  mailsOf,
  orderOf,
  paymentOf,
  putOnShelf,
  teller,
  toldOf,
  unitsOf,
} from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy, pay } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox();
const { eventOf, hand, relay, relayTwin } = teller(stripe);

afterEach(expectInvariants);

const goods = [
  { slug: 'registri', quantity: 1 },
  { slug: 'comporre-a-mano', quantity: 1 },
];
const entitlementOf = (sessionId: string) =>
  db().entitlement.findFirstOrThrow({ where: { fulfillment: { orderLine: { order: { sessionId } } } } });

test('a dispute freezes, takes nothing back, and is over once it is won, also where its opening is heard of last', async () => {
  const sessionId = await buy(stripe, goods);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const payment = await paymentOf(sessionId);
  await stripe.engine.account.openDispute(payment);
  await relay('charge.dispute.created', payment);
  await relayTwin('charge.dispute.created', payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'disputed', fulfillment: 'fulfilled' });
  expect(await unitsOf(sessionId)).toEqual([['license_key 1'], ['access 1']]);
  expect(await entitlementOf(sessionId)).toMatchObject({ announcedOpen: false, revokedAt: null });

  await stripe.engine.account.closeDispute(payment, 'won');
  await relay('charge.dispute.closed', payment);
  await relayTwin('charge.dispute.created', payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  expect(await entitlementOf(sessionId)).toMatchObject({ announcedOpen: true, revokedAt: null });
  expect(await toldOf(sessionId)).toEqual([
    'order_placed',
    'payment_received',
    'fulfilled',
    'payment_disputed',
    'frozen',
    'access_ended',
    'dispute_closed',
    'unfrozen',
    'access_opened',
  ]);
  expect((await mailsOf(sessionId)).sort()).toEqual(['access_ended', 'access_granted', 'receipt']);
});

test('a dispute that is lost takes everything back, and one that is reversed afterwards gives it again', async () => {
  const before = await stockOf('ciotola');
  const sessionId = await buy(stripe, [...goods, { slug: 'ciotola', quantity: 2 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const payment = await paymentOf(sessionId);
  const keys = (await orderOf(sessionId)).lines[0]?.fulfillments[0]?.licenseKeys.map(({ key }) => key);
  await stripe.engine.account.openDispute(payment);
  await relay('charge.dispute.created', payment);
  await stripe.engine.account.closeDispute(payment, 'lost');
  await relay('charge.dispute.closed', payment);
  const lost = await orderOf(sessionId);
  expect(lost).toMatchObject({
    payment: 'refunded',
    fulfillment: 'cancelled',
    amountRefunded: lost.amountTotal,
    refunds: [],
  });
  expect(await unitsOf(sessionId)).toEqual([['license_key 0'], ['access 0'], ['shipment 0']]);
  expect(await stockOf('ciotola')).toEqual(before);
  expect(await mailsOf(sessionId)).toEqual(['receipt', 'access_ended']);

  const [dispute] = stripe.engine.account.disputes();
  if (dispute) dispute.status = 'won';
  await relayTwin('charge.dispute.closed', payment);
  const won = await orderOf(sessionId);
  expect(won).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled', amountRefunded: 0 });
  expect(await unitsOf(sessionId)).toEqual([['license_key 1'], ['access 1'], ['shipment 2']]);
  const live = won.lines[0]?.fulfillments[0]?.licenseKeys.filter(({ revokedAt }) => revokedAt === null);
  expect(live?.map(({ key }) => key)).toEqual(keys);
  expect((await toldOf(sessionId)).filter((kind) => kind === 'dispute_closed')).toHaveLength(2);
});

test('a dispute that was lost and is reversed is heard of by the money that comes back', async () => {
  const sessionId = await buy(stripe, goods);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const payment = await paymentOf(sessionId);
  await stripe.engine.account.openDispute(payment);
  await stripe.engine.account.closeDispute(payment, 'lost');
  await relay('charge.dispute.closed', payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });

  const [dispute] = stripe.engine.account.disputes();
  if (dispute) dispute.status = 'won';
  // Stripe closes a dispute once; of the reversal it tells in its own way.
  const closed = eventOf('charge.dispute.closed', payment);
  const reinstated = { id: 'evt_reinstated', type: 'charge.dispute.funds_reinstated' } as typeof closed;
  await hand({ ...closed, ...reinstated });
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
});

test('a payment that is disputed before the shop hears of it hands nothing out, keeps the stock, and does once it is won', async () => {
  const before = await stockOf('ciotola');
  const sessionId = await buy(stripe, [
    { slug: 'ciotola', quantity: 1 },
    { slug: 'quaderno-pdf', quantity: 1 },
  ]);
  const payment = await paymentOf(sessionId);
  await stripe.engine.account.openDispute(payment);
  await relay('charge.dispute.created', payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'disputed', fulfillment: 'unfulfilled' });
  expect(await unitsOf(sessionId)).toEqual([[], []]);
  expect(await mailsOf(sessionId)).toEqual([]);
  expect((await stockOf('ciotola')).held).toBe(before.held + 1);
  await fulfillCheckout(sessionId, { trigger: 'merchant' });
  expect(await unitsOf(sessionId)).toEqual([[], []]);

  await stripe.engine.account.closeDispute(payment, 'won');
  await relay('charge.dispute.closed', payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  expect(await unitsOf(sessionId)).toEqual([['shipment 1'], ['download 1']]);
  expect(await mailsOf(sessionId)).toEqual(['receipt']);
  expect(await stockOf('ciotola')).toEqual({ ...before, onHand: before.onHand - 1, sold: before.sold + 1 });
});

test('a payment that is disputed before the shop hears of it, and lost, gives its stock back', async () => {
  const before = await stockOf('ciotola');
  const sessionId = await buy(stripe, [{ slug: 'ciotola', quantity: 1 }]);
  const payment = await paymentOf(sessionId);
  await stripe.engine.account.openDispute(payment);
  await relay('charge.dispute.created', payment);
  await stripe.engine.account.closeDispute(payment, 'lost');
  await relay('charge.dispute.closed', payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', fulfillment: 'cancelled' });
  expect(await stockOf('ciotola')).toEqual(before);
});

test('while a payment is disputed nothing more is granted, whoever asks and whatever has arrived', async () => {
  await putOnShelf('brocca', 1);
  const sessionId = await foreignSession('brocca', 3);
  await pay(stripe, sessionId);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  expect(await unitsOf(sessionId)).toEqual([['shipment 1']]);
  const payment = await paymentOf(sessionId);
  await stripe.engine.account.openDispute(payment);
  await relay('charge.dispute.created', payment);
  await putOnShelf('brocca', 9);
  await fulfillCheckout(sessionId, { trigger: 'merchant' });
  expect(await unitsOf(sessionId)).toEqual([['shipment 1']]);
  expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'needs_attention' });
  await stripe.engine.account.closeDispute(payment, 'won');
  await relay('charge.dispute.closed', payment);
  expect(await unitsOf(sessionId)).toEqual([['shipment 3']]);
  expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled', attention: null });
});

test('a refund in part that fails while the payment is disputed is given again when the dispute is won', async () => {
  const sessionId = await buy(stripe, [{ slug: 'registri', quantity: 2 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const { id: orderId, lines, paymentIntentId } = await orderOf(sessionId);
  const { refundOrder } = await import('@/lib/orders/merchant/refund-order');
  const wish = {
    orderId,
    idempotencyKey: crypto.randomUUID(),
    kind: 'lines',
    lines: { [lines[0]?.id ?? '']: 2 },
  };
  expect(await refundOrder(wish, 'ottavia@shop.test')).toMatchObject({ refunded: true, payment: 'refunded' });
  const payment = paymentIntentId ?? '';
  await stripe.engine.account.openDispute(payment);
  await stripe.engine.account.failRefund(stripe.engine.account.refunds()[0]?.id ?? '');
  await relay('refund.failed', payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'disputed', fulfillment: 'cancelled' });
  expect(await unitsOf(sessionId)).toEqual([['license_key 0']]);
  await stripe.engine.account.closeDispute(payment, 'won');
  await relay('charge.dispute.closed', payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  expect(await unitsOf(sessionId)).toEqual([['license_key 2']]);
});
