import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db';
import { syncCatalogue } from '@/lib/sync/sync-catalogue';
import { client } from '../../support/aftermath';
import { pay } from '../../support/shopper';
import type { TestStripe } from '../../support/stripe';

interface Goods {
  /** Units on the shelf; left out where nothing is counted */
  stock?: number;
  keys?: string[];
  files?: { file: string; name: string; mime: string; bytes: number }[];
}

/** Adds another variant to a product of the demo, with a price, stock, keys and files of its own, and brings it to Stripe. */
export async function addVariant(slug: string, { stock, keys = [], files = [] }: Goods): Promise<string> {
  const { id: productId, variants } = await db().product.findUniqueOrThrow({
    where: { slug },
    select: { id: true, variants: true },
  });
  const position = variants.length;
  const { id } = await db().productVariant.create({
    data: {
      ...{ productId, position, sku: `${slug}-${position}` },
      prices: { create: { currency: 'eur', unitAmount: 7_700, lookupKey: randomUUID() } },
      ...(stock !== undefined && { stock: { create: { received: stock, onHand: stock } } }),
      licenseKeys: { create: keys.map((key) => ({ key })) },
      files: { create: files },
    },
  });
  await syncCatalogue(() => {});
  return id;
}

/** A paid session for so many units of each variant, at its own price; nothing was held for it. */
export async function buyVariants(stripe: TestStripe, units: Record<string, number>): Promise<string> {
  const items = await Promise.all(
    Object.entries(units).map(async ([variantId, quantity]) => {
      const { stripePriceId } = await db().price.findFirstOrThrow({ where: { variantId, active: true } });
      return { price: stripePriceId ?? '', quantity };
    }),
  );
  const session = await (await client()).checkout.sessions.create({
    mode: 'payment',
    success_url: 'http://shop.test/',
    line_items: items,
  });
  await pay(stripe, session.id);
  return session.id;
}
