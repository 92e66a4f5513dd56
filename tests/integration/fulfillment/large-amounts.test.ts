import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { drainQueue } from '@/lib/jobs/worker';
import { sumsOf } from '@/lib/orders/merchant/list-buyers';
import { listOrders } from '@/lib/orders/merchant/list-orders';
import { loadMerchantOrder } from '@/lib/orders/merchant/load-order';
import { refundOrder } from '@/lib/orders/merchant/refund-order';
import { takingsToday } from '@/lib/reports/takings';
import { paymentOf, teller } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { sessionEvent } from '../../support/deliver';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { pay } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { orderOf, priced } from './priced-session';

useDatabase();
const mailbox = useMailbox();
const stripe = useSandbox();

const { hand, relay } = teller(stripe);

/** What the mails that were sent for an order say, as text. */
async function lettersOf(number: number | null): Promise<string[]> {
  await drainQueue();
  return mailbox
    .list()
    .map(({ text }) => text.replaceAll('\u00a0', ' '))
    .filter((text) => text.includes(`B-${number}`));
}

afterEach(expectInvariants);

test('every column that holds an amount has 64 bits', async () => {
  const { rows } = await pool().query<{ name: string; type: string }>(
    `SELECT table_name || '.' || column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name ~ 'amount'`,
  );
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter(({ type }) => type !== 'bigint')).toEqual([]);
});

describe('an amount beyond 32 bits', () => {
  const amount = 3_000_000_000;
  const inRupiah = (sums: { currency: string; amount: number }[] = []) =>
    sums.find(({ currency }) => currency === 'idr')?.amount ?? 0;
  const taken = async () => inRupiah(await takingsToday('Europe/Rome'));
  const spentBy = async (buyerId: string) => inRupiah((await sumsOf([buyerId])).get(buyerId)?.spent);

  test('is an ordinary order: granted, in the receipt and the takings, and given back', async () => {
    const before = await taken();
    const sessionId = await priced('idr', amount);
    await pay(stripe, sessionId);
    await hand(JSON.parse(sessionEvent(sessionId)));
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({
      ...{ payment: 'paid', fulfillment: 'fulfilled', attention: null },
      ...{ amountTotal: amount, amountSubtotal: amount, amountDifference: 0 },
      lines: [{ amountTotal: amount, state: 'fulfilled' }],
    });
    expect(order.timeline.find(({ kind }) => kind === 'payment_received')?.data).toMatchObject({ amount });
    expect(await lettersOf(order.number)).toEqual([expect.stringContaining('30.000.000,00 IDR')]);

    const { rows } = await listOrders({ filter: 'all', search: '', paging: null });
    expect(rows.find(({ id }) => id === order.id)).toMatchObject({ amountTotal: amount, currency: 'idr' });
    expect(await taken()).toBe(before + amount);
    const spent = await spentBy(order.buyerId ?? '');
    expect(spent).toBeGreaterThanOrEqual(amount);
    expect(await loadMerchantOrder(order.number ?? 0)).toMatchObject({ amountTotal: amount });

    const wish = {
      orderId: order.id,
      idempotencyKey: randomUUID(),
      kind: 'lines',
      lines: { [order.lines[0]?.id ?? '']: 1 },
    };
    expect(await refundOrder(wish, 'ottavia@shop.test')).toMatchObject({ refunded: true, amount });
    expect(
      await db().refund.findMany({ where: { orderId: order.id }, include: { lines: true } }),
    ).toMatchObject([{ amount, currency: 'idr', lines: [{ amount, quantity: 1 }] }]);
    expect(await orderOf(sessionId)).toMatchObject({
      ...{ payment: 'refunded', fulfillment: 'cancelled', amountRefunded: amount },
      lines: [{ unitsRefunded: 1 }],
    });
    const said = expect.stringContaining('30.000.000,00 IDR');
    expect(await lettersOf(order.number)).toEqual([said, said]);
    expect(await spentBy(order.buyerId ?? '')).toBe(spent - amount);
  });

  test('of several orders together is summed to the smallest unit', async () => {
    const most = 999_999_999_999;
    const before = await taken();
    for (const sessionId of [await priced('idr', most), await priced('idr', most)]) {
      await pay(stripe, sessionId);
      await fulfillCheckout(sessionId, { trigger: 'webhook' });
    }
    expect(await taken()).toBe(before + 2 * most);
  });

  test('that is contested and won back is the buyer’s again', async () => {
    const sessionId = await priced('idr', amount);
    await pay(stripe, sessionId);
    await hand(JSON.parse(sessionEvent(sessionId)));
    const paymentId = await paymentOf(sessionId);
    await stripe.engine.account.openDispute(paymentId);
    await relay('charge.dispute.created', paymentId);
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'disputed', amountTotal: amount });
    await stripe.engine.account.closeDispute(paymentId, 'won');
    await relay('charge.dispute.closed', paymentId);
    expect(await orderOf(sessionId)).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  });
});
