import type { Tx } from '../db';
import type { OrderLine } from '../generated/prisma/client';
import type { ProductLine } from './kinds/kind';
import { variantsByPrice } from './record-order';

/** The lines whose product we know. A line that was not ours before is looked up again: the price may be ours by now. */
export async function withProducts(tx: Tx, lines: OrderLine[]): Promise<ProductLine[]> {
  const unmatched = lines.filter((line) => line.productId === null && line.stripePriceId !== null);
  if (unmatched.length > 0) {
    const found = await variantsByPrice(
      tx,
      unmatched.map((line) => line.stripePriceId ?? ''),
    );
    for (const line of unmatched) {
      const variant = found.get(line.stripePriceId ?? '');
      if (!variant) continue;
      await tx.orderLine.update({ where: { id: line.id }, data: variant });
      Object.assign(line, variant);
    }
  }
  const products = await tx.product.findMany({
    where: { id: { in: lines.flatMap((line) => (line.productId ? [line.productId] : [])) } },
    include: { files: true },
  });
  const byId = new Map(products.map((product) => [product.id, product]));
  return lines.flatMap((line) => {
    const product = byId.get(line.productId ?? '');
    return product ? [{ line, product }] : [];
  });
}
