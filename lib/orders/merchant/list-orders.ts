import { namedLine } from '../../catalogue/line-name';
import { db } from '../../db';
import { type Attention, readAttention } from '../../fulfillment/attention-words';
import type { Prisma } from '../../generated/prisma/client';
import { type Cursor, type Page, type Paging, readPage } from '../../keyset';
import { filterConditions, type OrderFilter } from './order-filters';
import { searchCondition } from './search';

/** Lines named in a row; the rest are counted. */
const linesShown = 3;

/** Without the heavy columns: address, IDs that only the order's own page shows, the timeline. */
const rowSelect = {
  id: true,
  number: true,
  createdAt: true,
  paidAt: true,
  fulfilledAt: true,
  fulfilledBy: true,
  origin: true,
  payment: true,
  fulfillment: true,
  attention: true,
  currency: true,
  amountTotal: true,
  amountDifference: true,
  amountLost: true,
  email: true,
  name: true,
  lines: {
    select: { ...namedLine, id: true, quantity: true, backOrderedAt: true },
    orderBy: { position: 'asc' },
  },
  parcels: { select: { state: true } },
} satisfies Prisma.OrderSelect;

type Selected = Prisma.OrderGetPayload<{ select: typeof rowSelect }>;

/** An order as a row of the fulfillment status page. Amounts in the smallest unit, times in UTC. */
export interface OrderRow extends Omit<Selected, 'parcels' | 'attention'> {
  /** Why it needs a person; null where it does not (I7) */
  attention: Attention | null;
  /** The first lines; `moreLines` says how many there are beyond. */
  lines: Selected['lines'];
  moreLines: number;
  /** A line waits for stock */
  backOrdered: boolean;
  /** A parcel waits to be sent */
  toShip: boolean;
  /** At least one parcel left and none waits */
  shipped: boolean;
}

export interface OrderQuery {
  filter: OrderFilter;
  /** As `searchText` cleaned it */
  search: string;
  paging: Paging;
}

/** A page of orders, newest first. One statement for each table, whatever the size of the shop. */
export async function listOrders({ filter, search, paging }: OrderQuery): Promise<Page<OrderRow>> {
  const wanted = [filterConditions[filter], searchCondition(search)];
  const page = await readPage(
    paging,
    (from, take) => {
      const direction = from && 'newer' in from ? 'asc' : 'desc';
      return db().order.findMany({
        where: { AND: [...wanted, beyond(from)] },
        orderBy: [{ createdAt: direction }, { id: direction }],
        select: rowSelect,
        take,
      });
    },
    (row): Cursor => ({ at: row.createdAt, id: row.id }),
  );
  return { ...page, rows: page.rows.map(toRow) };
}

/** The newest orders that meet a condition, as rows. */
export async function listOrdersOf(where: Prisma.OrderWhereInput, take: number): Promise<OrderRow[]> {
  const rows = await db().order.findMany({
    where,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: rowSelect,
    take,
  });
  return rows.map(toRow);
}

/** Rows beyond a cursor, written so that the index on (created_at, id) is entered at the cursor. */
function beyond(paging: Paging): Prisma.OrderWhereInput {
  if (!paging) return {};
  if ('older' in paging) {
    const { at, id } = paging.older;
    return { createdAt: { lte: at }, NOT: { createdAt: at, id: { gte: id } } };
  }
  const { at, id } = paging.newer;
  return { createdAt: { gte: at }, NOT: { createdAt: at, id: { lte: id } } };
}

function toRow({ parcels, ...order }: Selected): OrderRow {
  const toShip = parcels.some(({ state }) => state === 'awaiting_shipment');
  return {
    ...order,
    attention: readAttention(order.attention, order.lines),
    lines: order.lines.slice(0, linesShown),
    moreLines: Math.max(0, order.lines.length - linesShown),
    backOrdered: order.lines.some(({ backOrderedAt }) => backOrderedAt !== null),
    toShip,
    shipped: !toShip && parcels.some(({ state }) => state === 'shipped' || state === 'delivered'),
  };
}
