import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { db, type Pipeline, pool, type Statement } from '@/lib/db';
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
import { useDatabase } from '../../support/database';
import { until } from '../../support/wait';

useDatabase();

const attempt: TimedAttempt = { trigger: 'webhook', eventId: 'evt_1', actor: 'nobody' };
const now = new Date('2026-11-29T06:00:00.000Z');
const nothing: Effects = {
  ...{ mails: [], droppedMails: [], messages: [], jobs: [], notes: [], records: [], buyer: null },
};
const pricesOf = { bowl: 'price_bowl', game: 'price_game' };
let bowl = { id: '', productId: '' };
let game = { id: '', productId: '' };

beforeEach(async () => {
  bowl = await sell('ciotola', pricesOf.bowl);
  game = await db().productVariant.findFirstOrThrow({
    where: { product: { kinds: { has: 'license_key' } } },
  });
  await db().product.update({ where: { id: game.productId }, data: { licenseKeySource: 'pool' } });
  const hundredMore = { received: { increment: 100 }, onHand: { increment: 100 } };
  await db().stock.update({ where: { variantId: bowl.id }, data: hundredMore });
});

async function sell(slug: string, stripePriceId: string) {
  const price = await db().price.findFirstOrThrow({
    where: { variant: { product: { slug } } },
    include: { variant: true },
  });
  await db().price.update({ where: { id: price.id }, data: { stripePriceId } });
  return price.variant;
}

function targetOf(sessionId: string, more: Omit<Partial<OrderTarget>, 'sessionId'> = {}) {
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

function lineRow(orderId: string, { id: variantId, productId }: typeof bowl): LineRow {
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
    row.variantId === bowl.id ? { ...row, onHand: row.onHand - 2, sold: row.sold + 2 } : row,
  ),
});

