import { afterEach, describe, expect, test } from 'vitest';
import { findProduct } from '@/lib/catalogue/products';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { drainQueue } from '@/lib/jobs/worker';
import { loadKeys } from '@/lib/license-keys/load-keys';
import { backOrderLine } from '@/lib/orders/merchant/back-order';
import { receiveStock } from '@/lib/stock/receive-stock';
import { stripe as shopsStripe } from '@/lib/stripe/client';
import { syncCatalogue } from '@/lib/sync/sync-catalogue';
import { orderOf, unitsOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';
import { addVariant, buyVariants } from './second-variant';

useDatabase();
useMailbox();
const stripe = useSandbox();

afterEach(expectInvariants);

const stockRow = (variantId: string) => db().stock.findUniqueOrThrow({ where: { variantId } });

const keysOf = async (sessionId: string): Promise<string[][]> =>
  (await orderOf(sessionId)).lines.map(({ fulfillments }) =>
    fulfillments.flatMap(({ licenseKeys }) => licenseKeys.map(({ key }) => key)),
  );

describe('a second variant of a product', () => {
  test('is a product of its own at Stripe, found again by a shop that has lost its IDs', async () => {
    const first = await variantOf('ciotola');
    const second = await addVariant('ciotola', { stock: 4 });
    const read = () => db().productVariant.findUniqueOrThrow({ where: { id: second } });
    const { stripeProductId } = await read();
    expect(stripeProductId).not.toBe(first.stripeProductId);
    const lost = { where: { productId: first.productId }, data: { stripeProductId: null } };
    await db().productVariant.updateMany(lost);
    expect(await syncCatalogue(() => {})).toMatchObject({ made: 0, changed: 0 });
    expect((await read()).stripeProductId).toBe(stripeProductId);
    expect((await variantOf('ciotola')).stripeProductId).toBe(first.stripeProductId);
  });

  test('is sold at its own price, from its own shelf, and leaves the first one alone', async () => {
    const first = await variantOf('brocca');
    const second = await addVariant('brocca', { stock: 4 });
    const before = await stockRow(first.id);
    const sessionId = await buyVariants(stripe, { [second]: 3 });
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    expect(await orderOf(sessionId)).toMatchObject({
      fulfillment: 'fulfilled',
      lines: [{ variantId: second, productId: first.productId, amountTotal: 23_100, stockTaken: 3 }],
    });
    expect(await unitsOf(sessionId)).toEqual([['shipment 3']]);
    expect(await stockRow(second)).toMatchObject({ onHand: 1, sold: 3 });
    expect(await stockRow(first.id)).toEqual(before);
    expect((await findProduct('brocca', 'en', null))?.stock?.onHand).toBe(before.onHand);
  });

  test('waits for units of its own: those of the first one do not help', async () => {
    const first = await variantOf('vaso-a-bottiglia');
    const second = await addVariant('vaso-a-bottiglia', { stock: 0 });
    const receive = async (variantId: string, units: number) => {
      const { received } = await stockRow(variantId);
      expect(await receiveStock({ variantId, units, seen: received })).toMatchObject({ received: units });
      await drainQueue();
    };
    const sessionId = await buyVariants(stripe, { [second]: 1 });
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const { lines } = await orderOf(sessionId);
    expect(lines).toMatchObject([
      { state: 'needs_attention', attention: { code: 'out_of_stock', missing: 1 } },
    ]);
    const pressed = await backOrderLine({ lineId: lines[0]?.id }, 'ottavia@bottega.example');
    expect(pressed).toMatchObject({ backOrdered: true, units: 1 });
    await receive(first.id, 5);
    expect(await orderOf(sessionId)).toMatchObject({ lines: [{ state: 'back_ordered' }] });
    await receive(second, 2);
    expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled', lines: [{ stockTaken: 1 }] });
    expect(await stockRow(second)).toMatchObject({ onHand: 1, sold: 1 });
  });

  test('draws from a pool of its own, beside the first one in one order', async () => {
    const first = await variantOf('registri');
    await db().licenseKey.deleteMany({ where: { variantId: first.id } });
    await loadKeys(first.id, new TextEncoder().encode('FIRST-1\nFIRST-2\n'), false);
    const second = await addVariant('registri', { stock: 2, keys: ['SECOND-1'] });
    const sessionId = await buyVariants(stripe, { [first.id]: 1, [second]: 2 });
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    expect(await keysOf(sessionId)).toEqual([['FIRST-1'], ['SECOND-1']]);
    expect(await orderOf(sessionId)).toMatchObject({
      lines: [
        { state: 'fulfilled' },
        { state: 'needs_attention', attention: { code: 'keys_short', missing: 1 } },
      ],
    });
    // A key of the first one's is free, and is not given.
    await fulfillCheckout(sessionId, { trigger: 'merchant' });
    expect(await keysOf(sessionId)).toEqual([['FIRST-1'], ['SECOND-1']]);
    await db().licenseKey.create({ data: { variantId: second, key: 'SECOND-2' } });
    await fulfillCheckout(sessionId, { trigger: 'merchant' });
    expect(await keysOf(sessionId)).toEqual([['FIRST-1'], ['SECOND-1', 'SECOND-2']]);
    expect(await orderOf(sessionId)).toMatchObject({ fulfillment: 'fulfilled' });
  });

  test('gives its own files', async () => {
    const file = { file: 'other.pdf', name: 'other.pdf', mime: 'application/pdf', bytes: 1 };
    const second = await addVariant('quaderno-pdf', { files: [file] });
    const sessionId = await buyVariants(stripe, { [second]: 1 });
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const grants = await db().downloadGrant.findMany({
      where: { fulfillment: { orderLine: { order: { sessionId } } } },
      include: { file: true },
    });
    expect(grants.map((grant) => grant.file.file)).toEqual(['other.pdf']);
  });

  test('has a Payment Link of its own, which sells what is on its shelf', async () => {
    const second = await addVariant('e-commerciale', { stock: 3 });
    const links = await db().paymentLink.findMany({
      where: { active: true, variant: { product: { slug: 'e-commerciale' } } },
      orderBy: { variant: { position: 'asc' } },
    });
    expect(links.map(({ variantId }) => variantId)).toEqual([(await variantOf('e-commerciale')).id, second]);
    const [, own] = links;
    const link = await shopsStripe().paymentLinks.retrieve(own?.id ?? '');
    expect(link.restrictions?.completed_sessions.limit).toBe(3);
    const { received } = await stockRow(second);
    await receiveStock({ variantId: second, units: 2, seen: received });
    await drainQueue();
    expect((await shopsStripe().paymentLinks.retrieve(link.id)).restrictions?.completed_sessions.limit).toBe(
      5,
    );
  });
});
