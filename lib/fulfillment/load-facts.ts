import { buyerAddress } from '../buyers/buyer-address';
import type { Pipeline } from '../db';
import {
  type LockedRows,
  lockOrders,
  type OrderTarget,
  type TargetKeys,
  targetKeys,
} from '../locks/lock-orders';
import type { LoadedFacts } from './decision/decide-all';
import type {
  CheckoutRow,
  Goods,
  HoldRow,
  MailFacts,
  OrderRow,
  OrderState,
  ProductFacts,
  StockRow,
} from './decision/order-state';
import type { KeyRow } from './kinds/license-key/rows';
import type { RowsOfKinds } from './kinds/rows';
import { kindSets, kindSources } from './kinds/tables';
import { revive, type Table } from './table';
import { tables } from './tables';

/** Thrown where a row appeared after its lock was to be taken: the transaction begins again, and finds it. */
export class StartOver extends Error {
  constructor(what: string) {
    super(`${what} appeared while its lock was taken`);
    this.name = 'StartOver';
  }
}

const sets = {
  order: 'own_order ORDER BY session_id',
  lines: 'own_line ORDER BY position, id',
  fulfillments: 'own_fulfillment ORDER BY id',
  ...kindSources,
  refunds: 'own_refund ORDER BY created_at, id',
  refundLines: 'refund_line WHERE refund_id IN (SELECT id FROM own_refund) ORDER BY refund_id, order_line_id',
  disputes: 'dispute WHERE order_id IN (SELECT id FROM own_order) ORDER BY created_at, id',
  payments: 'own_payment ORDER BY paid_at, id',
  paymentEntries:
    'payment_entry WHERE payment_id IN (SELECT id FROM own_payment) ORDER BY at, kind, object_id',
  periods: 'subscription_period WHERE order_id IN (SELECT id FROM own_order) ORDER BY number',
  checkouts: 'own_checkout ORDER BY id',
  holds: 'own_hold ORDER BY checkout_id, variant_id',
  stock: 'stock WHERE variant_id IN (SELECT variant_id FROM goods) ORDER BY variant_id',
} satisfies Record<keyof typeof tables, string>;

const jsonOf = (selected: string, from: string, name: string): string =>
  `(SELECT json_agg(r) FROM (SELECT ${selected} FROM ${from}) AS r) AS "${name}"`;

