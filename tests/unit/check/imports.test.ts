import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findCycles } from '../../../scripts/check/cycles';
import { checkImports, violations } from '../../../scripts/check/imports';
import { importsOf } from '../../../scripts/check/sources';

test.each([
  ['lib/orders/list.ts', "import { Row } from '@/app/merchant/row';", 'lib never uses app'],
  ['lib/orders/list.ts', "import { Row } from '../../app/merchant/row';", 'lib never uses app'],
  ['lib/orders/list.ts', "import { startSandbox } from '../../sandbox/stripe/server';", 'lib uses lib only'],
  ['app/page.tsx', "import { startPostgres } from '@/sandbox/postgres';", 'app uses lib only'],
  ['app/page.tsx', "import { useDatabase } from '@/tests/support/database';", 'app uses lib only'],
  ['app/page.tsx', "import { db } from '@/lib/db';", 'only lib speaks to the database'],
  [
    'app/page.tsx',
    "import type { Order } from '@/lib/generated/prisma/client';",
    'only lib speaks to the database',
  ],
  ['app/page.tsx', "import type Stripe from 'stripe';", 'only lib/stripe'],
  ['lib/fulfillment/fulfill.ts', "export type { Checkout } from 'stripe';", 'only lib/stripe'],
  ['lib/fulfillment/fulfill.ts', "const { default: Stripe } = await import('stripe');", 'only lib/stripe'],
  ['lib/fulfillment/fulfill.ts', "import {\n  one,\n  two,\n} from 'stripe/lib';", 'only lib/stripe'],
  [
    'lib/stock/holds.ts',
    "import { Attempt } from '../fulfillment/attempt';",
    'lib/stock lies below lib/fulfillment',
  ],
  [
    'lib/fulfillment/retry.ts',
    "import { cart } from '../checkout/cart';",
    'lib/fulfillment lies below lib/checkout',
  ],
  ['lib/money.ts', "import { holds } from './stock/holds';", 'lib/ lies below lib/stock'],
  ['lib/wishes/list.ts', "import { holds } from '../stock/holds';", 'lib/wishes stands on no floor'],
  ['sandbox/stripe/server.ts', "import { env } from '../../lib/env';", 'no more of the shop'],
])('%s must not say %s', (file, source, because) => {
  const found = violations(file, source);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(because);
});

test.each([
  ['app/page.tsx', "import { listProducts } from '@/lib/catalogue/list-products';"],
  ['app/page.tsx', "import type { PaymentState } from '@/lib/generated/prisma/enums';"],
  ['app/checkout/pay.tsx', "import { loadStripe } from '@stripe/stripe-js/pure';"],
  ['lib/stripe/client.ts', "import Stripe from 'stripe';"],
  ['lib/checkout/start.ts', "import { stripe } from '../stripe/client';"],
  ['lib/checkout/start.ts', "import { holds } from '../stock/holds';"],
  ['lib/stock/holds.ts', "import { db } from '../db';"],
  ['lib/stock/holds.ts', "import { planStock } from './plan-stock';"],
  ['sandbox/demo/prepare.ts', "import { db } from '../../lib/db';"],
  ['tests/unit/x.test.ts', "import { db } from '@/lib/db';"],
])('%s may say %s', (file, source) => {
  expect(violations(file, source)).toEqual([]);
});

test('an import is found in whatever form it is written', () => {
  const source = `
    import 'side-effect';
    import one, { two } from "one";
    import type { Three } from './three';
    export * from '../four';
    const five = require('five');
    const six = await import('six');
  `;
  expect(importsOf(source)).toEqual(['side-effect', 'one', './three', '../four', 'five', 'six']);
});

test('files that import one another in a circle are found together, and only they', () => {
  const graph = new Map([
    ['lib/a.ts', ['lib/b.ts']],
    ['lib/b.ts', ['lib/c.ts', 'lib/d.ts']],
    ['lib/c.ts', ['lib/a.ts']],
    ['lib/d.ts', []],
    ['lib/e.ts', ['lib/d.ts']],
  ]);
  expect(findCycles(graph)).toEqual([['lib/a.ts', 'lib/b.ts', 'lib/c.ts']]);
});

test('the project itself keeps to the rule', async () => {
  expect(await checkImports(join(import.meta.dirname, '../../..'))).toEqual([]);
});
