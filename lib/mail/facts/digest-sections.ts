import { orderOfEvent } from '../../inbox/order-of-event';

// The parts of the merchant's digest, one statement each. Each returns its rows, the oldest first, with `total`, how
// many there are in all; the caller puts a LIMIT behind it.

/**
 * Paid orders that need a hand (I7): those that say so, and those that are not done although nothing is on its way
 * any more. Since when: since that was last found. $1 now
 */
export const attention = `
  SELECT o.id, o.number, o.attention, coalesce(o.attention_at, o.paid_at, o.created_at) AS since, count(*) OVER ()::int AS total
  FROM orders o
  WHERE o.fulfillment = 'needs_attention' OR (
    o.payment IN ('paid', 'partly_refunded') AND o.fulfillment IN ('unfulfilled', 'partly_fulfilled')
    AND o.paid_at < $1::timestamptz - interval '15 minutes'
    AND EXISTS (SELECT FROM order_line l WHERE l.order_id = o.id AND l.state IN ('pending', 'needs_attention')))
  ORDER BY since, o.number`;

/** Payments a bank looks into, since it was heard of. */
export const disputed = `
  SELECT o.number, coalesce(opened.at, o.paid_at, o.created_at) AS since, count(*) OVER ()::int AS total
  FROM orders o LEFT JOIN LATERAL (
    SELECT max(d.created_at) AS at FROM dispute d WHERE d.order_id = o.id AND d.outcome = 'open') opened ON true
  WHERE o.payment = 'disputed'
  ORDER BY since, o.number`;

/** Parcels that may leave and have waited for longer than a day. $1 now */
export const parcels = `
  SELECT o.number, p.number AS parcel, p.created_at AS since, count(*) OVER ()::int AS total
  FROM parcel p JOIN orders o ON o.id = p.order_id
  WHERE p.state = 'awaiting_shipment' AND o.payment IN ('paid', 'partly_refunded')
    AND p.created_at < $1::timestamptz - interval '1 day'
  ORDER BY p.created_at, p.id`;

/** The name of variant v in language $1, as `variantName` makes it, of a product's name. */
const withLabel = (name: string): string => `${name} || coalesce(' – ' || coalesce(
    (SELECT label FROM product_variant_text WHERE variant_id = v.id AND locale = $1),
    CASE WHEN v.position > 0 THEN coalesce(v.sku, (v.position + 1)::text) END), '')`;

/** Units that were sold and are to be sent once they are there: what stays bought, less what every kind has granted. $1 locale */
export const backOrders = `
  SELECT o.number, ${withLabel('coalesce(text.name, l.description)')} AS name, l.back_ordered_at AS since,
    l.quantity - l.units_refunded - coalesce((
      SELECT min(coalesce(f.units, 0)) FROM unnest(p.kinds) AS wanted (kind)
      LEFT JOIN fulfillment f ON f.order_line_id = l.id AND f.kind = wanted.kind), 0) AS missing,
    count(*) OVER ()::int AS total
  FROM order_line l JOIN orders o ON o.id = l.order_id JOIN product p ON p.id = l.product_id
    LEFT JOIN product_variant v ON v.id = l.variant_id
    LEFT JOIN product_text text ON text.product_id = p.id AND text.locale = $1
  WHERE l.state = 'back_ordered'
  ORDER BY l.back_ordered_at, l.id`;

/** Variants on sale whose pool of licence keys is low. $1 locale */
export const pools = `
  SELECT p.slug, v.position, ${withLabel('coalesce(text.name, p.slug)')} AS name, count(k.id)::int AS free, count(*) OVER ()::int AS total
  FROM product_variant v JOIN product p ON p.id = v.product_id
    LEFT JOIN license_key k ON k.variant_id = v.id AND k.fulfillment_id IS NULL AND k.revoked_at IS NULL
    LEFT JOIN product_text text ON text.product_id = p.id AND text.locale = $1
  WHERE p.active AND v.active AND p.license_key_source = 'pool'
  GROUP BY v.id, p.id, text.name HAVING count(k.id) <= p.low_pool_at
  ORDER BY free, name`;

/** Payments on their way for longer than a week: banks seldom need as long. $1 now */
export const payments = `
  SELECT number, amount_total AS amount, currency, created_at AS since, count(*) OVER ()::int AS total
  FROM orders WHERE payment = 'awaiting' AND created_at < $1::timestamptz - interval '7 days'
  ORDER BY created_at, id`;

/**
 * Mails that were tried three times and still wait, and those refused for good in the window. $1 now, $2 since, $3 until
 */
export const mails = `
  SELECT o.number, m.template, m.recipient, m.state = 'refused' AS refused, m.last_error AS error,
    m.queued_at AS since, count(*) OVER ()::int AS total
  FROM mail_message m LEFT JOIN orders o ON o.id = m.order_id
  WHERE (m.state = 'queued' AND m.attempts >= 3 AND m.queued_at < $1::timestamptz - interval '1 hour')
    OR (m.state = 'refused' AND m.last_tried_at >= $2 AND m.last_tried_at < $3)
  ORDER BY m.queued_at, m.id`;

/** Messages of the last two weeks that an endpoint still in use did not take, by endpoint, with its last words. $1 now */
export const messages = `
  SELECT e.url, count(*)::int AS count, (array_agg(m.last_error ORDER BY m.queued_at DESC))[1] AS error,
    count(*) OVER ()::int AS total
  FROM outgoing_message m JOIN outgoing_endpoint e ON e.id = m.endpoint_id
  WHERE m.state = 'given_up' AND e.active AND m.queued_at > $1::timestamptz - interval '14 days'
  GROUP BY e.id ORDER BY count DESC, e.url`;

/** Events that nobody delivered and the sweep fetched, in the window. $1 since, $2 until */
export const caught = `
  SELECT (SELECT number FROM orders WHERE id = ${orderOfEvent}) AS number, e.id AS "eventId",
    e.missed_at AS since, count(*) OVER ()::int AS total
  FROM stripe_event e LEFT JOIN stripe_event_body b ON b.event_id = e.id
  WHERE e.missed_at >= $1 AND e.missed_at < $2
  ORDER BY e.missed_at, e.id`;

/** Orders of the window whose lines do not add up to what Stripe took. $1 since, $2 until */
export const differences = `
  SELECT number, amount_difference AS amount, currency, count(*) OVER ()::int AS total
  FROM orders WHERE amount_difference <> 0 AND created_at >= $1 AND created_at < $2
  ORDER BY number`;