// The keys are those of the locks. Each set becomes one JSON array, so that all of them are of one snapshot; a row is
// found by an index, however many there are. "Other orders" wait for a variant only from the view of a single order.
const loadSets = `
  WITH own_order AS MATERIALIZED (
    SELECT * FROM orders WHERE session_id = ANY ($1::text[]) OR id = ANY ($7::uuid[])),
  own_line AS MATERIALIZED (SELECT * FROM order_line WHERE order_id IN (SELECT id FROM own_order)),
  own_fulfillment AS MATERIALIZED (
    SELECT * FROM fulfillment WHERE order_line_id IN (SELECT id FROM own_line)),
  own_refund AS MATERIALIZED (SELECT * FROM refund WHERE order_id IN (SELECT id FROM own_order)),
  own_payment AS MATERIALIZED (SELECT * FROM payment WHERE order_id IN (SELECT id FROM own_order)),
  own_checkout AS MATERIALIZED (
    SELECT * FROM checkout WHERE id = ANY ($2::uuid[]) OR session_id = ANY ($3::text[])),
  own_hold AS MATERIALIZED (SELECT * FROM hold WHERE checkout_id IN (SELECT id FROM own_checkout)),
  goods AS MATERIALIZED (
    SELECT variant_id FROM price WHERE stripe_price_id = ANY ($4::text[])
    UNION
    SELECT variant_id FROM own_line WHERE variant_id IS NOT NULL
    UNION
    SELECT variant_id FROM own_hold),
  own_variant AS MATERIALIZED (SELECT * FROM product_variant WHERE id IN (SELECT variant_id FROM goods)),
  own_product AS MATERIALIZED (
    SELECT * FROM product WHERE id IN (SELECT product_id FROM own_variant UNION SELECT product_id FROM own_line))
  SELECT ${Object.entries(sets)
    .map(([set, from]) => jsonOf(tables[set as keyof typeof sets].selected, from, set))
    .join(',\n    ')},
    ${jsonOf(
      `p.id, p.slug, to_json(p.kinds) AS kinds, p.license_key_source AS "licenseKeySource",
        p.access_days AS "accessDays", p.offers_link AS "offersLink",
        ARRAY(SELECT json_build_object('id', v.id, 'weightGrams', v.weight_grams, 'stripePriceIds',
            ARRAY(SELECT stripe_price_id FROM price WHERE variant_id = v.id AND stripe_price_id IS NOT NULL),
            'files', ARRAY(SELECT f.id FROM product_file f WHERE f.variant_id = v.id ORDER BY f.id),
            'hasBackOrders', EXISTS (SELECT FROM order_line l
              WHERE l.variant_id = v.id AND l.back_ordered_at IS NOT NULL AND l.state = 'back_ordered'
                AND (cardinality($1::text[]) + cardinality($7::uuid[]) > 1 OR l.order_id NOT IN (SELECT id FROM own_order))))
          FROM own_variant v WHERE v.product_id = p.id ORDER BY v.position) AS variants`,
      'own_product p ORDER BY p.id',
      'products',
    )},
    ${jsonOf(
      tables.keys.selected.replaceAll(/"(\w+)" AS/g, 'k."$1" AS'),
      `own_variant v JOIN own_product p ON p.id = v.product_id CROSS JOIN LATERAL (
        SELECT * FROM license_key
        WHERE variant_id = v.id AND fulfillment_id IS NULL AND revoked_at IS NULL ORDER BY created_at, id
        LIMIT $6::int + (SELECT coalesce(sum(quantity), 0) FROM own_line)
      ) AS k WHERE p.license_key_source = 'pool' ORDER BY k.variant_id, k.created_at, k.id`,
      'freeKeys',
    )},
    ${jsonOf(
      'id, order_id AS "orderId", idempotency_key AS key, template, state, data',
      'mail_message WHERE order_id IN (SELECT id FROM own_order)',
      'mails',
    )},
    ${jsonOf('id, kinds', 'outgoing_endpoint WHERE active ORDER BY id', 'endpoints')},
    ${jsonOf('id, email, name', 'buyer WHERE email = ANY ($5::text[])', 'buyers')}`;

/** Arrays of the answer; null where there are no rows. */
type Loaded = { [Set in keyof OrderState]: (Set extends 'order' ? OrderRow : Element<OrderState[Set]>)[] } & {
  stock: StockRow[];
  products: ProductFacts[];
  freeKeys: KeyRow[];
  mails: (MailFacts & { orderId: string })[];
  endpoints: { id: string; kinds: string[] }[];
  buyers: { id: string; email: string; name: string | null }[];
};
type Element<Set> = Set extends readonly (infer Row)[] ? Row : never;

/** Fills in the sets that are empty and revives the times. */
function plainSets(row: Record<string, object[] | null>): Loaded {
  const withTimes: Record<string, Table> = { ...tables, freeKeys: tables.keys };
  const filled = Object.entries(row).map(([set, rows]) => {
    const table = withTimes[set];
    for (const one of (table && rows) || []) revive(table as Table, one);
    return [set, rows ?? []];
  });
  return Object.fromEntries(filled);
}

/** @throws {StartOver} where something was loaded that is not locked */
function requireLocked({ checkouts, order, products, stock }: Loaded, locked: LockedRows): void {
  if (checkouts.some(({ id }) => !locked.checkouts.has(id))) throw new StartOver('A checkout');
  if (order.some(({ id }) => !locked.orders.has(id))) throw new StartOver('An order');
  const pools = products.filter(({ licenseKeySource }) => licenseKeySource === 'pool');
  const goods = [
    ...stock.map(({ variantId }) => variantId),
    ...pools.flatMap(({ variants }) => variants.map(({ id }) => id)),
  ];
  if (goods.some((id) => !locked.goods.has(id))) throw new StartOver('A variant');
}

