import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { drainQueue } from '@/lib/jobs/worker';
import { receiveStock } from '@/lib/orders/merchant/stock';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox();

test('a Payment Link closes when the stock is sold elsewhere, and opens again when some arrives', async () => {
  const product = await db().product.findFirstOrThrow({
    where: { offersLink: true, stock: { isNot: null } },
  });
  const link = await db().paymentLink.findFirstOrThrow({ where: { productId: product.id, active: true } });
  const atStripe = () => stripe.engine.account.paymentLinks().find(({ id }) => id === link.id);
  expect(atStripe()?.active).toBe(true);

  for (let { onHand } = await stockOf(product.slug); onHand > 0; ) {
    const quantity = Math.min(onHand, product.maxQuantity);
    const sessionId = await buy(stripe, [{ slug: product.slug, quantity }]);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    onHand = (await stockOf(product.slug)).onHand;
  }
  await drainQueue();
  expect(atStripe()?.active).toBe(false);
  expect(await db().paymentLink.findUnique({ where: { id: link.id } })).toMatchObject({ active: false });

  const stock = await db().stock.findUniqueOrThrow({ where: { productId: product.id } });
  await receiveStock({ productId: product.id, units: 3, seen: stock.received });
  await drainQueue();
  expect(atStripe()?.active).toBe(true);
  await expectInvariants();
});
