import { db } from '../../db';
import type { Prisma } from '../../generated/prisma/client';
import { type Page, type Paging, readPage } from '../../keyset';

/** What a buyer spent in one currency, in its smallest unit: what was paid, less what went back. */
export interface Spent {
  currency: string;
  amount: number;
}

/** A buyer as a row of the merchant's list. Times in UTC. */
export interface BuyerRow {
  id: string;
  email: string | null;
  name: string | null;
  createdAt: Date;
  orders: number;
  /** The currency of most orders first; nothing while nothing was paid */
  spent: Spent[];
  lastOrderAt: Date | null;
}

export interface BuyerQuery {
  /** As `searchText` cleaned it */
  search: string;
  paging: Paging;
}

/** A page of buyers, the newest first, without those whose details were erased. Two statements. */
export async function listBuyers({ search, paging }: BuyerQuery): Promise<Page<BuyerRow>> {
  const page = await readPage(
    paging,
    (from, take) => {
      const direction = from && 'newer' in from ? 'asc' : 'desc';
      return db().buyer.findMany({
        where: { AND: [{ erasedAt: null }, partOf(search), beyond(from)] },
        orderBy: [{ createdAt: direction }, { id: direction }],
        select: { id: true, email: true, name: true, createdAt: true },
        take,
      });
    },
    (row) => ({ at: row.createdAt, id: row.id }),
  );
  const sums = await sumsOf(page.rows.map(({ id }) => id));
  return { ...page, rows: page.rows.map((row) => ({ ...row, ...(sums.get(row.id) ?? noOrders) })) };
}

type Sums = Pick<BuyerRow, 'orders' | 'spent' | 'lastOrderAt'>;

const noOrders: Sums = { orders: 0, spent: [], lastOrderAt: null };

/** How many orders each of these buyers made, what they spent and when the last one was. */
export async function sumsOf(buyerIds: string[]): Promise<Map<string, Sums>> {
  const rows = await db().$queryRaw<
    { buyer: string; currency: string; orders: number; paid: number; amount: number; last: Date }[]
  >`
    SELECT buyer_id AS buyer, currency, count(*)::int AS orders, count(paid_at)::int AS paid, max(created_at) AS last,
      coalesce(sum(greatest(0, amount_total - amount_refunded))
        FILTER (WHERE paid_at IS NOT NULL AND payment <> 'refunded'), 0)::bigint AS amount
    FROM orders WHERE buyer_id = ANY (${buyerIds}::uuid[])
    GROUP BY buyer_id, currency
    ORDER BY orders DESC, currency`;
  const sums = new Map<string, Sums>();
  for (const { buyer, currency, orders, paid, amount, last } of rows) {
    const before = sums.get(buyer) ?? noOrders;
    sums.set(buyer, {
      orders: before.orders + orders,
      spent: paid > 0 ? [...before.spent, { currency, amount }] : before.spent,
      lastOrderAt: before.lastOrderAt && before.lastOrderAt > last ? before.lastOrderAt : last,
    });
  }
  return sums;
}

/** Any part of the name or of the address. */
function partOf(search: string): Prisma.BuyerWhereInput {
  if (!search) return {};
  // Prisma hands the text to LIKE as it is: without this, `_` would stand for any character.
  const contains = search.replace(/[\\%_]/g, (character) => `\\${character}`);
  return { OR: [{ email: { contains, mode: 'insensitive' } }, { name: { contains, mode: 'insensitive' } }] };
}

/** Rows beyond a cursor, written so that the index on (created_at, id) is entered at the cursor. */
function beyond(paging: Paging): Prisma.BuyerWhereInput {
  if (!paging) return {};
  if ('older' in paging) {
    const { at, id } = paging.older;
    return { createdAt: { lte: at }, NOT: { createdAt: at, id: { gte: id } } };
  }
  const { at, id } = paging.newer;
  return { createdAt: { gte: at }, NOT: { createdAt: at, id: { lte: id } } };
}
