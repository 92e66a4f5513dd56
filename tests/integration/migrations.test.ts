import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { db, disconnect, pool } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import { expectInvariants } from '../support/invariants';
import { applySettings, testSettings } from '../support/settings';
import { createDatabase, databaseUrl, dropDatabase } from '../support/test-server';

/**
 * A shop that has sold before it is updated: its database as the first migration made it, with rows as that shop left
 * them, and then every later migration.
 */
const name = `bottega_test_${randomUUID().slice(0, 13)}`;
const { adminUrl } = inject('postgres');
const folder = new URL('../../prisma/migrations/', import.meta.url);

beforeAll(async () => {
  applySettings({ ...testSettings, DATABASE_URL: databaseUrl(adminUrl, name) });
  await createDatabase(adminUrl, name);
  const entries = await readdir(folder, { withFileTypes: true });
  const migrations = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const [init = '', ...later] = await Promise.all(
    migrations.map((migration) => readFile(new URL(`${migration}/migration.sql`, folder), 'utf8')),
  );
  await pool().query(init);
  await sellAsBefore();
  for (const sql of later) await pool().query(sql);
});

afterAll(async () => {
  await disconnect();
  await dropDatabase(adminUrl, name);
});

/** An ID that says in a test what it stands for: `id(3)` is …-000000000003. */
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const [bowl, font, notebook, course] = [id(1), id(2), id(3), id(4)];

async function insert(table: string, ...rows: Record<string, unknown>[]): Promise<void> {
  for (const row of rows) {
    const columns = Object.keys(row).map((column) => `"${column}"`);
    const places = columns.map((_, at) => `$${at + 1}`);
    await pool().query(
      `INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${places.join(', ')})`,
      Object.values(row),
    );
  }
}

let made = 100;
const fresh = () => id(made++);

/** An order of that shop; `payment` and the rest as the test says. */
async function order(number: number, fields: Record<string, unknown>): Promise<string> {
  const orderId = id(number);
  const amounts = {
    amount_subtotal: 4000,
    amount_discount: 0,
    amount_shipping: 0,
    amount_tax: 0,
    amount_total: 4000,
  };
  const paid = fields.payment === 'awaiting' ? {} : { paid_at: new Date() };
  await insert('orders', {
    ...{ id: orderId, number, session_id: `cs_test_${number}`, livemode: false, source: 'hosted' },
    ...{ locale: 'it', currency: 'eur', email: 'ada@example.com', name: 'Ada Rossi', ...amounts, ...paid },
    ...{ session_created_at: new Date(), fulfillment: 'fulfilled', ...fields },
  });
  return orderId;
}

/** A line, and its one fulfilment where the kind is named. */
async function line(
  orderId: string,
  productId: string,
  fields: Record<string, unknown>,
  granted?: { kind: string; state?: string },
): Promise<{ lineId: string; fulfillmentId: string }> {
  const [lineId, fulfillmentId] = [fresh(), fresh()];
  await insert('order_line', {
    ...{
      id: lineId,
      order_id: orderId,
      position: 0,
      stripe_line_item_id: `li_${lineId}`,
      product_id: productId,
    },
    ...{ description: 'Ciotola', quantity: 2, currency: 'eur', state: 'fulfilled' },
    ...{ amount_subtotal: 4000, amount_discount: 0, amount_tax: 0, amount_total: 4000, ...fields },
  });
  if (granted) await insert('fulfillment', { id: fulfillmentId, order_line_id: lineId, ...granted });
  return { lineId, fulfillmentId };
}

async function parcel(orderId: string, state: string, items: Record<string, number>): Promise<string> {
  const parcelId = fresh();
  await insert('parcel', { id: parcelId, order_id: orderId, state });
  for (const [fulfillmentId, quantity] of Object.entries(items)) {
    await insert('parcel_item', { parcel_id: parcelId, fulfillment_id: fulfillmentId, quantity });
  }
  return parcelId;
}

const whatIsIt = '“Ciotola” was paid for; nobody knows: “what is it?”';
const poolIsShort = 'The pool of licence keys for “registri” is 2 short of 2: load more keys, then retry.';