/** The plan of a new order of two bowls, with a parcel and its ledger; of one that exists, that nothing changes. */
function planOf({ state }: OrderFacts, goods: Goods, sessionId: string): OrderPlan {
  if (state.order) return { before: state, after: state, goods, effects: nothing };
  const order = orderRow(sessionId);
  const line = lineRow(order.id, bowl);
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
    jobs: [{ name: 'fulfill_back_orders', variantId: bowl.id }],
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
async function make(targets: OrderTarget[], onSend?: (statement: Statement) => void) {
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
function first<One>(rows: readonly One[]): One {
  const [one] = rows;
  if (one === undefined) throw new Error('there is none');
  return one;
}

const load = (...targets: OrderTarget[]) => transact((pipeline) => loadFacts(pipeline, targets));

async function change(target: OrderTarget, edit: (state: OrderState, goods: Goods) => Partial<OrderPlan>) {
  await transact(async (pipeline) => {
    const { facts, goods } = await loadFacts(pipeline, [target]);
    const before = first(facts).state;
    const plan: OrderPlan = { before, after: before, goods, effects: nothing, ...edit(before, goods) };
    return writePlans(pipeline, [plan], [attempt], goods);
  });
}

const stockOf = ({ id: variantId }: typeof bowl) => db().stock.findUniqueOrThrow({ where: { variantId } });
const session = () => `cs_test_${randomUUID()}`;

describe('an order that is made', () => {
  test('is loaded as it was written', async () => {
    const target = targetOf(session());
    const before = await stockOf(bowl);
    const { plans, numbers } = await make([target]);
    const { facts, goods } = await load(target);
    const written = first(plans).after;
    const buyer = await db().buyer.findUniqueOrThrow({ where: { email: 'ada@example.com' } });
    const number = numbers.get(written.order?.id ?? '');
    expect(first(facts).state).toEqual({
      ...written,
      order: { ...written.order, number, buyerId: buyer.id },
    });
    expect(first(facts).buyer).toEqual({ id: buyer.id, email: 'ada@example.com', name: 'Ada' });
    expect(first(facts).mails.map(({ key }) => key)).toEqual([`receipt:${written.order?.id}`]);
    expect(goods).toEqual(first(plans).goods);
    expect(await stockOf(bowl)).toEqual({ ...before, onHand: before.onHand - 2, sold: before.sold + 2 });
  });

  test('queues its mail, its messages and its jobs with it, once', async () => {
    const wanted = { url: 'https://a.example', secret: 'whsec_a', kinds: ['parcel.ready'] };
    const endpoint = await db().outgoingEndpoint.create({ data: wanted });
    await db().outgoingEndpoint.create({ data: { ...wanted, kinds: ['entitlement.granted'] } });
    const target = targetOf(session());
    const { plans } = await make([target]);
    const effects = first(plans).effects;
    // The same effects again, as of somebody who did not know of them.
    await change(target, () => ({ effects: { ...effects, notes: [] } }));
    const orderId = first(plans).after.order?.id ?? '';
    const mails = await db().mailMessage.findMany({ where: { orderId } });
    const messages = await db().outgoingMessage.findMany({ where: { orderId } });
    expect(mails.map(({ id }) => id)).toEqual([effects.mails[0]?.id]);
    expect(messages).toMatchObject([
      {
        endpointId: endpoint.id,
        payload: { type: 'parcel.ready', data: { parcel_id: first(plans).after.parcels[0]?.id } },
      },
    ]);
    const jobs = await pool().query(
      `SELECT task_identifier AS name, queue_name AS queue, key FROM graphile_worker.jobs
       WHERE key = ANY ($1) ORDER BY name`,
      [[`mail:${mails[0]?.id}`, `message:${messages[0]?.id}`, `back_orders:${bowl.id}`]],
    );
    expect(jobs.rows).toEqual([
      { name: 'deliver_message', queue: `message:${endpoint.id}`, key: `message:${messages[0]?.id}` },
      { name: 'fulfill_back_orders', queue: `back_orders:${bowl.id}`, key: `back_orders:${bowl.id}` },
      { name: 'send_mail', queue: null, key: `mail:${mails[0]?.id}` },
    ]);
    expect(await db().orderRecord.count({ where: { orderId } })).toBe(1);
    await db().outgoingEndpoint.deleteMany();
  });

  test('has its timeline in order, and says what set off each entry', async () => {
    const { plans } = await make([targetOf(session())]);
    const orderId = first(plans).after.order?.id ?? '';
    const entries = await db().timelineEntry.findMany({ where: { orderId }, orderBy: { id: 'asc' } });
    expect(entries).toMatchObject([
      {
        ...{
          kind: 'order_placed',
          trigger: 'webhook',
          eventId: 'evt_1',
          actor: 'nobody',
          milliseconds: null,
        },
        data: { total: 7200 },
      },
      { kind: 'fulfilled', trigger: 'system', eventId: null, actor: null, data: {} },
    ]);
    expect(entries[1]?.milliseconds).toBeGreaterThanOrEqual(0);
  });

  test('is one where two attempts make it at the same instant', async () => {
    const target = targetOf(session());
    const before = await stockOf(bowl);
    await Promise.all([1, 2, 3, 4].map(() => make([target])));
    expect(await db().order.count({ where: { sessionId: target.sessionId } })).toBe(1);
    expect(await stockOf(bowl)).toMatchObject({ onHand: before.onHand - 2, sold: before.sold + 2 });
  });
});

test('a batch of orders shares its goods and its buyer, and has numbers in its order', async () => {
  const targets = [targetOf(session()), targetOf(session()), targetOf(session())];
  const others = targets.toReversed();
  const before = await stockOf(bowl);
  await db().order.deleteMany();
  await db().buyer.deleteMany();
  // A second batch of the same sessions runs beside it, in another order.
  const both = await Promise.all([make(targets), make(others)]);
  const maker = both.find(({ numbers }) => numbers.size > 0);
  const numbers = maker?.plans.map(({ after }) => maker.numbers.get(after.order?.id ?? '') ?? 0) ?? [];
  expect(both.map((made) => made.numbers.size).sort()).toEqual([0, 3]);
  expect(numbers.map((number) => number - (numbers[0] ?? 0))).toEqual([0, 1, 2]);
  expect(await stockOf(bowl)).toMatchObject({ onHand: before.onHand - 6, sold: before.sold + 6 });
  const buyer = await db().buyer.findUniqueOrThrow({ where: { email: 'ada@example.com' } });
  expect(await db().order.count({ where: { buyerId: buyer.id } })).toBe(3);
});

test('orders of one new buyer that are made at the same instant have the same buyer', async () => {
  await db().order.deleteMany();
  await db().buyer.deleteMany();
  await Promise.all([make([targetOf(session())]), make([targetOf(session())])]);
  const buyer = await db().buyer.findUniqueOrThrow({ where: { email: 'ada@example.com' } });
  expect(await db().order.count({ where: { buyerId: buyer.id } })).toBe(2);
});

describe('rows that change', () => {
  test('are written, those that disappear are deleted, and every set comes back as it was', async () => {
    const target = targetOf(session());
    await make([target]);
    const file = await db().productFile.findFirst();
    await db().licenseKey.create({ data: { variantId: game.id, key: `POOL-${randomUUID()}` } });
    const price = await db().price.findFirstOrThrow({ where: { variantId: game.id } });
    await db().price.update({ where: { id: price.id }, data: { stripePriceId: pricesOf.game } });
    const all = { ...target, stripePriceIds: [pricesOf.bowl, pricesOf.game] };
    let wanted: OrderState | undefined;
    await change(all, (state, goods) => {
      const order = {
        ...(state.order as OrderRow),
        payment: 'partly_refunded' as const,
        amountRefunded: 3600,
      };
      const [line, fulfillment] = [state.lines[0] as LineRow, state.fulfillments[0]];
      const download = {
        id: randomUUID(),
        orderLineId: line.id,
        kind: 'download' as const,
        units: 1,
        revokedAt: null,
      };
      const licence = {
        id: randomUUID(),
        orderLineId: line.id,
        kind: 'license_key' as const,
        units: 2,
        revokedAt: null,
      };
      const access = {
        id: randomUUID(),
        orderLineId: line.id,
        kind: 'access' as const,
        units: 1,
        revokedAt: null,
      };
      const free = goods.freeKeys.find(({ variantId }) => variantId === game.id);
      if (!free || !file || !fulfillment) throw new Error('the catalogue lacks a key or a file');
      const given = { fulfillmentId: licence.id, grantedAt: now, revokedAt: null };
      const refund = {
        ...{ id: `re_${order.id}`, orderId: order.id, invoiceId: null, amount: 3600, currency: 'eur' },
        ...{ state: 'succeeded' as const, reason: null, failureReason: null, actor: 'mia', announced: true },
        createdAt: now,
      };
      wanted = {
        ...state,
        order: { ...order, attention: null },
        lines: [
          { ...line, unitsRefunded: 1, stockTaken: 1 },
          { ...lineRow(order.id, game), position: 1 },
        ],
        fulfillments: [{ ...fulfillment, units: 0 }, download, licence, access].sort(byId),
        parcelItems: [],
        parcels: state.parcels.map((parcel) => ({ ...parcel, state: 'cancelled' as const })),
        downloads: [
          {
            id: randomUUID(),
            fulfillmentId: download.id,
            fileId: file.id,
            limit: 20,
            count: 0,
            revokedAt: null,
          },
        ],
        keys: [
          { ...free, ...given, unit: 0 },
          { id: randomUUID(), variantId: game.id, key: `NEW-${randomUUID()}`, ...given, unit: 1 },
        ],
        entitlements: [
          {
            ...{
              id: randomUUID(),
              fulfillmentId: access.id,
              productId: game.productId,
              email: 'ada@example.com',
            },
            ...{ subscriptionId: null, startsAt: now, endsAt: null, revokedAt: null, announcedOpen: true },
            ...{ timesAnnounced: 1, updatedAt: now },
          },
        ],
        refunds: [refund],
        refundLines: [{ refundId: refund.id, orderLineId: line.id, quantity: 1, amount: 3600 }],
        disputes: [
          {
            ...{ id: `du_${order.id}`, orderId: order.id, invoiceId: null, amount: 3_000_000_000 },
            ...{ currency: 'eur', reason: 'fraudulent', status: 'needs_response', outcome: 'open' },
          },
        ],
        paymentEntries: [
          ...state.paymentEntries,
          {
            ...{ kind: 'refund', objectId: refund.id, paymentId: state.payments[0]?.id ?? '' },
            ...{ amount: -3600, currency: 'eur', at: new Date(now.getTime() + 1) },
          },
        ],
        periods: [
          {
            ...{ invoiceId: `in_${order.id}`, orderId: order.id, number: 1, paidAt: null },
            ...{ failedAttempts: 1, missed: false, met: false },
          },
        ],
      };
      return { after: wanted };
    });
    const { facts, goods } = await load(all);
    const loaded = first(facts).state;
    const updatedAt = loaded.entitlements[0]?.updatedAt;
    expect(updatedAt).not.toEqual(now);
    expect(loaded).toEqual({
      ...wanted,
      entitlements: wanted?.entitlements.map((row) => ({ ...row, updatedAt })),
    });
    expect(goods.freeKeys).toEqual([]);
    expect(goods.products.find(({ id }) => id === game.productId)).toMatchObject({
      licenseKeySource: 'pool',
      variants: [{ id: game.id, stripePriceIds: [pricesOf.game], hasBackOrders: false }],
    });
  });

  test('of a checkout and its holds are written without any order', async () => {
    const sessionId = session();
    const checkout = await db().checkout.create({
      data: {
        ...{
          idempotencyKey: randomUUID(),
          mode: 'hosted',
          locale: 'en',
          cart: [{ slug: 'ciotola', quantity: 2 }],
        },
        ...{ state: 'open', expiresAt: now },
      },
    });
    await db().hold.create({ data: { checkoutId: checkout.id, variantId: bowl.id, quantity: 2 } });
    const target = targetOf(sessionId, { checkoutId: checkout.id, stripePriceIds: [] });
    const id = randomUUID();
    await change(target, ({ checkouts, holds, ...state }) => {
      const [own] = checkouts;
      if (!own) throw new Error('the checkout is not there');
      const late = {
        ...own,
        id,
        idempotencyKey: `recovered:${sessionId}`,
        cart: null,
        state: 'complete' as const,
      };
      const ended = { ...own, state: 'expired' as const };
      return {
        before: { checkouts, holds, ...state },
        after: {
          ...state,
          checkouts: [ended, { ...late, sessionId }],
          holds: holds.map((hold) => ({ ...hold, state: 'released' as const })),
        },
      };
    });
    const { facts, goods } = await load(target);
    const { checkouts, holds } = first(facts).state;
    expect(checkouts.map(({ state, cart }) => ({ state, cart })).sort(byState)).toEqual([
      { state: 'complete', cart: null },
      { state: 'expired', cart: [{ slug: 'ciotola', quantity: 2 }] },
    ]);
    expect(holds).toEqual([{ checkoutId: checkout.id, variantId: bowl.id, quantity: 2, state: 'released' }]);
    expect(goods.stock.map(({ variantId }) => variantId)).toEqual([bowl.id]);
  });

  test('that never change are refused, and so is leaving out what cannot disappear', async () => {
    const target = targetOf(session());
    await make([target]);
    const withOrder = (fields: Partial<OrderRow>) =>
      change(target, (state) => ({
        after: { ...state, order: { ...(state.order as OrderRow), ...fields } },
      }));
    await expect(withOrder({ sessionId: 'cs_other' })).rejects.toThrow(
      'orders.sessionId, which never changes',
    );
    await expect(change(target, (state) => ({ after: { ...state, parcels: [] } }))).rejects.toThrow(
      'leaves out rows of parcel',
    );
  });
});

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
const byState = (a: { state: string }, b: { state: string }) => (a.state < b.state ? -1 : 1);

describe('a transaction', () => {
  test('that fails says why first, leaves nothing, and its connection serves the next', async () => {
    const target = targetOf(session());
    const numbers = async () => (await db().counter.findUniqueOrThrow({ where: { name: 'order' } })).value;
    const before = await numbers();
    const failing = transact(async (pipeline) => {
      const { facts, goods } = await loadFacts(pipeline, [target]);
      const plan = planOf(first(facts), goods, target.sessionId);
      const lines = plan.after.lines.map((line) => ({ ...line, productId: randomUUID() }));
      return writePlans(pipeline, [{ ...plan, after: { ...plan.after, lines } }], [attempt], goods);
    });
    await expect(failing).rejects.toThrow('order_line_product_id_fkey');
    expect(await db().order.count({ where: { sessionId: target.sessionId } })).toBe(0);
    expect(await numbers()).toBe(before);
    await make([target]);
    expect(await numbers()).toBe(before + 1);
  });

  test('begins again where a checkout was made while it waited for the session', async () => {
    const sessionId = session();
    let runs = 0;
    let waiting: Promise<unknown> = Promise.resolve();
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended(${`session:${sessionId}`}, 0))`;
      waiting = transact(async (pipeline) => {
        runs++;
        const { facts } = await loadFacts(pipeline, [targetOf(sessionId)]);
        expect(first(facts).state.checkouts).toHaveLength(1);
      });
      await until('the load waits for the session', async () => {
        const { rows } = await pool().query(
          `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (
             SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        return rows.length > 0;
      });
      await tx.checkout.create({
        data: {
          idempotencyKey: sessionId,
          mode: 'hosted',
          locale: 'en',
          cart: [],
          sessionId,
          expiresAt: now,
        },
      });
    });
    await waiting;
    expect(runs).toBe(2);
  });
});

