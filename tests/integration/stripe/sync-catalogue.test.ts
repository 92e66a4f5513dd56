import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { stripe } from '@/lib/stripe/client';
import { syncCatalogue } from '@/lib/sync/sync-catalogue';
import { useDatabase } from '../../support/database';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';

useDatabase();
useSandbox();

const silent = () => {};

async function linkOf(slug: string) {
  const active = await db().paymentLink.findFirst({
    where: { variant: { product: { slug } }, active: true },
  });
  if (!active) throw new Error(`${slug} has no active link`);
  return await stripe().paymentLinks.retrieve(active.id);
}

test('the one variant of every product on sale has a product and a price at Stripe, found by its lookup key', async () => {
  const variants = await db().productVariant.findMany({
    where: { product: { active: true } },
    include: { prices: true },
  });
  expect(variants).toHaveLength(await db().product.count({ where: { active: true } }));
  for (const variant of variants) {
    expect(variant.stripeProductId).toMatch(/^prod_/);
    for (const price of variant.prices) {
      const found = await stripe().prices.retrieve(price.stripePriceId ?? '');
      expect(found).toMatchObject({
        unit_amount: price.unitAmount,
        lookup_key: price.lookupKey,
        active: true,
      });
    }
  }
});

test('a second run changes nothing', async () => {
  const lines: string[] = [];
  const result = await syncCatalogue((line) => lines.push(line));
  expect(lines).toEqual([]);
  expect(result).toMatchObject({ made: 0, changed: 0 });
});

test('a database that lost the IDs finds its objects again', async () => {
  const atStripe = () =>
    db().productVariant.findMany({
      orderBy: { id: 'asc' },
      select: { stripeProductId: true, paymentLinks: { select: { id: true } } },
    });
  const before = await atStripe();
  await db().productVariant.updateMany({ data: { stripeProductId: null } });
  await db().price.updateMany({ data: { stripePriceId: null } });
  await db().paymentLink.deleteMany();
  expect(await syncCatalogue(silent)).toMatchObject({ made: 0 });
  expect(await atStripe()).toEqual(before);
});

test('a new amount is a new price; the old one is switched off and the link is replaced', async () => {
  const old = await db().price.findFirstOrThrow({
    where: { active: true, variant: { product: { slug: 'listello' } } },
  });
  const { variantId } = old;
  const oldLink = await linkOf('listello');
  await db().price.updateMany({ where: { variantId }, data: { active: false } });
  const next = await db().price.create({
    data: { variantId, currency: 'eur', unitAmount: 4200, lookupKey: 'listello_eur_4200' },
  });
  await syncCatalogue(silent);

  expect((await stripe().prices.retrieve(old.stripePriceId ?? '')).active).toBe(false);
  const { stripePriceId } = await db().price.findUniqueOrThrow({ where: { id: next.id } });
  expect((await stripe().prices.retrieve(stripePriceId ?? '')).unit_amount).toBe(4200);
  expect((await stripe().paymentLinks.retrieve(oldLink.id)).active).toBe(false);
  const { data } = await stripe().paymentLinks.listLineItems((await linkOf('listello')).id);
  expect(data[0]?.price?.id).toBe(stripePriceId);
});

test('a Payment Link leads to the landing page, and sells no more than there is', async () => {
  const link = await linkOf('e-commerciale');
  expect(link.after_completion.redirect?.url).toBe(
    'http://shop.test/success?session_id={CHECKOUT_SESSION_ID}',
  );
  expect(link.shipping_address_collection?.allowed_countries).toContain('IT');
  expect(link.metadata.slug).toBe('e-commerciale');
  expect(link.restrictions?.completed_sessions.limit).toBe(8);
});

test('a link without stock is switched off, and on again with new stock', async () => {
  const { id: variantId } = await variantOf('e-commerciale');
  const link = await linkOf('e-commerciale');
  await db().stock.update({ where: { variantId }, data: { onHand: 0, sold: 64 } });
  await syncCatalogue(silent);
  expect((await stripe().paymentLinks.retrieve(link.id)).active).toBe(false);
  await db().stock.update({ where: { variantId }, data: { onHand: 3, received: 67 } });
  await syncCatalogue(silent);
  const again = await linkOf('e-commerciale');
  expect(again.id).toBe(link.id);
  expect(again.restrictions?.completed_sessions.limit).toBe(3);
});