async function sellAsBefore(): Promise<void> {
  const product = (productId: string, slug: string, kind: string) => ({
    ...{ id: productId, slug, family: 'x', position: 1, kinds: [kind], image: 'x', weight_grams: 300 },
    stripe_product_id: `prod_${slug}`,
    ...(kind === 'license_key' && { license_key_source: 'pool' }),
  });
  await insert(
    'product',
    product(bowl, 'ciotola', 'shipment'),
    product(font, 'registri', 'license_key'),
    product(notebook, 'quaderno-pdf', 'download'),
    product(course, 'comporre-a-mano', 'access'),
  );
  for (const [unit_amount, active] of [[1800, false] as const, [2000, true] as const]) {
    await insert('price', {
      ...{
        id: fresh(),
        product_id: bowl,
        currency: 'eur',
        unit_amount,
        active,
        lookup_key: `b_${unit_amount}`,
      },
    });
  }
  await insert('payment_link', { id: 'plink_1', product_id: bowl, url: 'https://buy.example/1' });
  await insert('stock', { product_id: bowl, received: 20, on_hand: 14, held: 1, sold: 5 });
  const fileId = fresh();
  const file = { file: 'a.pdf', name: 'a.pdf', mime: 'application/pdf', bytes: 1 };
  await insert('product_file', { id: fileId, product_id: notebook, ...file });

  // Two parcels of one line, one of them sent.
  const split = await order(1001, { payment: 'paid', email: 'Ada@Example.com' });
  const bowls = await line(split, bowl, { stock_taken: 2 }, { kind: 'shipment' });
  await parcel(split, 'shipped', { [bowls.fulfillmentId]: 1 });
  await parcel(split, 'awaiting_shipment', { [bowls.fulfillmentId]: 1 });

  // Wholly refunded: one bowl had left, the key and the download were revoked.
  const back = await order(1002, { payment: 'refunded', fulfillment: 'cancelled' });
  const gone = { kind: 'shipment', state: 'revoked' };
  const sent = await line(back, bowl, { state: 'cancelled', quantity: 1, stock_taken: 1 }, gone);
  await parcel(back, 'shipped', { [sent.fulfillmentId]: 1 });
  await parcel(back, 'cancelled', {});
  const keys = await line(back, font, { state: 'cancelled' }, { kind: 'license_key', state: 'revoked' });
  for (const unit of [0, 1]) {
    const key = { id: fresh(), product_id: font, key: `KEY-${unit}`, revoked_at: new Date() };
    await insert('license_key', { ...key, fulfillment_id: keys.fulfillmentId, unit });
  }

  // Partly refunded, twice; nothing was taken back.
  const part = await order(1003, { payment: 'partly_refunded', email: null, name: null });
  const pdf = await line(part, notebook, { quantity: 1 }, { kind: 'download' });
  await insert('download_grant', { id: fresh(), fulfillment_id: pdf.fulfillmentId, file_id: fileId });
  for (const refunded of [300, 1200]) {
    await insert('timeline_entry', {
      ...{ order_id: part, kind: 'payment_refunded', trigger: 'webhook', data: { refunded, of: 4000 } },
    });
  }

  // Finished by hand, beside a line that was granted; access that goes on, and access that is over.
  const hand = await order(1004, { payment: 'paid', name: 'Ada R.' });
  const byHand = await line(hand, bowl, { stock_taken: 2, description: 'By hand' });
  await insert('timeline_entry', {
    ...{ order_id: hand, kind: 'fulfilled_by_hand', trigger: 'merchant', data: { lineId: byHand.lineId } },
  });
  for (const [description, ends_at] of [['On', null] as const, ['Over', new Date(0)] as const]) {
    const { fulfillmentId } = await line(hand, course, { quantity: 1, description }, { kind: 'access' });
    await insert('entitlement', { id: fresh(), fulfillment_id: fulfillmentId, product_id: course, ends_at });
  }

  // On its way, with a hold; and one whose lines wait for a person, as nothing matched.
  const checkoutId = fresh();
  await insert('checkout', {
    ...{
      id: checkoutId,
      attempt_key: 'a',
      browser_hash: 'b',
      mode: 'hosted',
      state: 'complete',
      locale: 'it',
    },
    ...{ cart: JSON.stringify([{ slug: 'ciotola', quantity: 1 }]), expires_at: new Date() },
  });
  await insert('hold', { checkout_id: checkoutId, product_id: bowl, quantity: 1 });
  const awaited = await order(1005, {
    payment: 'awaiting',
    fulfillment: 'unfulfilled',
    checkout_id: checkoutId,
  });
  await line(awaited, bowl, { state: 'pending', quantity: 1 });
  const asks = {
    payment: 'paid',
    fulfillment: 'needs_attention',
    attention: [whatIsIt, poolIsShort].join('\n'),
    name: 'Ada Verdi',
  };
  const asking = await order(1006, asks);
  await line(asking, font, { state: 'needs_attention', attention: whatIsIt });
  await line(asking, font, { state: 'needs_attention', attention: poolIsShort });
  await insert('timeline_entry', {
    ...{ order_id: asking, kind: 'needs_attention', trigger: 'webhook' },
    ...{ data: { granted: 0, attention: asks.attention } },
  });
}

