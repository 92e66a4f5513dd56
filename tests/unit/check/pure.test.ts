import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkPurity, impurities } from '../../../scripts/check/pure';

const decide = 'lib/fulfillment/decision/decide.ts';
const project = (files: Record<string, string>) => new Map(Object.entries(files));

test.each([
  ["import { db } from '../../db';", 'lib/db: what decides never reaches the database'],
  ["import { Prisma } from '../../generated/prisma/client';", 'the database'],
  ["import { type Pool, Client } from 'pg';", 'the database'],
  ["import { env } from '@/lib/env';", 'the settings'],
  ["import { log } from '../../log';", 'the log'],
  ["import { stripe } from '../../stripe/client';", 'Stripe'],
  ["import Stripe from 'stripe';", 'Stripe'],
  ["import { readFile } from 'node:fs/promises';", 'the world outside'],
  ["const { request } = await import('node:https');", 'the world outside'],
  ['const now = Date.now();', 'the clock'],
  ['const now = new Date();', 'the clock'],
  ['const now = new Date;', 'the clock'],
  ['const now = Date();', 'the clock'],
  ['const at = performance.now();', 'the clock'],
  ['const id = Math.random();', 'chance'],
  ["import { randomUUID } from 'node:crypto';", 'chance'],
  ["import { newUuid as id } from '../../uuid';", 'chance'],
])('a decision must not say %s', (source, because) => {
  const found = impurities(project({ [decide]: source }));
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(because);
});

test.each([
  ["import type { Order } from '../../generated/prisma/client';"],
  ["import type Stripe from 'stripe';"],
  ["export type { Tx } from '../../db';"],
  ["import type {\n  One,\n  Two,\n} from 'pg';"],
  ["import { isDeepStrictEqual } from 'node:util';"],
  ['const later = new Date(now.getTime() + day);'],
  ['interface Given { newDate: () => Date }'],
  ['// Date.now() would be the clock.'],
  ['/** Not Math.random(). */'],
])('a decision may say %s', (source) => {
  expect(impurities(project({ [decide]: source }))).toEqual([]);
});

test('what a decision reaches by way of others is found, with the way there', () => {
  const found = impurities(
    project({
      [decide]: "import { kinds } from '../kinds';",
      'lib/fulfillment/kinds/index.ts': "import { name } from '../../shipping/name';",
      'lib/shipping/name.ts': "import { part } from './part';\nimport type { Tx } from '../db';",
      'lib/shipping/part.ts': "export { db } from '../db';",
      'lib/db.ts': 'export const db = Date.now();',
      'lib/orders/list.ts': "import { db } from '../db';",
    }),
  );
  expect(found).toEqual([
    'lib/fulfillment/kinds/index.ts → lib/shipping/name.ts → lib/shipping/part.ts → lib/db: what decides never reaches the database',
  ]);
});

test('the project itself decides by pure functions', async () => {
  expect(await checkPurity(join(import.meta.dirname, '../../..'))).toEqual([]);
});
