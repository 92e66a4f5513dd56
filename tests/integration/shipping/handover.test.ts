import { afterEach, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { addEndpoint } from '@/lib/integrations/endpoints';
import { drainQueue } from '@/lib/jobs/worker';
import { shipParcel } from '@/lib/orders/parcels/ship-parcel';
import { orderOf, paymentOf, teller, toldOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { useReceiver } from '../../support/receiver';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { actor } from './packed-order';

useDatabase();
useMailbox();
const stripe = useSandbox();
const warehouse = useReceiver();
const told = teller(stripe);

beforeEach(async () => {
  await db().outgoingEndpoint.deleteMany();
  await addEndpoint({ url: warehouse.url, kinds: ['parcel.ready', 'parcel.cancelled'] });
});
afterEach(expectInvariants);

/** A sale as the shop hears of it, with everything that follows from it done. */
async function sale(quantity = 2): Promise<string> {
  const sessionId = await buy(stripe, [{ slug: 'ciotola', quantity }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  await drainQueue();
  return sessionId;
}

/** Kind, revision and units of every message that came. */
const heard = () =>
  warehouse.received.map(({ message: { type, data } }) => [
    type,
    data.revision,
    Array.isArray(data.items) ? data.items.map((item: { quantity: number }) => item.quantity) : data.reason,
  ]);

test('a parcel is handed over, and the tracking in the answer sends it off and tells the buyer', async () => {
  warehouse.answer((_nth, { message }) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ carrier: 'gls', tracking_number: `M-${message.data.order_number}`, weight: 640 }),
  }));
  const sessionId = await sale();
  expect(heard()).toEqual([['parcel.ready', 1, [2]]]);
  const { id, number, parcels, mails } = await orderOf(sessionId);
  expect(parcels).toMatchObject([
    { state: 'shipped', carrier: 'gls_it', trackingNumber: `M-B-${number}`, shippedAt: expect.any(Date) },
  ]);
  expect(mails.filter(({ template }) => template === 'shipped')).toMatchObject([
    { idempotencyKey: `shipped:${parcels[0]?.id}`, state: 'sent' },
  ]);
  expect(await toldOf(sessionId)).toContain('parcel_shipped');
  expect(await db().outgoingMessage.findFirst({ where: { orderId: id } })).toMatchObject({
    state: 'delivered',
    lastError: null,
  });
});

test('an answer without tracking leaves the parcel waiting', async () => {
  warehouse.answer(() => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"received": true}',
  }));
  const { parcels } = await orderOf(await sale());
  expect(parcels).toMatchObject([{ state: 'awaiting_shipment', trackingNumber: null }]);
});

test('a dispute stops a parcel that was handed over; won, it is handed over again; lost, it is called off', async () => {
  const sessionId = await sale();
  const payment = await paymentOf(sessionId);
  await stripe.engine.account.openDispute(payment);
  await told.relay('charge.dispute.created', payment);
  const { parcels } = await orderOf(sessionId);
  const form = { parcelId: parcels[0]?.id, carrier: '', trackingNumber: '' };
  expect(await shipParcel(form, actor)).toMatchObject({ shipped: false, reason: 'frozen' });
  await stripe.engine.account.closeDispute(payment, 'won');
  await told.relay('charge.dispute.closed', payment);
  expect(heard()).toEqual([
    ['parcel.ready', 1, [2]],
    ['parcel.cancelled', 2, 'payment_disputed'],
    ['parcel.ready', 3, [2]],
  ]);
  expect(await shipParcel(form, actor)).toMatchObject({ shipped: true });

  const lost = await sale(1);
  warehouse.received.length = 0;
  await stripe.engine.account.openDispute(await paymentOf(lost));
  await told.relay('charge.dispute.created', await paymentOf(lost));
  await stripe.engine.account.closeDispute(await paymentOf(lost), 'lost');
  await told.relay('charge.dispute.closed', await paymentOf(lost));
  expect(heard().map(([kind]) => kind)).not.toContain('parcel.ready');
  expect(heard().at(-1)).toMatchObject(['parcel.cancelled', 3, 'called_off']);
  expect((await orderOf(lost)).parcels).toMatchObject([{ state: 'cancelled', items: [] }]);
});

test('a refund calls off what has not left, in every parcel, and leaves what has', async () => {
  const sessionId = await sale(3);
  const { parcels, lines } = await orderOf(sessionId);
  const fulfillmentId = lines[0]?.fulfillments[0]?.id ?? '';
  const units = { [fulfillmentId]: 1 };
  await shipParcel({ parcelId: parcels[0]?.id, carrier: '', trackingNumber: '', units }, actor);
  await drainQueue();
  const payment = await paymentOf(sessionId);
  await stripe.engine.account.refund(payment);
  await told.relay('charge.refunded', payment);
  expect((await orderOf(sessionId)).parcels).toMatchObject([
    { number: 1, state: 'shipped', items: [{ quantity: 1 }] },
    { number: 2, state: 'cancelled', items: [] },
  ]);
  expect(heard()).toEqual([
    ['parcel.ready', 1, [3]],
    ['parcel.ready', 1, [2]],
    ['parcel.cancelled', 2, 'called_off'],
  ]);
});
