import { afterEach, describe, expect, test } from 'vitest';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { mailsOf, orderOf, paymentOf, putOnShelf, teller, toldOf, unitsOf } from '../../support/aftermath';
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

const fulfilled = async (lines: { slug: string; quantity: number }[]) => {
  const sessionId = await buy(stripe, lines);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  return sessionId;
};
const events = ['refund.created', 'charge.refunded', 'refund.updated', 'refund.failed'];

describe('a refund in full', () => {
  test('takes everything back and says so once, however many events tell of it', async () => {
    const before = { bowl: await stockOf('ciotola'), keys: await stockOf('registri') };
    const sessionId = await fulfilled([
      { slug: 'ciotola', quantity: 2 },
      { slug: 'registri', quantity: 1 },
      { slug: 'comporre-a-mano', quantity: 1 },
    ]);
    const payment = await paymentOf(sessionId);
    await stripe.engine.account.refund(payment);
    for (const type of ['refund.created', 'charge.refunded', 'refund.created'])
      await relayTwin(type, payment);
    await relay('charge.refunded', payment);
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({
      payment: 'refunded',
      fulfillment: 'cancelled',
      amountRefunded: order.amountTotal,
      attention: null,
    });
    expect(order.lines.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(await unitsOf(sessionId)).toEqual([['shipment 0'], ['license_key 0'], ['access 0']]);
    expect(order.parcels.map(({ state }) => state)).toEqual(['cancelled']);
    expect(await stockOf('ciotola')).toEqual(before.bowl);
    // The key was seen, so the unit it stood for is spent.
    expect((await stockOf('registri')).onHand).toBe(before.keys.onHand - 1);
    expect(await toldOf(sessionId)).toEqual([
      'order_placed',
      'payment_received',
      'fulfilled',
      'payment_refunded',
      'units_taken_back',
      'access_ended',
    ]);
    expect(await mailsOf(sessionId)).toEqual(['receipt', 'refund']);
    expect(order.timeline.find(({ kind }) => kind === 'units_taken_back')?.data).toMatchObject({
      what: expect.stringMatching(/^2 × .+, 1 × .+, 1 × /),
      goods: order.lines.map(({ id: lineId, quantity: units }) => ({ lineId, units })),
    });
  });

  test('that fails gives back what was taken: the same keys, the download, the access, the parcel', async () => {
    const sessionId = await fulfilled([
      { slug: 'quaderno-del-torchio', quantity: 1 },
      { slug: 'registri', quantity: 2 },
      { slug: 'comporre-a-mano', quantity: 1 },
    ]);
    const keysOf = async () => {
      const keys = (await orderOf(sessionId)).lines[1]?.fulfillments[0]?.licenseKeys ?? [];
      return keys.map(({ key, revokedAt }) => [key, revokedAt === null]);
    };
    const keys = await keysOf();
    const payment = await paymentOf(sessionId);
    const stock = await stockOf('quaderno-del-torchio');
    await stripe.engine.account.refund(payment);
    await relay('charge.refunded', payment);
    expect(await keysOf()).toEqual(keys.map(([key]) => [key, false]));
    const [refund] = stripe.engine.account.refunds();
    await stripe.engine.account.failRefund(refund?.id ?? '');
    for (const type of ['refund.failed', 'refund.updated', 'refund.failed']) await relayTwin(type, payment);

    const order = await orderOf(sessionId);
    expect(order).toMatchObject({
      payment: 'paid',
      fulfillment: 'fulfilled',
      amountRefunded: 0,
      attention: null,
    });
    expect(await keysOf()).toEqual(keys);
    expect(await unitsOf(sessionId)).toEqual([['download 1', 'shipment 1'], ['license_key 2'], ['access 1']]);
    expect(order.parcels.map(({ number, state, items }) => [number, state, items.length])).toEqual([
      [1, 'cancelled', 0],
      [2, 'awaiting_shipment', 1],
    ]);
    expect(await stockOf('quaderno-del-torchio')).toEqual(stock);
    expect(await toldOf(sessionId)).toEqual([
      'order_placed',
      'payment_received',
      'fulfilled',
      'payment_refunded',
      'units_taken_back',
      'access_ended',
      'refund_failed',
      'units_restored',
      'access_opened',
    ]);
    expect((await mailsOf(sessionId)).sort()).toEqual([
      'access_granted',
      'receipt',
      'refund',
      'refund_failed',
    ]);
    expect(order.refunds).toMatchObject([{ state: 'failed', failureReason: 'lost_or_stolen_card' }]);
  });

  test('that fails once the goods are gone needs a person, who can put them on back-order', async () => {
    await putOnShelf('brocca', 1);
    const sessionId = await fulfilled([{ slug: 'brocca', quantity: 1 }]);
    const payment = await paymentOf(sessionId);
    await stripe.engine.account.refund(payment);
    await relay('refund.created', payment);
    expect((await stockOf('brocca')).onHand).toBe(1);
    await fulfilled([{ slug: 'brocca', quantity: 1 }]);
    await stripe.engine.account.failRefund(stripe.engine.account.refunds()[0]?.id ?? '');
    await relay('refund.failed', payment);
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({ payment: 'paid', fulfillment: 'needs_attention' });
    expect(order.attention).toMatchObject([{ code: 'out_of_stock', missing: 1 }]);
    await putOnShelf('brocca', 3);
    await fulfillCheckout(sessionId, { trigger: 'merchant' });
    expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled', attention: null });
  });

  test('pending counts as on its way, and its arrival is no news', async () => {
    const instrument = { ...(await import('../../support/shopper')).goodCard, number: '4000000000007726' };
    const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }], { instrument });
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const payment = await paymentOf(sessionId);
    await stripe.engine.account.refund(payment);
    await relay('refund.created', payment);
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'refunded', refunds: [{ state: 'pending' }] });
    const told = await toldOf(sessionId);
    await stripe.engine.faults.clock.advance(60_000);
    await relay('refund.updated', payment);
    expect((await orderOf(sessionId)).refunds).toMatchObject([{ state: 'succeeded' }]);
    expect(await toldOf(sessionId)).toEqual(told);
    expect(await mailsOf(sessionId)).toEqual(['receipt', 'refund']);
  });

  test('that waits until the buyer says where to send it is told to them, once', async () => {
    const sessionId = await fulfilled([{ slug: 'quaderno-pdf', quantity: 1 }]);
    const payment = await paymentOf(sessionId);
    await stripe.engine.account.refund(payment);
    const [refund] = stripe.engine.account.refunds();
    if (!refund) throw new Error('there is no refund');
    refund.status = 'requires_action';
    await relay('refund.created', payment);
    expect(await orderOf(sessionId)).toMatchObject({
      payment: 'refunded',
      refunds: [{ state: 'requires_action' }],
    });
    expect(await mailsOf(sessionId)).toEqual(['receipt', 'refund']);
    refund.status = 'succeeded';
    await relayTwin('refund.created', payment);
    expect((await orderOf(sessionId)).refunds).toMatchObject([{ state: 'succeeded' }]);
    expect(await mailsOf(sessionId)).toEqual(['receipt', 'refund']);
  });
});

test('a refund that failed before the shop heard of it is told to the merchant, not to the buyer', async () => {
  const sessionId = await fulfilled([{ slug: 'quaderno-pdf', quantity: 1 }]);
  const payment = await paymentOf(sessionId);
  await stripe.engine.account.refund(payment);
  await stripe.engine.account.failRefund(stripe.engine.account.refunds()[0]?.id ?? '');
  for (const type of events) await relay(type, payment);
  expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  expect(await toldOf(sessionId)).toEqual(['order_placed', 'payment_received', 'fulfilled', 'refund_failed']);
  expect(await mailsOf(sessionId)).toEqual(['receipt']);
});
