import { db } from '../../db';
import type { OrderFilter } from './order-filters';

/** Counting stops here, so that a page of a large shop costs what one of a small shop does. */
export const countCeiling = 10_000;

/** How many orders each filter shows; one that reached `countCeiling` has more. */
export type OrderCounts = Record<OrderFilter, number>;

/** Counts the orders of every filter in one statement, each over an index. The conditions are those of `filterConditions`. */
export async function countOrders(): Promise<OrderCounts> {
  const [counts] = await db().$queryRaw<OrderCounts[]>`
    SELECT
      (SELECT count(*)::int FROM (SELECT 1 FROM orders LIMIT ${countCeiling}) AS o) AS "all",
      (SELECT count(*)::int FROM (
        SELECT 1 FROM orders
        WHERE fulfillment = 'needs_attention'
          OR (fulfillment IN ('unfulfilled', 'partly_fulfilled') AND payment IN ('paid', 'partly_refunded')
            AND NOT EXISTS (SELECT FROM order_line WHERE order_id = orders.id AND back_ordered_at IS NOT NULL))
        LIMIT ${countCeiling}) AS o) AS attention,
      (SELECT count(*)::int FROM (
        SELECT DISTINCT order_id FROM product_variant JOIN order_line ON variant_id = product_variant.id
        WHERE back_ordered_at IS NOT NULL LIMIT ${countCeiling}) AS o) AS back_ordered,
      (SELECT count(*)::int FROM (
        SELECT 1 FROM orders WHERE payment = 'awaiting' LIMIT ${countCeiling}) AS o) AS awaiting,
      (SELECT count(*)::int FROM (
        SELECT DISTINCT order_id FROM parcel WHERE state = 'awaiting_shipment' LIMIT ${countCeiling}) AS o) AS to_ship,
      (SELECT count(*)::int FROM (
        SELECT 1 FROM orders WHERE fulfillment = 'fulfilled' LIMIT ${countCeiling}) AS o) AS fulfilled,
      (SELECT count(*)::int FROM (
        SELECT 1 FROM orders WHERE payment = 'failed' LIMIT ${countCeiling}) AS o) AS failed,
      (SELECT count(*)::int FROM (
        SELECT 1 FROM orders WHERE payment IN ('refunded', 'partly_refunded', 'disputed')
        LIMIT ${countCeiling}) AS o) AS refunded,
      (SELECT count(*)::int FROM (
        SELECT 1 FROM orders WHERE amount_difference <> 0 LIMIT ${countCeiling}) AS o) AS differs`;
  return (
    counts ?? {
      all: 0,
      attention: 0,
      back_ordered: 0,
      awaiting: 0,
      to_ship: 0,
      fulfilled: 0,
      failed: 0,
      refunded: 0,
      differs: 0,
    }
  );
}