test('what that shop sold keeps every promise after the update', expectInvariants);

test('whoever bought before is one buyer, by the address and the newest name', async () => {
  const buyers = await db().buyer.findMany({ include: { orders: { select: { number: true } } } });
  expect(buyers).toMatchObject([{ email: 'ada@example.com', name: 'Ada Verdi' }]);
  expect(buyers[0]?.orders.map(({ number }) => number).sort()).toEqual([1001, 1002, 1004, 1005, 1006]);
});

test('orders know what went back, lines what was done by hand, fulfilments their units', async () => {
  const orders = await db().order.findMany({
    orderBy: { number: 'asc' },
    include: { lines: { include: { fulfillments: true }, orderBy: { id: 'asc' } } },
  });
  const units = orders.map(({ number, amountRefunded, amountLost, lines }) => [
    ...[number, amountRefunded, amountLost],
    lines.map((one) => one.unitsByHand ?? one.fulfillments.map((row) => row.units)[0] ?? null),
  ]);
  expect(units).toEqual([
    [1001, 0, 0, [2]],
    [1002, 4000, 0, [0, 0]],
    [1003, 1200, 0, [1]],
    [1004, 0, 0, [2, 1, 1]],
    [1005, 0, 0, [null]],
    [1006, 0, 0, [null, null]],
  ]);
});

test('why something needs a person is kept in the words of then', async () => {
  const { attention, lines } = await db().order.findUniqueOrThrow({
    where: { number: 1006 },
    include: { lines: { orderBy: { id: 'asc' } } },
  });
  const reasons = [
    { code: 'told', words: whatIsIt },
    { code: 'keys_told_short', words: poolIsShort },
  ];
  expect(attention).toEqual(reasons);
  expect(lines.map((one) => one.attention)).toEqual(reasons);
  expect(await db().order.count({ where: { attention: { not: Prisma.DbNull } } })).toBe(1);
});

test('parcels are numbered within their order, and of access is known whether it was open', async () => {
  const parcels = await db().parcel.findMany({
    orderBy: [{ orderId: 'asc' }, { number: 'asc' }],
    select: { number: true, state: true },
  });
  expect(parcels).toEqual([
    { number: 1, state: 'shipped' },
    { number: 2, state: 'awaiting_shipment' },
    { number: 1, state: 'shipped' },
    { number: 2, state: 'cancelled' },
  ]);
  const told = await db().entitlement.findMany({ orderBy: { id: 'asc' }, select: { announcedOpen: true } });
  expect(told).toEqual([{ announcedOpen: true }, { announcedOpen: false }]);
});

test('every product has one variant, which owns what was the product’s', async () => {
  const variants = await db().productVariant.findMany({
    orderBy: { productId: 'asc' },
    include: {
      product: { select: { slug: true } },
      prices: { orderBy: { unitAmount: 'asc' } },
      paymentLinks: true,
      ...{ stock: true, holds: true, files: true, licenseKeys: true },
    },
  });
  expect(variants).toMatchObject(
    ['ciotola', 'registri', 'quaderno-pdf', 'comporre-a-mano'].map((slug) => ({
      ...{ product: { slug }, position: 0, active: true, weightGrams: 300 },
      stripeProductId: `prod_${slug}`,
    })),
  );
  const [bowls, keys, pdf] = variants;
  expect(bowls?.prices).toMatchObject([
    { unitAmount: 1800, active: false },
    { unitAmount: 2000, active: true },
  ]);
  expect(bowls).toMatchObject({
    paymentLinks: [{ id: 'plink_1', active: true }],
    stock: { received: 20, onHand: 14, held: 1, sold: 5 },
    holds: [{ quantity: 1, state: 'held' }],
  });
  expect(keys?.licenseKeys.map(({ key }) => key).sort()).toEqual(['KEY-0', 'KEY-1']);
  expect(pdf?.files).toMatchObject([{ file: 'a.pdf' }]);
  const lines = await db().orderLine.findMany({ include: { variant: true } });
  expect(lines.map(({ variant }) => variant?.productId)).toEqual(lines.map(({ productId }) => productId));
});

test('a product without a variant is refused', async () => {
  const last = { where: { productId: course } };
  await expect(db().productVariant.deleteMany(last)).rejects.toThrow('no variant');
  const lonely = { slug: 'lonely', family: 'x', position: 2, image: 'x' };
  await expect(db().product.create({ data: lonely })).rejects.toThrow('no variant');
  await db().product.create({ data: { ...lonely, variants: { create: {} } } });
});
