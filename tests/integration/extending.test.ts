import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { useDatabase } from '../support/database';
import { copyProject, type ProjectCopy } from './extending/copy';
import { namedPlaces, stepsOf } from './extending/steps';

// docs/extending.md is the source: what stands there is applied to a copy of the project, block by block.

const document = readFileSync('docs/extending.md', 'utf8');
const steps = stepsOf(document);
const isOfSchema = ({ path }: { path: string }) =>
  path.startsWith('prisma/schema') || path.includes('/migrations/');
const slow = 300_000;

const database = useDatabase();
let copy: ProjectCopy;

beforeAll(async () => {
  copy = await copyProject();
});

afterAll(() => copy?.remove());

test('with the new kind’s name alone, the compiler names every place that the page names', {
  timeout: slow,
}, async () => {
  await copy.apply(steps.filter(isOfSchema));
  const errors = await copy.typeErrors();
  const places = new Set(errors.map((line) => line.replace(/\(\d+,\d+\): error .*$/, '')));
  expect([...places].sort()).toEqual(namedPlaces(document).sort());
});

test('with all of the page’s steps, the types hold and a seat is bought, shown, taken back and erased', {
  timeout: slow,
}, async () => {
  await copy.apply(steps.filter((step) => !isOfSchema(step)));
  expect(await copy.typeErrors()).toEqual([]);

  const output = await copy.program('tests/integration/extending/buy-a-seat.tsx', {
    DATABASE_URL: database.url,
    TEST_ACCOUNT: inject('account'),
  });
  const { migrations, bought, refunded, erased } = JSON.parse(output);
  expect(migrations).toEqual(['20261215120000_seat']);
  expect(bought.seats).toEqual([{ unit: 0, guest: 'Ada Rossi', revoked: false }]);
  expect(bought.order).toMatchObject({ payment: 'paid', fulfillment: 'fulfilled' });
  expect(bought.order.lines[0].seats).toMatchObject([{ guest: 'Ada Rossi', revoked: false }]);
  expect(bought.page).toContain('A place in the name of Ada Rossi');
  expect(bought.receipt).toContain('A place is booked in your name');
  expect(refunded.seats).toEqual([{ unit: 0, guest: 'Ada Rossi', revoked: true }]);
  expect(refunded.page).toMatch(/line-through[^>]*>A place in the name of Ada Rossi/);
  expect(refunded.mail).toContain('one place no longer booked');
  expect(erased.erasure).toEqual({ erased: true, orders: 1 });
  expect(erased.seats).toEqual([{ unit: 0, guest: null, revoked: true }]);
});
