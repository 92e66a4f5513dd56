import { expect } from 'vitest';
import { pool } from '@/lib/db';

/**
 * What must hold at any moment, whatever happened, asked of the database itself.
 *
 * I1 one order a session, one fulfilment for each (line, kind), as many keys as units, no gap in the numbers ·
 * I2 nothing granted on an order never paid · I4 stock conserved, and sold is what the lines took ·
 * I7 an order that needs attention says why
 */
export async function expectInvariants(): Promise<void> {
  const violations = await pool().query<{ rule: string; what: string }>(`
    SELECT 'I1 numbers have a gap' AS rule, number::text AS what FROM (
      SELECT number, lag(number) OVER (ORDER BY number) AS before FROM orders) n
      WHERE number IS NULL OR number <> coalesce(before + 1, 1001)
    UNION ALL
    SELECT 'I1 fulfilled line lacks a kind', l.id::text FROM order_line l
      JOIN product p ON p.id = l.product_id
      WHERE l.state = 'fulfilled' AND cardinality(p.kinds) <> (
        SELECT count(*) FROM fulfillment f WHERE f.order_line_id = l.id)
        AND NOT EXISTS (SELECT FROM timeline_entry t WHERE t.order_id = l.order_id
          AND t.kind = 'fulfilled_by_hand' AND t.data ->> 'lineId' = l.id::text)
    UNION ALL
    SELECT 'I1 keys do not match units', f.id::text FROM fulfillment f
      JOIN order_line l ON l.id = f.order_line_id
      WHERE f.kind = 'license_key' AND l.quantity <> (
        SELECT count(*) FROM license_key k WHERE k.fulfillment_id = f.id)
    UNION ALL
    SELECT 'I1 parcel does not match units', f.id::text FROM fulfillment f
      JOIN order_line l ON l.id = f.order_line_id
      WHERE f.kind = 'shipment' AND f.state = 'granted' AND l.quantity <> (
        SELECT coalesce(sum(i.quantity), 0) FROM parcel_item i WHERE i.fulfillment_id = f.id)
    UNION ALL
    SELECT 'I2 granted but never paid', f.id::text FROM fulfillment f
      JOIN order_line l ON l.id = f.order_line_id JOIN orders o ON o.id = l.order_id
      WHERE o.paid_at IS NULL
    UNION ALL
    SELECT 'I4 sold differs from what lines took', s.product_id::text FROM stock s
      WHERE s.sold <> (SELECT coalesce(sum(l.stock_taken), 0) FROM order_line l WHERE l.product_id = s.product_id)
    UNION ALL
    SELECT 'I4 held differs from open holds', s.product_id::text FROM stock s
      WHERE s.held <> (SELECT coalesce(sum(h.quantity), 0) FROM hold h
        WHERE h.product_id = s.product_id AND h.state = 'held')
    UNION ALL
    SELECT 'I4 not conserved', product_id::text FROM stock WHERE received <> on_hand + held + sold
    UNION ALL
    SELECT 'I5 more than one receipt', o.id::text FROM orders o
      WHERE (SELECT count(*) FROM mail_message m WHERE m.order_id = o.id AND m.template = 'receipt'
        AND m.idempotency_key NOT LIKE 'again:%') > 1
    UNION ALL
    SELECT 'I7 attention without a reason', id::text FROM orders
      WHERE fulfillment = 'needs_attention' AND coalesce(attention, '') = ''`);
  expect(violations.rows).toEqual([]);
}

/** On hand, held and sold of a product. */
export async function stockOf(slug: string): Promise<{ onHand: number; held: number; sold: number }> {
  const { rows } = await pool().query(
    `SELECT on_hand AS "onHand", held, sold FROM stock JOIN product p ON p.id = product_id WHERE p.slug = $1`,
    [slug],
  );
  return rows[0];
}
