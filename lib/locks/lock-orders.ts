import type { Pipeline, Tx } from '../db';

// One order of locks for everybody, so that two transactions never wait for each other (I1, I4): checkouts, then the
// sessions and their orders, then stock, then pools of keys, then buyers; within each by ID.

/** The order that is to be made or changed, by its session or its ID, and what may be needed for it. */
export interface OrderTarget {
  /** Null for an order that a person made. */
  sessionId: string | null;
  /** Null for an order that has a session. */
  orderId: string | null;
  /** The checkout of ours that the session names; an ID of the right form. */
  checkoutId: string | null;
  /** The expired session that this one recovers. */
  recoveredFrom: string | null;
  stripePriceIds: readonly string[];
  /** How many units were bought, of all lines together. */
  quantity: number;
  /** The buyer's address, in the form buyers are known by (`buyerAddress`). */
  email: string | null;
}

/** What each statement is given: the keys of all targets, each once and in order. */
export interface TargetKeys {
  sessions: string[];
  orders: string[];
  checkouts: string[];
  /** The sessions, and those they recover. */
  checkoutSessions: string[];
  prices: string[];
  emails: string[];
}

/** IDs of the rows that are locked. */
export interface LockedRows {
  checkouts: ReadonlySet<string>;
  orders: ReadonlySet<string>;
  /** Variants whose stock or pool of keys is locked. */
  goods: ReadonlySet<string>;
}

const sorted = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter((value) => value !== null))].sort();

export function targetKeys(targets: readonly OrderTarget[]): TargetKeys {
  const sessions = sorted(targets.map(({ sessionId }) => sessionId));
  return {
    sessions,
    orders: sorted(targets.map(({ orderId }) => orderId)),
    checkouts: sorted(targets.map(({ checkoutId }) => checkoutId)),
    checkoutSessions: sorted([...sessions, ...targets.map(({ recoveredFrom }) => recoveredFrom)]),
    prices: sorted(targets.flatMap(({ stripePriceIds }) => stripePriceIds)),
    emails: sorted(targets.map(({ email }) => email)),
  };
}

// The advisory locks stand for orders that are not there yet. The parts of a UNION ALL run one after the other.
const lockCheckouts = `
  WITH own AS MATERIALIZED (
    SELECT id FROM checkout WHERE id = ANY ($1::uuid[]) OR session_id = ANY ($2::text[])
    ORDER BY id FOR UPDATE
  )
  SELECT id FROM own
  UNION ALL
  SELECT NULL FROM unnest($3::text[]) AS session(id)
  WHERE pg_advisory_xact_lock(hashtextextended('session:' || session.id, 0)) IS NULL`;

// A statement of its own: it sees the order that whoever had the session before has left.
const lockExisting = `
  SELECT id FROM orders WHERE session_id = ANY ($1::text[]) OR id = ANY ($2::uuid[])
  ORDER BY session_id, id FOR UPDATE`;

// Under the locks of checkouts and orders, so that their lines and holds stay what they are.
const lockGoods = `
  WITH goods AS MATERIALIZED (
    SELECT variant_id FROM price WHERE stripe_price_id = ANY ($1::text[])
    UNION
    SELECT l.variant_id FROM orders o JOIN order_line l ON l.order_id = o.id
    WHERE (o.session_id = ANY ($2::text[]) OR o.id = ANY ($6::uuid[])) AND l.variant_id IS NOT NULL
    UNION
    SELECT h.variant_id FROM checkout c JOIN hold h ON h.checkout_id = c.id
    WHERE c.id = ANY ($3::uuid[]) OR c.session_id = ANY ($4::text[])
  ), counted AS MATERIALIZED (
    SELECT variant_id AS id FROM stock WHERE variant_id IN (SELECT variant_id FROM goods)
    ORDER BY variant_id FOR UPDATE
  ), pool AS MATERIALIZED (
    SELECT v.id FROM product_variant v JOIN product p ON p.id = v.product_id
    WHERE v.id IN (SELECT variant_id FROM goods) AND p.license_key_source = 'pool'
    ORDER BY v.id FOR NO KEY UPDATE OF v
  ), known AS MATERIALIZED (
    SELECT id FROM buyer WHERE email = ANY ($5::text[]) ORDER BY email FOR KEY SHARE
  )
  SELECT id FROM counted UNION ALL SELECT id FROM pool UNION ALL SELECT NULL FROM known`;

/**
 * Locks everything that decides what becomes of these orders (I1): the orders and their checkouts, the goods of both, and
 * keeps their buyers from being erased. All statements are sent at once; none needs the answer of another.
 *
 * @returns what is locked; a row that others made after its statement is not
 */
export async function lockOrders(pipeline: Pipeline, keys: TargetKeys): Promise<LockedRows> {
  const { sessions, orders: ids, checkouts, checkoutSessions, prices, emails } = keys;
  const answers = [
    { name: 'lock_checkouts', text: lockCheckouts, values: [checkouts, checkoutSessions, sessions] },
    { name: 'lock_orders', text: lockExisting, values: [sessions, ids] },
    {
      ...{ name: 'lock_goods', text: lockGoods },
      values: [prices, sessions, checkouts, checkoutSessions, emails, ids],
    },
  ].map((statement) => pipeline.send<{ id: string | null }>(statement));
  const [ownCheckouts = [], orders = [], goods = []] = await Promise.all(answers);
  const idsOf = (rows: readonly { id: string | null }[]) => new Set(rows.flatMap(({ id }) => id ?? []));
  return { checkouts: idsOf(ownCheckouts), orders: idsOf(orders), goods: idsOf(goods) };
}

/**
 * Locks an order and the checkout behind it, in a transaction that has nothing else locked: for mails that are asked for,
 * where one press at a time looks for the earlier ones. What changes the order's rows goes through a decision.
 */
export async function lockOrder(tx: Tx, orderId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM checkout WHERE id IN (SELECT checkout_id FROM orders WHERE id = ${orderId}::uuid)
    FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM orders WHERE id = ${orderId}::uuid FOR UPDATE`;
}
