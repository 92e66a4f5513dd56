import { afterEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillByHand } from '@/lib/fulfillment/fulfill-by-hand';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { reconcilePayment } from '@/lib/fulfillment/reconcile-payment';
import { refundOrder } from '@/lib/orders/merchant/refund-order';
import { foreignSession, orderOf, paymentOf, putOnShelf, unitsOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { pay } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';

useDatabase();
const stripe = useSandbox();
const actor = 'ottavia@bottega.example';
const slug = 'brocca';

afterEach(expectInvariants);

/** An order of three jugs of which one was sent by the shop and two were found in the cellar by its merchant. */
async function finishedByHand() {
  await putOnShelf(slug, 1);
  const sessionId = await foreignSession(slug, 3);
  await pay(stripe, sessionId);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const order = await orderOf(sessionId);
  const lineId = order.lines[0]?.id ?? '';
  expect(await fulfillByHand(lineId, 'Two more were in the cellar.', actor)).toEqual({ changed: true });
  return { sessionId, lineId, wish: { orderId: order.id, idempotencyKey: crypto.randomUUID() } };
}
const failRefund = async (sessionId: string) => {
  await stripe.engine.account.failRefund(stripe.engine.account.refunds()[0]?.id ?? '');
  await reconcilePayment(await paymentOf(sessionId), { trigger: 'webhook' });
};

test('what was finished by hand is granted no more by machine, whatever arrives and whoever asks', async () => {
  const { sessionId, wish } = await finishedByHand();
  await putOnShelf(slug, 9);
  await fulfillCheckout(sessionId, { trigger: 'merchant' });
  await refundOrder({ ...wish, kind: 'amount', amount: 1 }, actor);
  expect(await unitsOf(sessionId)).toEqual([['shipment 1']]);
  expect((await stockOf(slug)).onHand).toBe(9);
  expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled', lines: [{ unitsByHand: 3 }] });
});

test('a refund in full calls off what the shop was to send, and one that fails asks the merchant about the rest', async () => {
  const { sessionId, lineId, wish } = await finishedByHand();
  expect(await refundOrder({ ...wish, kind: 'all' }, actor)).toMatchObject({ fulfillment: 'cancelled' });
  expect(await unitsOf(sessionId)).toEqual([['shipment 0']]);
  await failRefund(sessionId);
  const order = await orderOf(sessionId);
  expect(order).toMatchObject({ payment: 'paid', fulfillment: 'needs_attention' });
  expect(order.attention).toMatchObject([{ code: 'refunded_by_hand' }]);
  expect(await unitsOf(sessionId)).toEqual([['shipment 0']]);
  expect(await fulfillByHand(lineId, 'They have all three.', actor)).toEqual({ changed: true });
  expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled', attention: null });
});

test('a refund of some units leaves a line finished that is covered by what was done', async () => {
  const { sessionId, lineId, wish } = await finishedByHand();
  await refundOrder({ ...wish, kind: 'lines', lines: { [lineId]: 2 } }, actor);
  expect(await orderOf(sessionId)).toMatchObject({
    payment: 'partly_refunded',
    fulfillment: 'fulfilled',
    lines: [{ state: 'fulfilled', unitsByHand: 1 }],
  });
  expect(await unitsOf(sessionId)).toEqual([['shipment 1']]);
});

test('a product that is counted only since it was sold gives no stock it never took', async () => {
  const { id: variantId } = await variantOf('quaderno-pdf');
  const sessionId = await foreignSession('quaderno-pdf', 2);
  await pay(stripe, sessionId);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  await db().stock.create({ data: { variantId, received: 3, onHand: 3 } });
  const { id: orderId, lines } = await orderOf(sessionId);
  const wish = {
    orderId,
    idempotencyKey: crypto.randomUUID(),
    kind: 'lines',
    lines: { [lines[0]?.id ?? '']: 1 },
  };
  expect(await refundOrder(wish, actor)).toMatchObject({ refunded: true, fulfillment: 'fulfilled' });
  expect(await unitsOf(sessionId)).toEqual([['download 1']]);
  expect(await stockOf('quaderno-pdf')).toEqual({ onHand: 3, held: 0, sold: 0 });
  await db().stock.delete({ where: { variantId } });
});
