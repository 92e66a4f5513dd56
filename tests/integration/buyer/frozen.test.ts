import { expect, test } from 'vitest';
import { loadBuyerOrder } from '@/lib/buyer-view/buyer-order';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { loadAccessRoom } from '@/lib/orders/buyer/access-room';
import { orderOf, paymentOf, teller } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox();
const { relay } = teller(stripe);

/** What the buyer can get at: keys, files, and pages of the course. */
async function reachable(sessionId: string) {
  const { id } = await orderOf(sessionId);
  const order = await loadBuyerOrder(id, 'en');
  const entitlement = await db().entitlement.findFirstOrThrow();
  const room = await loadAccessRoom(entitlement.id, 'en');
  return {
    keys: order?.lines.flatMap(({ keys }) => keys).length,
    downloads: order?.lines.flatMap(({ downloads }) => downloads).length,
    doors: order?.lines.filter(({ access }) => access).length,
    frozen: order?.lines.filter(({ frozen }) => frozen).length,
    room: room?.state,
    pages: (room?.pages.length ?? 0) > 0,
  };
}

test('while the payment is disputed, the order’s page and the room show nothing to take; won, all is there again', async () => {
  const sessionId = await buy(stripe, [
    { slug: 'ottava', quantity: 1 },
    { slug: 'comporre-a-mano', quantity: 1 },
  ]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const open = { keys: 1, downloads: 1, doors: 1, frozen: 0, room: 'open', pages: true };
  expect(await reachable(sessionId)).toEqual(open);

  const payment = await paymentOf(sessionId);
  await stripe.engine.account.openDispute(payment);
  await relay('charge.dispute.created', payment);
  expect(await reachable(sessionId)).toEqual({
    keys: 0,
    downloads: 0,
    doors: 0,
    frozen: 2,
    room: 'frozen',
    pages: false,
  });

  await stripe.engine.account.closeDispute(payment, 'won');
  await relay('charge.dispute.closed', payment);
  expect(await reachable(sessionId)).toEqual(open);
});