function stateOf(target: OrderTarget, sets: Loaded): OrderState {
  const { sessionId, orderId, checkoutId, recoveredFrom } = target;
  const isOwn = (checkout: CheckoutRow): boolean =>
    checkout.id === checkoutId ||
    (checkout.sessionId !== null && [sessionId, recoveredFrom].includes(checkout.sessionId));
  const checkouts = sets.checkouts.filter(isOwn);
  const holds = sets.holds.filter((hold: HoldRow) => checkouts.some(({ id }) => id === hold.checkoutId));
  const isTarget = (row: OrderRow) => (orderId === null ? row.sessionId === sessionId : row.id === orderId);
  const order = sets.order.find(isTarget) ?? null;
  const ofOrder = <Row extends { orderId: string }>(rows: Row[]) =>
    rows.filter(({ orderId }) => orderId === order?.id);
  const idsOf = (rows: { id: string }[]) => new Set(rows.map(({ id }) => id));
  const [lines, refunds, payments] = [ofOrder(sets.lines), ofOrder(sets.refunds), ofOrder(sets.payments)];
  const lineIds = idsOf(lines);
  const fulfillments = sets.fulfillments.filter(({ orderLineId }) => lineIds.has(orderLineId));
  const [fulfillmentIds, refundIds, paymentIds] = [fulfillments, refunds, payments].map(idsOf);
  const isOfKinds = (row: { orderId?: string; fulfillmentId?: string | null }): boolean =>
    row.orderId === undefined
      ? (fulfillmentIds?.has(row.fulfillmentId ?? '') ?? false)
      : row.orderId === order?.id;
  const kindRows = kindSets.map((set) => [set, (sets[set] as object[]).filter(isOfKinds)]);
  return {
    ...{ checkouts, holds, order, lines, fulfillments, refunds, payments },
    ...(Object.fromEntries(kindRows) as RowsOfKinds),
    refundLines: sets.refundLines.filter(({ refundId }) => refundIds?.has(refundId)),
    disputes: ofOrder(sets.disputes),
    paymentEntries: sets.paymentEntries.filter(({ paymentId }) => paymentIds?.has(paymentId)),
    periods: ofOrder(sets.periods),
  };
}

async function loadAll(pipeline: Pipeline, keys: TargetKeys, quantity: number): Promise<Loaded> {
  const { sessions, orders, checkouts, checkoutSessions, prices, emails } = keys;
  const values = [sessions, checkouts, checkoutSessions, prices, emails, quantity, orders];
  const [row] = await pipeline.send<Record<string, object[] | null>>({
    ...{ name: 'load_facts', text: loadSets, values },
  });
  return plainSets(row ?? {});
}

/**
 * Locks these orders and reads everything that decides what becomes of them, from one snapshot that is younger than
 * the locks. Sent without waiting: locks and load are one round trip.
 *
 * @param targets each once
 * @throws {StartOver} where a row appeared while its lock was taken
 */
export async function loadFacts(pipeline: Pipeline, targets: readonly OrderTarget[]): Promise<LoadedFacts> {
  const known = targets.map((target) => ({ ...target, email: buyerAddress(target.email ?? '') || null }));
  const keys = targetKeys(known);
  const quantity = known.reduce((sum, target) => sum + target.quantity, 0);
  const [locked, sets] = await Promise.all([lockOrders(pipeline, keys), loadAll(pipeline, keys, quantity)]);
  requireLocked(sets, locked);
  const { products, stock, freeKeys, endpoints } = sets;
  const goods: Goods = { products, stock, freeKeys };
  const facts = known.map((target) => {
    const state = stateOf(target, sets);
    const mails = sets.mails.filter(({ orderId }) => orderId === state.order?.id);
    return {
      ...{ state, goods, endpoints, mails },
      buyer: sets.buyers.find(({ email }) => email === target.email) ?? null,
    };
  });
  return { facts, goods };
}