test('an erased order gets no more copies of what Stripe returned', async () => {
  const target = targetOf(session());
  const { plans } = await make([target]);
  const orderId = first(plans).after.order?.id ?? '';
  await db().order.update({ where: { id: orderId }, data: { erasedAt: now } });
  const records = [{ kind: 'refund' as const, objectId: 're_1', hash: 'h', body: {} }];
  await change(target, () => ({ effects: { ...nothing, records } }));
  expect(await db().orderRecord.count({ where: { orderId } })).toBe(1);
});

test('copies of what Stripe returned take another answer in the same statement, and the same one once', async () => {
  const target = targetOf(session());
  const { plans } = await make([target]);
  const orderId = first(plans).after.order?.id ?? '';
  const refund = (status: string) => ({
    ...{ kind: 'refund' as const, objectId: 're_1', hash: status, body: { id: 're_1', status } },
  });
  for (const statuses of [['pending', 'pending'], ['pending', 'succeeded'], []]) {
    await change(target, () => ({ effects: { ...nothing, records: statuses.map(refund) } }));
  }
  expect(await db().orderRecord.count({ where: { orderId, kind: 'refund' } })).toBe(2);
});

test('an order is found and locked by its session, or by its ID', async () => {
  const { plans } = await make([targetOf(session())]);
  const { order } = first(plans).after;
  const byId = { ...targetOf(''), sessionId: null, orderId: order?.id ?? '' };
  await transact(async (pipeline) => {
    const { facts } = await loadFacts(pipeline, [byId]);
    expect(first(facts).state.order?.id).toBe(order?.id);
    expect(first(facts).state.lines).toHaveLength(1);
    const others = db().$queryRaw`SELECT id FROM orders WHERE id = ${order?.id}::uuid FOR UPDATE NOWAIT`;
    await expect(others).rejects.toThrow(/could not obtain lock/);
  });
  const none = { ...byId, orderId: randomUUID() };
  expect(first((await load(none)).facts).state.order).toBeNull();
});

/** What sequential scans are for: a shop has few of them, or an index of these columns would be no shorter. */
const small = ['outgoing_endpoint'];

test('locks and load find every row by an index', async () => {
  const statements: Statement[] = [];
  await make([targetOf(session())], (statement) => statements.push(statement));
  const reads = statements.filter(({ name }) => /^(lock|load)_/.test(name));
  expect(reads.map(({ name }) => name)).toEqual([
    'lock_checkouts',
    'lock_orders',
    'lock_goods',
    'load_facts',
  ]);
  const client = await pool().connect();
  try {
    await client.query(`SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan`);
    for (const { name, text, values } of reads) {
      const types = { load_facts: '(text[], uuid[], text[], text[], text[], int, uuid[])' }[name] ?? '';
      await client.query(`PREPARE ${name} ${types} AS ${text}`);
      const given = values.map((value) => (Array.isArray(value) ? `'{}'` : String(value))).join(', ');
      const { rows } = await client.query(`EXPLAIN EXECUTE ${name} (${given})`);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      const scanned = [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table]) => table ?? '');
      expect(
        scanned.filter((table) => !small.includes(table)),
        plan,
      ).toEqual([]);
    }
  } finally {
    client.release(true);
  }
});
