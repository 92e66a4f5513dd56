import type { Tx } from '../db';
import type { Order, OrderLine } from '../generated/prisma/client';
import type { FulfillmentState, LineState } from '../generated/prisma/enums';
import type { SessionSnapshot } from '../stripe/sessions';
import { accessEnd } from './access-end';
import { bookStock } from './book-stock';
import { grantLines } from './grant-lines';
import type { ProductLine } from './kinds/kind';
import { tooLargeToKeep } from './order-amounts';
import { deriveFulfillment } from './order-states';
import { insertLines, productsByPrice } from './record-order';

export interface LinesOutcome {
  fulfillment: FulfillmentState;
  /** Why the order needs a person, one sentence a line; null when it does not (I7). */
  attention: string | null;
  /** How many lines were completed now. */
  granted: number;
  /** Whether anything is different from before. */
  changed: boolean;
}

/**
 * Fulfils the lines of a paid order that are not fulfilled yet: books the stock, grants every kind, and says of each
 * line that cannot be completed why. Runs under the order's lock; what was done before is not done again (I1).
 */
export async function fulfillLines(
  tx: Tx,
  snapshot: SessionSnapshot,
  order: Order,
  known: OrderLine[],
  checkoutId: string | null,
): Promise<LinesOutcome> {
  // Stripe listed none when the order was made; by now it may.
  const lines = known.length > 0 ? known : await insertLines(tx, order.id, snapshot);
  const open = lines.filter((line) => line.state === 'pending' || line.state === 'needs_attention');
  // A line the shopper set to nothing asks for nothing.
  const matched = await withProducts(
    tx,
    open.filter((line) => line.quantity > 0),
  );
  const short = await bookStock(tx, checkoutId, matched);
  const tooLarge = tooLargeToKeep(snapshot);
  const refused = tooLarge
    ? new Map(matched.map(({ line }) => [line.id, `“${line.description}”: ${tooLarge}`]))
    : await grantLines(
        tx,
        order,
        matched.filter(({ line }) => !short.has(line.id)),
        snapshot.subscription && accessEnd(snapshot.subscription, new Date()),
      );

  const matchedIds = new Set(matched.map(({ line }) => line.id));
  const reasons = new Map<string, string>();
  for (const line of open) {
    const missing = short.get(line.id);
    const reason =
      (line.quantity > 0 && !matchedIds.has(line.id) && unknownProduct(line)) ||
      (missing !== undefined && outOfStock(line, missing)) ||
      refused.get(line.id);
    if (reason) reasons.set(line.id, reason);
  }

  const done = open.filter((line) => !reasons.has(line.id)).map((line) => line.id);
  await tx.orderLine.updateMany({
    where: { id: { in: done } },
    data: { state: 'fulfilled', attention: null },
  });
  let changed = done.length > 0;
  for (const line of open) {
    const attention = reasons.get(line.id);
    if (!attention || attention === line.attention) continue;
    changed = true;
    await tx.orderLine.update({ where: { id: line.id }, data: { state: 'needs_attention', attention } });
  }

  const doneIds = new Set(done);
  const states = lines.map((line): LineState => {
    if (doneIds.has(line.id)) return 'fulfilled';
    return reasons.has(line.id) ? 'needs_attention' : line.state;
  });
  if (lines.length === 0) {
    const attention =
      'Stripe lists no line items for this payment: look it up in the Dashboard, or retry later.';
    return { fulfillment: 'needs_attention', attention, granted: 0, changed: attention !== order.attention };
  }
  return {
    fulfillment: deriveFulfillment(states),
    attention: reasons.size > 0 ? [...reasons.values()].join('\n') : null,
    granted: done.length,
    changed,
  };
}

/** The lines whose product we know. A line that was not ours before is looked up again: the price may be ours by now. */
async function withProducts(tx: Tx, lines: OrderLine[]): Promise<ProductLine[]> {
  const unmatched = lines.filter((line) => line.productId === null && line.stripePriceId !== null);
  if (unmatched.length > 0) {
    const found = await productsByPrice(
      tx,
      unmatched.map((line) => line.stripePriceId ?? ''),
    );
    for (const line of unmatched) {
      const productId = found.get(line.stripePriceId ?? '');
      if (!productId) continue;
      await tx.orderLine.update({ where: { id: line.id }, data: { productId } });
      line.productId = productId;
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

const unknownProduct = (line: OrderLine): string =>
  `“${line.description}” was paid for, but its price (${line.stripePriceId ?? 'none'}) belongs to no product of this shop: give it one with stripe:sync and retry, or fulfil it by hand.`;

const outOfStock = (line: OrderLine, missing: number): string =>
  `“${line.description}”: ${line.quantity} sold, ${missing} not in stock. Receive stock and retry, or refund.`;
