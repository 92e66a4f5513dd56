import { BadRequest } from '../api/answers';
import {
  type After,
  readAfter,
  readLimit,
  readMoment,
  readParameters,
  readTruth,
  writeAfter,
} from '../api/parameters';
import { db } from '../db';
import { Prisma } from '../generated/prisma/client';
import { type EntitlementView, viewEntitlement } from './entitlement-state';

/** What other systems may ask for; null asks for all. */
export interface EntitlementQuery {
  /** In lower case */
  email: string | null;
  /** The product's slug */
  product: string | null;
  subscription: string | null;
  active: boolean | null;
  updatedSince: Date | null;
  limit: number;
  after: After | null;
}

export interface EntitlementList {
  data: EntitlementView[];
  has_more: boolean;
  next_cursor: string | null;
}

const parameters = [
  'email',
  'product',
  'subscription',
  'active',
  'updated_since',
  'limit',
  'cursor',
] as const;

/**
 * What an address of the API asks for.
 *
 * @throws {BadRequest} naming the parameter that cannot be
 */
export function readEntitlementQuery(url: string): EntitlementQuery {
  const given = readParameters(url, parameters);
  if (given.email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(given.email))
    throw new BadRequest('email', '“email” has to be an e-mail address, with a “+” in it written as %2B.');
  if (given.subscription !== undefined && !/^sub_\w+$/.test(given.subscription))
    throw new BadRequest(
      'subscription',
      '“subscription” has to be the ID of a subscription at Stripe, sub_….',
    );
  return {
    email: given.email?.toLowerCase() ?? null,
    product: given.product ?? null,
    subscription: given.subscription ?? null,
    active: readTruth('active', given.active),
    updatedSince: readMoment('updated_since', given.updated_since),
    limit: readLimit(given.limit),
    after: readAfter(given.cursor),
  };
}

/**
 * A page of entitlements, the longest unchanged first: one that changes while somebody pages on moves to the end and
 * is met again, so none is missed. Two statements; by address, subscription or time each over an index.
 *
 * @throws {BadRequest} for a product that the shop never had
 */
export async function listEntitlements(query: EntitlementQuery, now = new Date()): Promise<EntitlementList> {
  const { email, product, subscription, active, updatedSince, limit, after } = query;
  const conditions: Prisma.Sql[] = [Prisma.sql`true`];
  if (product !== null) {
    const known = await db().product.findUnique({ where: { slug: product }, select: { id: true } });
    if (!known) throw new BadRequest('product', `“product”: the shop has none called “${product}”.`);
    conditions.push(Prisma.sql`e.product_id = ${known.id}::uuid`);
  }
  if (email !== null) conditions.push(Prisma.sql`lower(e.email) = ${email}`);
  if (subscription !== null) conditions.push(Prisma.sql`e.subscription_id = ${subscription}`);
  if (updatedSince) conditions.push(Prisma.sql`e.updated_at >= ${updatedSince}`);
  if (after) conditions.push(Prisma.sql`(e.updated_at, e.id) > (${after.at}, ${after.id}::uuid)`);
  // The same as `closedReason`, where the database has to choose.
  const open = Prisma.sql`(e.revoked_at IS NULL AND (e.ends_at IS NULL OR e.ends_at > ${now}) AND o.payment <> 'disputed')`;
  if (active !== null) conditions.push(active ? open : Prisma.sql`NOT ${open}`);

  const found = await db().$queryRaw<After[]>`
    SELECT e.id, e.updated_at AS at FROM entitlement e
    JOIN fulfillment f ON f.id = e.fulfillment_id
    JOIN order_line l ON l.id = f.order_line_id
    JOIN orders o ON o.id = l.order_id
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY e.updated_at, e.id
    LIMIT ${limit + 1}`;
  const rows = await db().entitlement.findMany({
    where: { id: { in: found.slice(0, limit).map(({ id }) => id) } },
    orderBy: [{ updatedAt: 'asc' }, { id: 'asc' }],
    include: {
      product: { select: { slug: true } },
      fulfillment: {
        select: {
          orderLine: { select: { order: { select: { id: true, number: true, payment: true } } } },
        },
      },
    },
  });
  // As the first statement found it: a row that has changed since would carry the cursor past others.
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    data: rows.map((row) => viewEntitlement(row, row.product.slug, row.fulfillment.orderLine.order, now)),
    has_more: last !== undefined,
    next_cursor: last ? writeAfter(last) : null,
  };
}
