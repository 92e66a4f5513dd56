import { expect } from 'vitest';
import { pool } from '@/lib/db';

/**
 * What must hold at any moment, whatever happened, asked of the database itself.
 *
 * I1 one order a session, one fulfilment for each (line, kind), no gap in the numbers; nobody has more units than were
 * paid for and not refunded, and keys, parcels, downloads and access are exactly the units that are granted ·
 * I2 nothing granted on an order never paid · I4 stock conserved, and sold is what the lines took ·
 * I6 no more went back than came in, and the units that went back are those of the refunds ·
 * I7 an order that needs attention says why, and each order is as far as its lines are
 */
export async function expectInvariants(): Promise<void> {
  const violations = await pool().query<{ rule: string; what: string }>(`
    WITH claim AS (
      SELECT l.*, o.payment, o.paid_at,
        CASE WHEN o.payment = 'refunded' THEN 0 ELSE l.quantity - l.units_refunded END AS wanted
      FROM order_line l JOIN orders o ON o.id = l.order_id
    ), packed AS (
      SELECT i.fulfillment_id AS id, sum(i.quantity) AS units,
        coalesce(sum(i.quantity) FILTER (WHERE p.state IN ('shipped', 'delivered')), 0) AS sent
      FROM parcel_item i JOIN parcel p ON p.id = i.parcel_id GROUP BY i.fulfillment_id
    ), progress AS (
      SELECT o.id, o.fulfillment,
        bool_or(l.state = 'needs_attention') AS asks,
        bool_and(l.state IN ('fulfilled', 'cancelled')) AS done,
        bool_and(l.state = 'cancelled') AS off
      FROM orders o JOIN order_line l ON l.order_id = o.id
      WHERE o.paid_at IS NOT NULL GROUP BY o.id
    )
    SELECT 'I1 numbers have a gap' AS rule, number::text AS what FROM (
      SELECT number, lag(number) OVER (ORDER BY number) AS before FROM orders) n
      WHERE number IS NULL OR number <> coalesce(before + 1, 1001)
    UNION ALL
    SELECT 'I1 fulfilled line lacks units of a kind', c.id::text FROM claim c
      JOIN product p ON p.id = c.product_id
      WHERE c.state = 'fulfilled' AND c.units_by_hand IS NULL AND c.wanted > 0 AND c.payment <> 'disputed'
        AND cardinality(p.kinds) <> (
          SELECT count(*) FROM fulfillment f WHERE f.order_line_id = c.id AND f.units = c.wanted)
    UNION ALL
    SELECT 'I1 more units than were paid for', f.id::text FROM fulfillment f
      JOIN claim c ON c.id = f.order_line_id WHERE f.units > c.wanted
    UNION ALL
    SELECT 'I1 keys do not match units', f.id::text FROM fulfillment f
      WHERE f.kind = 'license_key' AND f.units <> (
        SELECT count(*) FROM license_key k WHERE k.fulfillment_id = f.id AND k.revoked_at IS NULL)
    UNION ALL
    SELECT 'I1 parcels do not match units', f.id::text FROM fulfillment f
      LEFT JOIN packed ON packed.id = f.id
      WHERE f.kind = 'shipment' AND coalesce(packed.units, 0) <> greatest(f.units, coalesce(packed.sent, 0))
    UNION ALL
    SELECT 'I1 a parcel that waits is empty', p.id::text FROM parcel p
      WHERE p.state = 'awaiting_shipment' AND EXISTS (SELECT FROM fulfillment f
        JOIN order_line l ON l.id = f.order_line_id WHERE l.order_id = p.order_id)
        AND NOT EXISTS (SELECT FROM parcel_item i WHERE i.parcel_id = p.id)
    UNION ALL
    SELECT 'I1 download does not match units', f.id::text FROM fulfillment f
      JOIN download_grant d ON d.fulfillment_id = f.id WHERE (f.units = 0) <> (d.revoked_at IS NOT NULL)
    UNION ALL
    SELECT 'I1 access does not match units', f.id::text FROM fulfillment f
      JOIN entitlement e ON e.fulfillment_id = f.id WHERE (f.units = 0) <> (e.revoked_at IS NOT NULL)
    UNION ALL
    SELECT 'I2 granted but never paid', f.id::text FROM fulfillment f
      JOIN claim c ON c.id = f.order_line_id WHERE c.paid_at IS NULL
    UNION ALL
    SELECT 'I4 sold differs from what lines took', s.variant_id::text FROM stock s
      WHERE s.sold <> (SELECT coalesce(sum(l.stock_taken), 0) FROM order_line l WHERE l.variant_id = s.variant_id)
    UNION ALL
    SELECT 'I4 held differs from open holds', s.variant_id::text FROM stock s
      WHERE s.held <> (SELECT coalesce(sum(h.quantity), 0) FROM hold h
        WHERE h.variant_id = s.variant_id AND h.state = 'held')
    UNION ALL
    SELECT 'I4 not conserved', variant_id::text FROM stock WHERE received <> on_hand + held + sold
    UNION ALL
    SELECT 'I6 line is of another product than its variant', l.id::text FROM order_line l
      JOIN product_variant v ON v.id = l.variant_id WHERE l.product_id IS DISTINCT FROM v.product_id
    UNION ALL
    SELECT 'I5 more than one receipt', o.id::text FROM orders o
      WHERE (SELECT count(*) FROM mail_message m WHERE m.order_id = o.id AND m.template = 'receipt') > 1
    UNION ALL
    SELECT 'I6 more went back than came in', o.id::text FROM orders o
      WHERE o.amount_total < (SELECT coalesce(sum(r.amount), 0) FROM refund r
        WHERE r.order_id = o.id AND r.state NOT IN ('failed', 'canceled'))
    UNION ALL
    SELECT 'I6 refunded units are not those of the refunds', c.id::text FROM claim c
      WHERE c.units_refunded <> (SELECT coalesce(sum(u.quantity), 0) FROM refund_line u
        JOIN refund r ON r.id = u.refund_id
        WHERE u.order_line_id = c.id AND r.state NOT IN ('failed', 'canceled'))
    UNION ALL
    SELECT 'I7 attention without a reason', id::text FROM orders
      WHERE fulfillment = 'needs_attention' AND attention #>> '{0,code}' IS NULL
    UNION ALL
    SELECT 'I7 line does not say why it waits', id::text FROM claim
      WHERE (state = 'needs_attention') <> (attention IS NOT NULL)
        OR (state = 'back_ordered') <> (back_ordered_at IS NOT NULL)
    UNION ALL
    SELECT 'I7 order is not as far as its lines', id::text FROM progress
      WHERE asks <> (fulfillment = 'needs_attention') OR off <> (fulfillment = 'cancelled')
        OR (done AND NOT off) <> (fulfillment = 'fulfilled')`);
  expect(violations.rows).toEqual([]);
}

/** On hand, held and sold of a product's first variant. */
export async function stockOf(slug: string): Promise<{ onHand: number; held: number; sold: number }> {
  const { rows } = await pool().query(
    `SELECT on_hand AS "onHand", held, sold FROM stock JOIN product_variant v ON v.id = variant_id
     JOIN product p ON p.id = v.product_id WHERE p.slug = $1 ORDER BY v.position`,
    [slug],
  );
  return rows[0];
}
