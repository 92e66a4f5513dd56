import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { useDatabase } from '../../support/database';

const database = useDatabase();

test('a test file finds the catalogue in a database of its own', async () => {
  const [row] = await db().$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  expect(database.url).toContain(row?.name);
  expect(await db().product.count({ where: { active: true } })).toBeGreaterThanOrEqual(12);
});
