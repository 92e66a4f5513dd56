import type { Prisma } from '../generated/prisma/client';

/** What a query takes of a product's variants where nobody chose one: the first of those that are on sale. */
export const firstVariant = {
  where: { active: true },
  orderBy: { position: 'asc' },
  take: 1,
} satisfies Prisma.Product$variantsArgs;
