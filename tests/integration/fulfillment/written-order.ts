import { randomUUID } from 'node:crypto';
import { beforeEach } from 'vitest';
import { db, type Pipeline, type Statement } from '@/lib/db';
import type { Effects, OrderPlan } from '@/lib/fulfillment/decision/order-plan';
import type {
  Goods,
  LineRow,
  OrderFacts,
  OrderRow,
  OrderState,
} from '@/lib/fulfillment/decision/order-state';
import { loadFacts } from '@/lib/fulfillment/load-facts';
import { transact } from '@/lib/fulfillment/transact';
import { type TimedAttempt, writePlans } from '@/lib/fulfillment/write-plans';
import type { OrderTarget } from '@/lib/locks/lock-orders';

export const attempt: TimedAttempt = { trigger: 'webhook', eventId: 'evt_1', actor: 'nobody' };
export const now = new Date('2026-11-29T06:00:00.000Z');
export const nothing: Effects = {
  ...{ mails: [], droppedMails: [], messages: [], jobs: [], notes: [], records: [], buyer: null },
};
export const pricesOf = { bowl: 'price_bowl', game: 'price_game' };

/** A variant of goods with 100 more in stock, and one that takes its keys from a pool; both have a price at Stripe. */
export const sold = { bowl: { id: '', productId: '' }, game: { id: '', productId: '' } };

/** Finds what is sold, anew for every test of a file. */
export function useSold(): void {
  beforeEach(async () => {
    sold.bowl = await sell('ciotola', pricesOf.bowl);
    sold.game = await db().productVariant.findFirstOrThrow({
      where: { product: { kinds: { has: 'license_key' } } },
    });
    await db().product.update({ where: { id: sold.game.productId }, data: { licenseKeySource: 'pool' } });
    const hundredMore = { received: { increment: 100 }, onHand: { increment: 100 } };
    await db().stock.update({ where: { variantId: sold.bowl.id }, data: hundredMore });
  });
}

async function sell(slug: string, stripePriceId: string) {
  const price = await db().price.findFirstOrThrow({
    where: { variant: { product: { slug } } },
    include: { variant: true },
  });
  await db().price.update({ where: { id: price.id }, data: { stripePriceId } });
  return price.variant;
}

export function targetOf(sessionId: string, more: Omit<Partial<OrderTarget>, 'sessionId'> = {}) {
  return {
    ...{
      sessionId,
      orderId: null,
      checkoutId: null,
      recoveredFrom: null,
      stripePriceIds: [pricesOf.bowl],
      quantity: 2,
    },
    ...{ email: ' Ada@Example.com ', ...more },
  } satisfies OrderTarget;
}

function orderRow(sessionId: string): OrderRow {
  return {
    ...{ id: randomUUID(), number: null, sessionId, livemode: false, origin: 'other', checkoutId: null },
    ...{ paymentLinkId: null, paymentIntentId: `pi_${sessionId}`, subscriptionId: null, customerId: null },
    ...{
      buyerId: null,
      payment: 'paid',
      fulfillment: 'fulfilled',
      attention: null,
      attentionAt: null,
      locale: 'en',
    },
    ...{ currency: 'eur', amountSubtotal: 7200, amountDiscount: 0, amountShipping: 0, amountTax: 0 },
    ...{ amountTotal: 7200, amountDifference: 0, amountRefunded: 0, amountLost: 0, email: 'ada@example.com' },
    ...{
      name: 'Ada',
      phone: null,
      shippingAddress: { name: 'Ada', address: { city: 'Faenza', line2: null } },
    },
    ...{ shippingOption: null, sessionCreatedAt: now, createdAt: now, paidAt: now, fulfilledAt: now },
    ...{
      placedBy: 'webhook',
      fulfilledBy: 'webhook',
      erasedAt: null,
      disputesRevision: 0,
      accessRevision: 0,
    },
    subscriptionEndedAt: null,
  };
}

export function lineRow(orderId: string, { id: variantId, productId }: typeof sold.bowl): LineRow {
  return {
    ...{ id: randomUUID(), orderId, position: 0, stripeLineItemId: `li_${randomUUID()}` },
    ...{
      stripePriceId: pricesOf.bowl,
      productId,
      variantId,
      description: 'Bowl',
      quantity: 2,
      currency: 'eur',
    },
    ...{ amountSubtotal: 7200, amountDiscount: 0, amountTax: 0, amountTotal: 7200, state: 'fulfilled' },
    ...{ attention: null, stockTaken: 2, unitsRefunded: 0, unitsByHand: null, backOrderedAt: null },
    renewalsMet: 0,
  };
}

