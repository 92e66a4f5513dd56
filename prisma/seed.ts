import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { db, disconnect } from '../lib/db';
import type { PrismaClient } from '../lib/generated/prisma/client';
import { type CatalogueProduct, catalogue } from './catalogue';

/** The part of a price's identity that never changes: another amount is another price. */
function lookupKey({ slug, price }: CatalogueProduct): string {
  return [slug, price.currency, price.unitAmount, price.interval]
    .filter((part) => part !== undefined)
    .join('_');
}

async function seedProduct(prisma: PrismaClient, entry: CatalogueProduct, position: number): Promise<void> {
  const fields = {
    family: entry.family,
    position,
    kinds: entry.kinds,
    image: entry.image,
    maxQuantity: entry.quantity.max,
    adjustable: entry.quantity.adjustable,
    offeredWith: entry.offeredWith ?? [],
    offersLink: entry.paymentLink,
    licenseKeySource: entry.licenseKeys
      ? entry.licenseKeys === 'generated'
        ? ('generated' as const)
        : ('pool' as const)
      : null,
    accessDays: entry.access?.days ?? null,
  };
  await prisma.$transaction(async (tx) => {
    const product = await tx.product.upsert({
      where: { slug: entry.slug },
      create: { slug: entry.slug, ...fields },
      update: fields,
    });
    const productId = product.id;
    const weightGrams = entry.weightGrams ?? null;
    const { id: variantId } = await tx.productVariant.upsert({
      where: { productId_position: { productId, position: 0 } },
      create: { productId, position: 0, weightGrams },
      update: { weightGrams },
    });
    for (const locale of ['it', 'en'] as const) {
      const { access, ...text } = entry.texts[locale];
      const row = { ...text, access: access ? access.map((page) => ({ ...page })) : undefined };
      await tx.productText.upsert({
        where: { productId_locale: { productId, locale } },
        create: { productId, locale, ...row },
        update: row,
      });
    }
    const price = {
      currency: entry.price.currency,
      unitAmount: entry.price.unitAmount,
      interval: entry.price.interval ?? null,
    };
    await tx.price.updateMany({
      where: { variantId, active: true, lookupKey: { not: lookupKey(entry) } },
      data: { active: false },
    });
    await tx.price.upsert({
      where: { lookupKey: lookupKey(entry) },
      create: { variantId, lookupKey: lookupKey(entry), ...price },
      update: { active: true },
    });
    // Stock is written once: a later seed must not bring back what has been sold since.
    if (entry.stock !== null) {
      await tx.stock.createMany({
        data: [{ variantId, received: entry.stock, onHand: entry.stock }],
        skipDuplicates: true,
      });
    }
    for (const file of entry.files ?? []) {
      const bytes = statSync(join(import.meta.dirname, 'files', file.file)).size;
      await tx.productFile.upsert({
        where: { variantId_file: { variantId, file: file.file } },
        create: { variantId, ...file, bytes },
        update: { name: file.name, mime: file.mime, bytes },
      });
    }
    if (Array.isArray(entry.licenseKeys)) {
      await tx.licenseKey.createMany({
        data: entry.licenseKeys.map((key) => ({ variantId, key })),
        skipDuplicates: true,
      });
    }
  });
}

/** Writes the demo shop's catalogue. Safe to run again: texts and prices follow the files, stock and keys stay. */
export async function seed(prisma: PrismaClient): Promise<void> {
  for (const [position, entry] of catalogue.entries()) await seedProduct(prisma, entry, position);
  await prisma.product.updateMany({
    where: { slug: { notIn: catalogue.map((entry) => entry.slug) } },
    data: { active: false },
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await seed(db());
  console.log(`Seeded ${catalogue.length} products.`);
  await disconnect();
}
