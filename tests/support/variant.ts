import { db } from '@/lib/db';

/** The first variant of a product: all that a product of the demo has. */
export const variantOf = (slug: string) =>
  db().productVariant.findFirstOrThrow({ where: { product: { slug } }, orderBy: { position: 'asc' } });
