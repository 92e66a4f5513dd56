import { beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { admitFetch } from '@/lib/orders/buyer/download';
import { raiseDownloadLimit } from '@/lib/orders/merchant/raise-download-limit';
import { useDatabase } from '../../support/database';
import { makeOrder } from '../buyer/make-order';

useDatabase();
const actor = 'merchant@shop.test';
let orderId: string;
let grantId: string;

beforeEach(async () => {
  orderId = (await makeOrder({ lines: [{ slug: 'quaderno-pdf' }] })).id;
  const grant = await db().downloadGrant.findFirstOrThrow({
    where: { fulfillment: { orderLine: { orderId } } },
  });
  grantId = grant.id;
});

const grant = () => db().downloadGrant.findUniqueOrThrow({ where: { id: grantId } });
const notes = () => db().timelineEntry.findMany({ where: { orderId, kind: 'download_limit_raised' } });

test('a buyer who has used every download may fetch again once the limit is raised, and the timeline says who did it', async () => {
  await db().downloadGrant.update({ where: { id: grantId }, data: { count: 20 } });
  expect(await admitFetch(grantId, 0)).toBe(false);
  expect(await raiseDownloadLimit({ grantId, limit: '25' }, actor)).toMatchObject({
    changed: true,
    limit: 25,
    left: 5,
  });
  expect(await admitFetch(grantId, 0)).toBe(true);
  expect(await notes()).toMatchObject([
    { actor, trigger: 'merchant', data: { what: expect.stringContaining('.pdf'), count: 25, before: 20 } },
  ]);
});

test('it goes down as far as what was fetched, and no further', async () => {
  await db().downloadGrant.update({ where: { id: grantId }, data: { count: 7 } });
  expect(await raiseDownloadLimit({ grantId, limit: '6' }, actor)).toEqual({
    changed: false,
    reason: 'below_count',
    count: 7,
  });
  expect(await grant()).toMatchObject({ limit: 20 });
  expect(await raiseDownloadLimit({ grantId, limit: '7' }, actor)).toMatchObject({ changed: true, left: 0 });
});

test('a press that changes nothing says so and leaves no note', async () => {
  expect(await raiseDownloadLimit({ grantId, limit: '20' }, actor)).toMatchObject({ reason: 'same' });
  expect(await notes()).toEqual([]);
});

test.each([
  ['no number', 'many'],
  ['nothing', ''],
  ['zero', '0'],
  ['a fraction', '2.5'],
  ['more than anybody needs', '10001'],
])('%s is refused', async (_what, limit) => {
  expect(await raiseDownloadLimit({ grantId, limit }, actor)).toMatchObject({ reason: 'malformed' });
});

test('a download there is not, and one that was taken back', async () => {
  expect(await raiseDownloadLimit({ grantId: crypto.randomUUID(), limit: '30' }, actor)).toMatchObject({
    reason: 'no_download',
  });
  await db().downloadGrant.update({ where: { id: grantId }, data: { revokedAt: new Date() } });
  expect(await raiseDownloadLimit({ grantId, limit: '30' }, actor)).toMatchObject({ reason: 'revoked' });
});

test('raised by several at once while fetches go on, it never falls below what was fetched', async () => {
  const asked = [21, 22, 23, 24];
  await Promise.all([
    ...asked.map((limit) => raiseDownloadLimit({ grantId, limit: String(limit) }, actor)),
    ...Array.from({ length: 30 }, () => admitFetch(grantId, 0)),
  ]);
  const { count, limit } = await grant();
  expect(count).toBeLessThanOrEqual(limit);
  expect(asked).toContain(limit);
});
