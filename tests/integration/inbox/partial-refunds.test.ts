import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { client, mailsOf, orderOf, paymentOf, teller, toldOf, unitsOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox();
const { relay, relayTwin } = teller(stripe);

afterEach(expectInvariants);

/** A refund of these units, as the shop asks for it, or as somebody makes it look in the Dashboard. */
async function refundUnits(sessionId: string, metadata: Record<string, string>, amount: number) {
  const payment = await paymentOf(sessionId);
  return await (await client()).refunds.create({ payment_intent: payment, amount, metadata });
}
const fulfilled = async (lines: { slug: string; quantity: number }[]) => {
  const sessionId = await buy(stripe, lines);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  return sessionId;
};
describe('a refund in part', () => {
  test('made in the Dashboard, of an amount, takes nothing back', async () => {
    const sessionId = await fulfilled([{ slug: 'registri', quantity: 2 }]);
    const payment = await paymentOf(sessionId);
    await stripe.engine.account.refund(payment, 100);
    await relay('charge.refunded', payment);
    expect(await orderOf(sessionId)).toMatchObject({
      payment: 'partly_refunded',
      fulfillment: 'fulfilled',
      amountRefunded: 100,
    });
    expect(await unitsOf(sessionId)).toEqual([['license_key 2']]);
    expect(await toldOf(sessionId)).toEqual([
      'order_placed',
      'payment_received',
      'fulfilled',
      'payment_refunded',
    ]);
    await stripe.engine.account.failRefund(stripe.engine.account.refunds()[0]?.id ?? '');
    await relay('refund.failed', payment);
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', amountRefunded: 0 });
  });

  test('for one of three units takes that one back, from the keys last given and the parcel that waits', async () => {
    const before = await stockOf('ciotola');
    const sessionId = await fulfilled([
      { slug: 'ciotola', quantity: 3 },
      { slug: 'registri', quantity: 2 },
    ]);
    const { lines } = await orderOf(sessionId);
    const [bowls, keys] = lines;
    if (!bowls || !keys) throw new Error('two lines were bought');
    const amount = Math.floor(bowls.amountTotal / 3) + Math.floor(keys.amountTotal / 2);
    const metadata = {
      [bowls.id]: `1:${Math.floor(bowls.amountTotal / 3)}`,
      [keys.id]: `1:${Math.floor(keys.amountTotal / 2)}`,
    };
    const refund = await refundUnits(sessionId, metadata, amount);
    for (const type of ['refund.created', 'charge.refunded']) {
      await relayTwin(type, String(refund.payment_intent));
    }
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({
      payment: 'partly_refunded',
      fulfillment: 'fulfilled',
      amountRefunded: amount,
    });
    expect(order.lines.map(({ unitsRefunded, state }) => [unitsRefunded, state])).toEqual([
      [1, 'fulfilled'],
      [1, 'fulfilled'],
    ]);
    expect(await unitsOf(sessionId)).toEqual([['shipment 2'], ['license_key 1']]);
    expect(order.lines[1]?.fulfillments[0]?.licenseKeys.map(({ revokedAt }) => revokedAt === null)).toEqual([
      true,
      false,
    ]);
    expect(order.parcels.map(({ items }) => items.map(({ quantity }) => quantity))).toEqual([[2]]);
    expect((await stockOf('ciotola')).onHand).toBe(before.onHand - 2);

    await stripe.engine.account.failRefund(refund.id);
    await relay('refund.failed', refund.id);
    expect(await unitsOf(sessionId)).toEqual([['shipment 3'], ['license_key 2']]);
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
    expect((await stockOf('ciotola')).onHand).toBe(before.onHand - 3);
  });

  test('for units that were sent leaves them sent, and for the rest calls the rest off', async () => {
    const before = await stockOf('ciotola');
    const sessionId = await fulfilled([{ slug: 'ciotola', quantity: 3 }]);
    const { id: orderId, lines, parcels } = await orderOf(sessionId);
    const [line] = lines;
    const [parcel] = parcels;
    const [item] = parcel?.items ?? [];
    if (!line || !parcel || !item) throw new Error('three bowls wait in a parcel');
    await db().parcelItem.update({
      where: { parcelId_fulfillmentId: { parcelId: parcel.id, fulfillmentId: item.fulfillmentId } },
      data: { quantity: 1 },
    });
    await db().parcel.update({ where: { id: parcel.id }, data: { state: 'shipped' } });
    await db().parcel.create({
      data: { orderId, number: 2, items: { create: { fulfillmentId: item.fulfillmentId, quantity: 2 } } },
    });
    const refund = await refundUnits(sessionId, { [line.id]: `3:${line.amountTotal}` }, line.amountTotal);
    await relay('refund.created', refund.id);
    const after = await orderOf(sessionId);
    // Shipping was not given back, so the payment is not refunded; but nothing that was bought is left.
    expect(after).toMatchObject({ payment: 'partly_refunded', fulfillment: 'cancelled' });
    expect(after.parcels.map(({ state, items }) => [state, items.map(({ quantity }) => quantity)])).toEqual([
      ['shipped', [1]],
      ['cancelled', []],
    ]);
    expect((await stockOf('ciotola')).onHand).toBe(before.onHand - 1);

    await stripe.engine.account.failRefund(refund.id);
    await relay('refund.failed', refund.id);
    const again = await orderOf(sessionId);
    expect(again).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
    expect(again.parcels.map(({ number, items }) => [number, items.map(({ quantity }) => quantity)])).toEqual(
      [
        [1, [1]],
        [2, []],
        [3, [2]],
      ],
    );
  });

  test.each([
    [
      'a line of another order',
      (id: string) => ({ [id.replace(/^./, (c) => (c === '0' ? '1' : '0'))]: '1:100' }),
    ],
    ['more units than there are', (id: string) => ({ [id]: '3:100' })],
    ['a higher price than the refund', (id: string) => ({ [id]: '1:101' })],
    ['no number', (id: string) => ({ [id]: 'one' })],
  ])('whose metadata names %s is believed its amount and nothing else', async (_, metadataOf) => {
    const sessionId = await fulfilled([{ slug: 'registri', quantity: 2 }]);
    const { lines } = await orderOf(sessionId);
    const refund = await refundUnits(sessionId, metadataOf(lines[0]?.id ?? ''), 100);
    await relay('refund.created', refund.id);
    expect(await orderOf(sessionId)).toMatchObject({
      amountRefunded: 100,
      refunds: [{ lines: [] }],
      lines: [{ unitsRefunded: 0 }],
    });
    expect(await unitsOf(sessionId)).toEqual([['license_key 2']]);
  });

  test('for units that another refund was for already is believed once that other one has failed', async () => {
    const sessionId = await fulfilled([{ slug: 'registri', quantity: 1 }]);
    const line = (await orderOf(sessionId)).lines[0]?.id ?? '';
    const first = await refundUnits(sessionId, { [line]: '1:100' }, 100);
    const second = await refundUnits(sessionId, { [line]: '1:200' }, 200);
    await relay('refund.created', first.id);
    expect(await unitsOf(sessionId)).toEqual([['license_key 0']]);
    expect(await orderOf(sessionId)).toMatchObject({ amountRefunded: 300, lines: [{ unitsRefunded: 1 }] });
    await stripe.engine.account.failRefund(first.id);
    await relay('refund.failed', first.id);
    expect(await orderOf(sessionId)).toMatchObject({ amountRefunded: 200, lines: [{ unitsRefunded: 1 }] });
    await stripe.engine.account.failRefund(second.id);
    await relay('refund.failed', second.id);
    expect(await unitsOf(sessionId)).toEqual([['license_key 1']]);
  });

  test('heard of before the payment grants only what was not given back', async () => {
    const sessionId = await buy(stripe, [{ slug: 'registri', quantity: 2 }]);
    const payment = await paymentOf(sessionId);
    await stripe.engine.account.refund(payment, 100);
    await relay('refund.created', payment);
    expect(await orderOf(sessionId)).toMatchObject({
      payment: 'partly_refunded',
      fulfillment: 'fulfilled',
      refunds: [{ amount: 100 }],
    });
    expect((await mailsOf(sessionId)).sort()).toEqual(['receipt', 'refund']);
  });
});
