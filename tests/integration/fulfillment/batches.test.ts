import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import type { SessionView } from '@/lib/fulfillment/decision/stripe-view';
import { targetOfSession } from '@/lib/fulfillment/targets';
import { writeDecision } from '@/lib/fulfillment/write-decisions';
import { holdStock } from '@/lib/stock/holds';
import { useDatabase } from '../../support/database';
import { session } from '../../support/stripe-views';

useDatabase();

const decideOf = (view: SessionView) =>
  writeDecision({
    target: targetOfSession(view),
    view: { session: view, records: [] },
    attempt: { trigger: 'webhook' },
    startedAt: performance.now(),
  });

/** A checkout that holds one of a variant. */
async function checkoutOf(variantId: string, sessionId: string): Promise<string> {
  const checkout = await db().checkout.create({
    data: {
      ...{
        idempotencyKey: randomUUID(),
        browserHash: 'browser',
        mode: 'hosted',
        state: 'open',
        locale: 'en',
      },
      ...{ cart: [{ slug: 'ciotola', quantity: 1 }], sessionId, expiresAt: new Date() },
    },
  });
  await db().$transaction((tx) => holdStock(tx, checkout.id, [{ variantId, quantity: 1 }]));
  return checkout.id;
}

test('an expired session and the one that recovers it give up their checkout’s hold once, also in one batch', async () => {
  const price = await db().price.findFirstOrThrow({ where: { variant: { product: { slug: 'ciotola' } } } });
  await db().price.update({ where: { id: price.id }, data: { stripePriceId: 'price_ciotola' } });
  const { variantId } = price;
  const checkoutId = await checkoutOf(variantId, 'cs_expired');
  const other = await checkoutOf(variantId, 'cs_other');
  const expired = session({ ciotola: 1 }, { id: 'cs_expired', status: 'expired', checkoutId });
  const recovered = session({ ciotola: 1 }, { id: 'cs_recovered', checkoutId, recoveredFrom: 'cs_expired' });
  // A transaction is under way: what comes behind it is taken together.
  const before = decideOf(session({}, { id: 'cs_1', status: 'expired' }));
  const both = [expired, recovered].map(decideOf);
  await Promise.all([before, ...both]);

  expect(await db().order.findMany({ select: { sessionId: true, payment: true } })).toEqual([
    { sessionId: 'cs_recovered', payment: 'paid' },
  ]);
  const holds = await db().hold.findMany({ where: { state: 'held' }, select: { checkoutId: true } });
  expect(holds).toEqual([{ checkoutId: other }]);
  const stock = await db().stock.findUniqueOrThrow({ where: { variantId } });
  expect(stock).toMatchObject({ held: 1, sold: 1, onHand: stock.received - 2 });
});
