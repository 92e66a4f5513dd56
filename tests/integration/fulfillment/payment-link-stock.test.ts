import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { cancelCheckout } from '@/lib/checkout/cancel-checkout';
import { db, pool } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { drainQueue } from '@/lib/jobs/worker';
import { receiveStock } from '@/lib/stock/receive-stock';
import { refreshPaymentLink } from '@/lib/sync/refresh-payment-link';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy, startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';

useDatabase();
useMailbox();
const stripe = useSandbox();

afterEach(expectInvariants);

/** A product with a Payment Link, of which so many are on the shelf, and its link at Stripe. */
async function linkedProduct(onHand: number) {
  const product = await db().product.findFirstOrThrow({
    where: { offersLink: true, variants: { some: { stock: { isNot: null } } } },
  });
  const { held, sold } = await stockOf(product.slug);
  const shelf = { onHand, received: onHand + held + sold };
  const { id: variantId } = await variantOf(product.slug);
  await db().stock.update({ where: { variantId }, data: shelf });
  await refreshPaymentLink(variantId);
  const atStripe = () => {
    const link = stripe.engine.account
      .paymentLinks()
      .find(({ metadata, active }) => metadata.slug === product.slug && active);
    const limit = link?.restrictions?.completed_sessions;
    return { open: link !== undefined, purchases: limit ? limit.limit - limit.count : null, id: link?.id };
  };
  return { product, atStripe };
}

/** The most units a shopper may choose on the link's page. */
async function mostUnits(linkId: string): Promise<number> {
  const { stripe: client } = await import('@/lib/stripe/client');
  const [line] = (await client().paymentLinks.listLineItems(linkId)).data;
  return line?.adjustable_quantity?.enabled
    ? (line.adjustable_quantity.maximum ?? 99)
    : (line?.quantity ?? 0);
}

test('however little is left, a Payment Link never offers more than there is', async () => {
  const { product, atStripe } = await linkedProduct(20);
  const before = { maxQuantity: product.maxQuantity, adjustable: product.adjustable };
  await db().product.update({ where: { id: product.id }, data: { maxQuantity: 4, adjustable: true } });
  const offered = [];
  for (const onHand of [20, 9, 8, 7, 5, 3, 1, 8, 12]) {
    await linkedProduct(onHand);
    const { id, purchases } = atStripe();
    const most = await mostUnits(id ?? '');
    expect(most * (purchases ?? Number.POSITIVE_INFINITY), `of ${onHand}`).toBeLessThanOrEqual(onHand);
    offered.push([onHand, most]);
  }
  expect(offered).toEqual([
    [20, 4],
    [9, 4],
    [8, 4],
    [7, 1],
    [5, 1],
    [3, 1],
    [1, 1],
    [8, 4],
    [12, 4],
  ]);
  await db().product.update({ where: { id: product.id }, data: before });
});

test('a Payment Link closes while the last unit is held for somebody, and opens again when it is given back', async () => {
  const { product, atStripe } = await linkedProduct(1);
  const browserId = randomUUID();
  const sessionId = await startSession([{ slug: product.slug, quantity: 1 }], { browserId });
  await drainQueue();
  expect(atStripe().open).toBe(false);
  await cancelCheckout(sessionId, browserId);
  await drainQueue();
  expect(atStripe().open).toBe(true);
  expect(await db().paymentLink.count({ where: { variant: { productId: product.id }, active: true } })).toBe(
    1,
  );
});

test('two refreshes of one Payment Link never run at the same time', async () => {
  const { product } = await linkedProduct(5);
  await startSession([{ slug: product.slug, quantity: 1 }]);
  const { rows } = await pool().query(
    "SELECT key, queue_name AS queue FROM graphile_worker.jobs WHERE task_identifier = 'refresh_link'",
  );
  const { id } = await variantOf(product.slug);
  expect(rows).toEqual([{ key: `link:${id}`, queue: `link:${id}` }]);
  await drainQueue();
});

test('a Payment Link closes when the stock is sold elsewhere, and opens again when some arrives', async () => {
  const product = await db().product.findFirstOrThrow({
    where: { offersLink: true, variants: { some: { stock: { isNot: null } } } },
  });
  const link = await db().paymentLink.findFirstOrThrow({
    where: { variant: { productId: product.id }, active: true },
  });
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

  const { variantId } = link;
  const stock = await db().stock.findUniqueOrThrow({ where: { variantId } });
  await receiveStock({ variantId, units: 3, seen: stock.received });
  await drainQueue();
  expect(atStripe()?.active).toBe(true);
  await expectInvariants();
});

test('a link that was shared stays that link, however many checkouts have left shipping rates at Stripe since', async () => {
  const { product, atStripe } = await linkedProduct(20);
  const { id } = atStripe();
  // Each session leaves shipping rates of its own at Stripe, which look like those of the link.
  await startSession([{ slug: 'brocca', quantity: 1 }], { locale: 'en' });
  await refreshPaymentLink((await variantOf(product.slug)).id);
  expect(atStripe().id).toBe(id);
});