const sellTwo = (goods: Goods): Goods => ({
  ...goods,
  stock: goods.stock.map((row) =>
    row.variantId === sold.bowl.id ? { ...row, onHand: row.onHand - 2, sold: row.sold + 2 } : row,
  ),
});

/** The plan of a new order of two bowls, with a parcel and its ledger; of one that exists, that nothing changes. */
export function planOf({ state }: OrderFacts, goods: Goods, sessionId: string): OrderPlan {
  if (state.order) return { before: state, after: state, goods, effects: nothing };
  const order = orderRow(sessionId);
  const line = lineRow(order.id, sold.bowl);
  const fulfillment = {
    id: randomUUID(),
    orderLineId: line.id,
    kind: 'shipment' as const,
    units: 2,
    revokedAt: null,
  };
  const parcel = {
    ...{ id: randomUUID(), orderId: order.id, number: 1, state: 'awaiting_shipment' as const },
    ...{ carrier: null, trackingNumber: null, trackingUrl: null, createdAt: now },
    ...{ shippedAt: null, deliveredAt: null, shippedBy: null, timesMailed: 0 },
    ...{ announcedRevision: 1, announcedReady: true, announcedMark: 'x' },
  };
  const payment = {
    ...{ id: randomUUID(), orderId: order.id, kind: 'session' as const, invoiceId: null },
    ...{ paymentIntentId: order.paymentIntentId, amount: 7200, currency: 'eur', paidAt: now },
  };
  const after: OrderState = {
    ...state,
    ...{ order, lines: [line], fulfillments: [fulfillment], parcels: [parcel], payments: [payment] },
    parcelItems: [{ parcelId: parcel.id, fulfillmentId: fulfillment.id, quantity: 2 }],
    paymentEntries: [
      { kind: 'charge', objectId: payment.id, paymentId: payment.id, amount: 7200, currency: 'eur', at: now },
    ],
  };
  const effects: Effects = {
    mails: [
      {
        ...{
          id: randomUUID(),
          key: `receipt:${order.id}`,
          template: 'receipt',
          recipient: 'ada@example.com',
        },
        ...{ locale: 'en', data: {} },
      },
    ],
    droppedMails: [],
    messages: [{ kind: 'parcel.ready', key: `parcel.ready:${parcel.id}`, data: { parcel_id: parcel.id } }],
    jobs: [{ name: 'fulfill_back_orders', variantId: sold.bowl.id }],
    notes: [
      { kind: 'order_placed', data: { total: 7200 } },
      { kind: 'fulfilled', trigger: 'system' },
    ],
    records: [{ kind: 'checkout_session', objectId: sessionId, hash: 'h', body: { id: sessionId } }],
    buyer: { id: randomUUID(), email: 'ada@example.com', name: 'Ada' },
  };
  return { before: state, after, goods: sellTwo(goods), effects };
}

/** Makes the orders of these sessions in one transaction; those that exist stay as they are. */
export async function make(targets: OrderTarget[], onSend?: (statement: Statement) => void) {
  const { plans, numbers } = await transact(async (pipeline) => {
    const noted: Pipeline = {
      send: (statement) => {
        onSend?.(statement);
        return pipeline.send(statement);
      },
    };
    const { facts, goods } = await loadFacts(noted, targets);
    const plans: OrderPlan[] = [];
    for (const [index, one] of facts.entries()) {
      plans.push(planOf(one, plans.at(-1)?.goods ?? goods, targets[index]?.sessionId ?? ''));
    }
    const attempts = plans.map(() => ({ ...attempt, startedAt: performance.now() }));
    return { plans, ...writePlans(noted, plans, attempts, goods) };
  });
  return { plans, numbers: await numbers };
}

/** @throws where there is none */
export function first<One>(rows: readonly One[]): One {
  const [one] = rows;
  if (one === undefined) throw new Error('there is none');
  return one;
}

export const load = (...targets: OrderTarget[]) => transact((pipeline) => loadFacts(pipeline, targets));

export async function change(
  target: OrderTarget,
  edit: (state: OrderState, goods: Goods) => Partial<OrderPlan>,
) {
  await transact(async (pipeline) => {
    const { facts, goods } = await loadFacts(pipeline, [target]);
    const before = first(facts).state;
    const plan: OrderPlan = { before, after: before, goods, effects: nothing, ...edit(before, goods) };
    return writePlans(pipeline, [plan], [attempt], goods);
  });
}

export const stockOf = ({ id: variantId }: typeof sold.bowl) =>
  db().stock.findUniqueOrThrow({ where: { variantId } });
export const session = () => `cs_test_${randomUUID()}`;
