import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tables } from '../../../lib/fulfillment/tables';
import { checkReserved, modelOf, trespasses } from '../../../scripts/check/reserved';

const schema = `
model Buyer {
  id     String  @id
  orders Order[]
}

model ParcelItem {
  parcel Parcel @relation(fields: [parcelId], references: [id], onDelete: Cascade)
}
`;

/** Without those about files that these few sources leave out. */
const found = (file: string, source: string) =>
  trespasses(new Map([[file, source]]), schema).filter((sentence) => !sentence.includes('does not need'));

test.each([
  ['lib/jobs/x.ts', 'await tx.timelineEntry.findMany({ where: { orderId } })', 'written and shown'],
  ['app/page.tsx', 'await db().timelineEntry.count()', 'written and shown'],
  ['lib/orders/x.ts', "include: { timeline: { orderBy: { id: 'asc' } } }", 'written and shown'],
  ['lib/orders/x.ts', 'include: { timeline: true }', 'written and shown'],
  ['lib/jobs/x.ts', '`SELECT EXISTS (SELECT FROM timeline_entry t)`', 'written and shown'],
  ['lib/jobs/x.ts', '`DELETE FROM timeline_entry`', 'written and shown'],
  ['lib/stock/x.ts', '`SELECT id FROM orders WHERE id = 1 FOR UPDATE`', 'only lib/locks'],
  ['lib/stock/x.ts', '`SELECT id FROM orders o\n WHERE id = ANY ($1::uuid[]) FOR UPDATE`', 'only lib/locks'],
  ['lib/stock/x.ts', '`SELECT FROM orders WHERE id IN (SELECT f(1)) FOR NO KEY UPDATE`', 'only lib/locks'],
  ['lib/orders/x.ts', 'await tx.parcel.update({ where: { id }, data })', 'only the writer writes to parcel:'],
  ['lib/orders/x.ts', 'await db().order\n  .updateMany({ data })', 'only the writer writes to orders:'],
  ['lib/buyers/x.ts', '`UPDATE orders SET email = NULL`', 'only the writer writes to orders:'],
  ['lib/jobs/x.ts', '`INSERT INTO "refund" (id) VALUES ($1)`', 'only the writer writes to refund:'],
  ['lib/jobs/x.ts', '`DELETE FROM ONLY public.dispute`', 'only the writer writes to dispute:'],
  ['lib/stock/x.ts', 'await tx.stock.create({ data })', 'only the writer writes to stock:'],
  ['lib/buyers/x.ts', 'data: { orders: { updateMany: { data } } }', 'only the writer writes to orders:'],
  ['lib/orders/x.ts', 'data: { parcel: { update: { state } } }', 'only the writer writes to parcel:'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a source says
  ['lib/jobs/x.ts', '`UPDATE ${name} SET id = 1`', 'names its table'],
])('%s must not say %s', (file, source, because) => {
  expect(found(file, source)).toEqual([expect.stringContaining(because)]);
});

test.each([
  ['lib/jobs/x.ts', 'await tx.timelineEntry.createMany({ data })'],
  ['lib/jobs/x.ts', '`INSERT INTO timeline_entry (order_id) VALUES ($1)`'],
  ['lib/timeline/x.ts', 'await tx.timelineEntry.findMany()'],
  ['lib/locks/x.ts', '`SELECT id FROM orders FOR UPDATE`'],
  ['lib/buyers/x.ts', '`SELECT id FROM buyer WHERE EXISTS (SELECT FROM orders WHERE true) FOR UPDATE`'],
  ['lib/jobs/sweep.ts', 'await db().order.updateMany({ data: { askedAt } })'],
  ['lib/stripe/x.ts', 'await stripe().refunds.create({ charge })'],
  ['lib/orders/x.ts', '`SELECT 1 FROM orders ON CONFLICT (id) DO UPDATE SET id = 1`'],
  ['lib/orders/x.ts', 'include: { orders: { select: { id: true } }, parcel: { include: { items: true } } }'],
  ['lib/stock/x.ts', '// The rows of orders are locked by others, FOR UPDATE.'],
])('%s may say %s', (file, source) => {
  expect(found(file, source)).toEqual([]);
});

test.each(Object.values(tables).map(({ name }) => name))('%s is written by the writer alone', (name) => {
  const because = expect.stringContaining(`only the writer writes to ${name}:`);
  expect(found('lib/orders/x.ts', `await tx.${modelOf(name)}.upsert({})`)).toEqual([because]);
  expect(found('lib/orders/x.ts', `\`UPDATE ${name} SET id = 1\``)).toEqual([because]);
});

test('an exception nobody needs any more is to go', () => {
  const sentences = trespasses(new Map([['lib/orders/merchant/pulse.ts', 'export const nothing = 1;']]));
  expect(sentences).toContainEqual(expect.stringMatching(/^lib\/orders\/merchant\/pulse\.ts does not need/));
});

test('the project itself keeps to it', async () => {
  expect(await checkReserved(join(import.meta.dirname, '../../..'))).toEqual([]);
});
