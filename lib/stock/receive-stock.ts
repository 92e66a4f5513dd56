import { z } from 'zod';
import { namedProduct, namedVariant, variantName } from '../catalogue/line-name';
import { db } from '../db';
import { queueStockFollowUps } from './queue-stock-follow-ups';

/** A counted variant and where its units are: received = on hand + held + sold (I4). */
export interface StockRow {
  variantId: string;
  slug: string;
  name: string;
  active: boolean;
  received: number;
  onHand: number;
  held: number;
  sold: number;
}

/** Every variant that is counted, in the order of the shop's shelves; names in one language. */
export async function listStock(locale: string): Promise<StockRow[]> {
  const variants = await db().productVariant.findMany({
    where: { stock: { isNot: null } },
    orderBy: [{ product: { position: 'asc' } }, { productId: 'asc' }, { position: 'asc' }],
    select: {
      ...namedVariant.select,
      id: true,
      active: true,
      stock: true,
      product: { select: { ...namedProduct.select, slug: true, active: true } },
    },
  });
  return variants.flatMap(({ id, stock, product, ...variant }) => {
    if (!stock) return [];
    const { slug } = product;
    const name = variantName(product, variant, locale);
    const active = product.active && variant.active;
    const { received, onHand, held, sold } = stock;
    return [{ variantId: id, slug, name, active, received, onHand, held, sold }];
  });
}

export type ReceiveResult =
  | { received: number; onHand: number }
  | { received: 0; reason: 'malformed' | 'not_counted' }
  /** Somebody else received some in between, or the button was pressed twice. */
  | { received: 0; reason: 'changed'; seen: number; now: number };

const shape = z.object({
  variantId: z.uuid(),
  units: z.coerce.number().int().min(1).max(100_000),
  /** How many had been received when the form was drawn */
  seen: z.coerce.number().int().min(0),
});

/**
 * Puts units that arrived on the shelf. One statement moves both figures (I4), and only from the count the merchant
 * saw: a second press of the same form finds another count and adds nothing.
 */
export async function receiveStock(input: unknown): Promise<ReceiveResult> {
  const { data } = shape.safeParse(input);
  if (!data) return { received: 0, reason: 'malformed' };
  const { variantId, units, seen } = data;
  const moved = await db().$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ onHand: number }[]>`
      UPDATE stock SET received = received + ${units}, on_hand = on_hand + ${units}
      WHERE variant_id = ${variantId}::uuid AND received = ${seen}
      RETURNING on_hand AS "onHand"`;
    // I5: what follows from the change is queued with it.
    if (row) await queueStockFollowUps(tx, variantId, units);
    return row;
  });
  if (moved) return { received: units, onHand: moved.onHand };
  const stock = await db().stock.findUnique({ where: { variantId }, select: { received: true } });
  if (!stock) return { received: 0, reason: 'not_counted' };
  return { received: 0, reason: 'changed', seen, now: stock.received };
}
