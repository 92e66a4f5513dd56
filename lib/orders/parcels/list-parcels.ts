import { type NamedLine, namedLine } from '../../catalogue/line-name';
import { db } from '../../db';
import type { Prisma } from '../../generated/prisma/client';
import type { ParcelState } from '../../generated/prisma/enums';
import { type Cursor, type Page, type Paging, readPage } from '../../keyset';
import { readDestination } from '../../shipping/destination';
import { type Held, whyHeld } from '../../shipping/may-leave';
import { missingUnits } from '../../shipping/missing-units';
import { countCeiling } from '../merchant/order-counts';

/** The parcels a merchant asks for, in the order of the tabs. Only these get from the address into a query. */
export const parcelFilters = ['waiting', 'shipped', 'delivered'] as const;

export type ParcelFilter = (typeof parcelFilters)[number];

/** The filter an address names; anything else shows what waits. */
export const parcelFilter = (value: unknown): ParcelFilter =>
  parcelFilters.find((filter) => filter === value) ?? 'waiting';

const states: Record<ParcelFilter, ParcelState> = {
  waiting: 'awaiting_shipment',
  shipped: 'shipped',
  delivered: 'delivered',
};

const rowSelect = {
  id: true,
  number: true,
  state: true,
  carrier: true,
  trackingNumber: true,
  trackingUrl: true,
  createdAt: true,
  shippedAt: true,
  deliveredAt: true,
  items: {
    orderBy: { fulfillment: { orderLine: { position: 'asc' } } },
    select: {
      fulfillmentId: true,
      quantity: true,
      fulfillment: { select: { orderLine: { select: namedLine } } },
    },
  },
  order: {
    select: {
      number: true,
      name: true,
      payment: true,
      shippingAddress: true,
      shippingOption: true,
      parcels: { where: { state: { not: 'cancelled' } }, orderBy: { number: 'asc' }, select: { id: true } },
      lines: {
        where: { state: 'back_ordered' },
        orderBy: { position: 'asc' },
        select: {
          ...namedLine,
          quantity: true,
          unitsRefunded: true,
          fulfillments: { where: { kind: 'shipment' }, select: { units: true } },
        },
      },
    },
  },
} satisfies Prisma.ParcelSelect;

type Selected = Prisma.ParcelGetPayload<{ select: typeof rowSelect }>;

/** A number of something that was bought. */
export interface CountedThing extends NamedLine {
  quantity: number;
}

/** A parcel as a row of the list. Times are in UTC. */
export interface ParcelRow
  extends Pick<
    Selected,
    'id' | 'state' | 'carrier' | 'trackingNumber' | 'trackingUrl' | 'createdAt' | 'shippedAt' | 'deliveredAt'
  > {
  /** Place among the parcels of its order that were not called off, and how many there are */
  place: number;
  of: number;
  orderNumber: number | null;
  /** Who it goes to */
  name: string | null;
  city: string | null;
  /** Two letters, ISO 3166 */
  country: string | null;
  shippingOption: string | null;
  items: (CountedThing & { fulfillmentId: string })[];
  /** Why it must not leave; null where it may */
  held: Held | null;
  /** What the buyer waits for beside this and the order's other parcels */
  backOrdered: CountedThing[];
}

/**
 * A page of parcels: what waits, the longest first; what was sent or has arrived, the last one sent first. Each page is
 * entered by an index, however many parcels there are.
 *
 * @returns in `newer` and `older` the ways back and further down, whichever way time runs there
 */
export async function listParcels(filter: ParcelFilter, paging: Paging): Promise<Page<ParcelRow>> {
  const column = filter === 'waiting' ? 'createdAt' : 'shippedAt';
  const page = await readPage(
    paging,
    (from, take) => {
      const back = from !== null && 'newer' in from;
      const rising = (filter === 'waiting') !== back;
      const direction = rising ? 'asc' : 'desc';
      const cursor = from && ('newer' in from ? from.newer : from.older);
      return db().parcel.findMany({
        where: { state: states[filter], ...(cursor && beyond(column, cursor, rising)) },
        orderBy: [{ [column]: direction }, { id: direction }],
        select: rowSelect,
        take,
      });
    },
    (row): Cursor => ({ at: row[column] ?? row.createdAt, id: row.id }),
  );
  return { ...page, rows: page.rows.map(toRow) };
}

/** Rows beyond a cursor, written so that the index on (state, time) is entered at the cursor. */
function beyond(
  column: 'createdAt' | 'shippedAt',
  { at, id }: Cursor,
  rising: boolean,
): Prisma.ParcelWhereInput {
  return {
    [column]: rising ? { gte: at } : { lte: at },
    NOT: { [column]: at, id: rising ? { lte: id } : { gte: id } },
  };
}

function toRow({ items, order, number: _, ...parcel }: Selected): ParcelRow {
  const { name, address } = readDestination(order.shippingAddress);
  const place = order.parcels.findIndex(({ id }) => id === parcel.id) + 1;
  return {
    ...parcel,
    place,
    of: order.parcels.length,
    orderNumber: order.number,
    name: name ?? order.name,
    city: address.city,
    country: address.country,
    shippingOption: order.shippingOption,
    items: items.map(({ fulfillmentId, quantity, fulfillment }) => ({
      fulfillmentId,
      quantity,
      ...fulfillment.orderLine,
    })),
    held: whyHeld(order.payment),
    backOrdered: order.lines.flatMap((line) => {
      const quantity = missingUnits(line);
      const { description, product, variant } = line;
      return quantity > 0 ? [{ description, product, variant, quantity }] : [];
    }),
  };
}

/** How many parcels each filter shows; one that reached `countCeiling` has more. */
export async function countParcels(): Promise<Record<ParcelFilter, number>> {
  const [counts] = await db().$queryRaw<Record<ParcelFilter, number>[]>`
    SELECT
      (SELECT count(*)::int FROM (
        SELECT 1 FROM parcel WHERE state = 'awaiting_shipment' LIMIT ${countCeiling}) AS p) AS waiting,
      (SELECT count(*)::int FROM (
        SELECT 1 FROM parcel WHERE state = 'shipped' LIMIT ${countCeiling}) AS p) AS shipped,
      (SELECT count(*)::int FROM (
        SELECT 1 FROM parcel WHERE state = 'delivered' LIMIT ${countCeiling}) AS p) AS delivered`;
  return counts ?? { waiting: 0, shipped: 0, delivered: 0 };
}
