import { lineNames, namedLine } from '../../catalogue/line-name';
import { db } from '../../db';
import type { Prisma } from '../../generated/prisma/client';
import { defaultLocale, isLocale, type Locale } from '../../i18n/locales';
import { orderNumber } from '../../order-number';
import { whyHeld } from '../../shipping/may-leave';
import { missingUnits } from '../../shipping/missing-units';
import { type PostalAddress, postalAddress } from '../../shipping/postal-address';

/** So many slips are printed in one go. */
export const mostSlips = 100;

/** One thing on a slip, by its name in the buyer's language. */
export interface SlipItem {
  name: string;
  quantity: number;
}

/** What lies on top in a parcel: what is in it and what is not, without a price. Times are in UTC. */
export interface PackingSlip {
  parcelId: string;
  /** The buyer's */
  locale: Locale;
  /** B-1042 */
  orderNumber: string;
  orderedAt: Date;
  /** Place among the order's parcels that were not called off, and how many there are */
  place: number;
  of: number;
  /** Null while it waits: the slip then bears the day it is printed */
  shippedAt: Date | null;
  shipTo: PostalAddress | null;
  shippingOption: string | null;
  items: SlipItem[];
  /** The order's other parcels: what went before, and what waits to follow */
  others: { place: number; sent: boolean; items: SlipItem[] }[];
  /** Bought, and sent when it is there */
  backOrdered: SlipItem[];
  /** It must not leave: called off, or its payment is contested or gone */
  stopped: boolean;
}

const itemSelect = {
  orderBy: { fulfillment: { orderLine: { position: 'asc' } } },
  select: { quantity: true, fulfillment: { select: { orderLineId: true } } },
} satisfies Prisma.Parcel$itemsArgs;

const slipSelect = {
  id: true,
  state: true,
  order: {
    select: {
      number: true,
      locale: true,
      name: true,
      payment: true,
      createdAt: true,
      shippingAddress: true,
      shippingOption: true,
      parcels: {
        where: { state: { not: 'cancelled' } },
        orderBy: { number: 'asc' },
        select: { id: true, state: true, shippedAt: true, items: itemSelect },
      },
      lines: {
        orderBy: { position: 'asc' },
        select: {
          ...namedLine,
          id: true,
          state: true,
          quantity: true,
          unitsRefunded: true,
          fulfillments: { where: { kind: 'shipment' }, select: { units: true } },
        },
      },
    },
  },
} satisfies Prisma.ParcelSelect;

type Loaded = Prisma.ParcelGetPayload<{ select: typeof slipSelect }>;

/**
 * The packing slips of these parcels, in this order; an ID that is none of a parcel, or of one that was called off, has
 * none. At most `mostSlips`.
 */
export async function loadSlips(parcelIds: readonly string[]): Promise<PackingSlip[]> {
  const ids = parcelIds.slice(0, mostSlips);
  const parcels = await db().parcel.findMany({
    where: { id: { in: ids }, state: { not: 'cancelled' } },
    select: slipSelect,
  });
  const slips = new Map(parcels.map((parcel) => [parcel.id, toSlip(parcel)]));
  return ids.flatMap((id) => slips.get(id) ?? []);
}

function toSlip({ id, order }: Loaded): PackingSlip {
  const locale = isLocale(order.locale) ? order.locale : defaultLocale;
  const names = lineNames(order.lines, locale);
  const itemsOf = (items: Loaded['order']['parcels'][number]['items']): SlipItem[] =>
    merged(
      items.map(({ quantity, fulfillment }) => ({
        quantity,
        name: names.get(fulfillment.orderLineId) ?? '',
      })),
    );
  const parcels = order.parcels.map((parcel, index) => ({ ...parcel, place: index + 1 }));
  const own = parcels.find((parcel) => parcel.id === id);
  const address = postalAddress(order.shippingAddress, locale);
  return {
    parcelId: id,
    locale,
    orderNumber: orderNumber(order),
    orderedAt: order.createdAt,
    place: own?.place ?? 1,
    of: parcels.length,
    shippedAt: own?.shippedAt ?? null,
    shipTo: address && { ...address, name: address.name ?? order.name },
    shippingOption: order.shippingOption,
    items: itemsOf(own?.items ?? []),
    others: parcels
      .filter((parcel) => parcel.id !== id)
      .map(({ place, state, items }) => ({
        place,
        sent: state !== 'awaiting_shipment',
        items: itemsOf(items),
      })),
    backOrdered: order.lines
      .filter(({ state }) => state === 'back_ordered')
      .map((line) => ({ name: names.get(line.id) ?? '', quantity: missingUnits(line) }))
      .filter(({ quantity }) => quantity > 0),
    stopped: own?.state === 'awaiting_shipment' && whyHeld(order.payment) !== null,
  };
}

/** The same thing bought in two lines is one thing to pack. */
function merged(items: SlipItem[]): SlipItem[] {
  const units = new Map<string, number>();
  for (const { name, quantity } of items) units.set(name, (units.get(name) ?? 0) + quantity);
  return [...units].map(([name, quantity]) => ({ name, quantity }));
}
