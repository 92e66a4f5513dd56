import { expect, test } from 'vitest';
import { isStale } from '../../../../lib/fulfillment/decision/freshness';
import type { OrderRow } from '../../../../lib/fulfillment/decision/order-state';

const order = { disputesRevision: 2, accessRevision: 5 } as OrderRow;

test.each([
  ['there is no order', null, null, false],
  ['there is an order that was not there', order, null, true],
  ['nothing was written since', order, { disputesRevision: 2, accessRevision: 5 }, false],
  ['a dispute was written since', order, { disputesRevision: 1 }, true],
  ['access was written since', order, { accessRevision: 4 }, true],
  ['what was written since is not what the answer is about', order, { disputesRevision: 2 }, false],
])('an answer of Stripe’s where %s', (_, now, asOf, stale) => {
  expect(isStale(now, asOf)).toBe(stale);
});
