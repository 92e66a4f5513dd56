import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { moveFulfillment } from '@/lib/fulfillment/move-fulfillment';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const stripe = useSandbox();

test('a move the state table does not know changes nothing, and stands on the timeline', async () => {
  const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const before = await db().order.findUniqueOrThrow({ where: { sessionId } });
  const state = await db().$transaction((tx) =>
    moveFulfillment(
      tx,
      before,
      'unfulfilled',
      { attention: [{ code: 'told', words: 'nonsense' }] },
      { trigger: 'merchant', actor: 'a@b.test' },
    ),
  );
  expect(state).toBe('fulfilled');
  expect(await db().order.findUniqueOrThrow({ where: { sessionId } })).toEqual(before);
  expect(
    await db().timelineEntry.findFirst({ where: { orderId: before.id }, orderBy: { id: 'desc' } }),
  ).toMatchObject({
    kind: 'transition_refused',
    actor: 'a@b.test',
    data: { from: 'fulfilled', to: 'unfulfilled' },
  });
  await expectInvariants();
});
