import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkReserved, trespasses } from '../../../scripts/check/reserved';

/** Without those about files that these few sources leave out. */
const found = (file: string, source: string) =>
  trespasses(new Map([[file, source]])).filter((sentence) => !sentence.includes('does not need'));

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
])('%s must not say %s', (file, source, because) => {
  expect(found(file, source)).toEqual([expect.stringContaining(because)]);
});

test.each([
  ['lib/jobs/x.ts', 'await tx.timelineEntry.createMany({ data })'],
  ['lib/jobs/x.ts', '`INSERT INTO timeline_entry (order_id) VALUES ($1)`'],
  ['lib/timeline/x.ts', 'await tx.timelineEntry.findMany()'],
  ['lib/locks/x.ts', '`SELECT id FROM orders FOR UPDATE`'],
  ['lib/buyers/x.ts', '`SELECT id FROM buyer WHERE EXISTS (SELECT FROM orders WHERE true) FOR UPDATE`'],
  ['lib/stock/x.ts', '// The rows of orders are locked by others, FOR UPDATE.'],
])('%s may say %s', (file, source) => {
  expect(found(file, source)).toEqual([]);
});

test('an exception nobody needs any more is to go', () => {
  const sentences = trespasses(new Map([['lib/orders/merchant/pulse.ts', 'export const nothing = 1;']]));
  expect(sentences).toContainEqual(expect.stringMatching(/^lib\/orders\/merchant\/pulse\.ts does not need/));
});

test('the project itself keeps to it', async () => {
  expect(await checkReserved(join(import.meta.dirname, '../../..'))).toEqual([]);
});
