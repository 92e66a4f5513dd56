import { createHash } from 'node:crypto';
import type { Prisma } from '../generated/prisma/client';
import { orderNumber } from '../order-number';
import { readDestination } from './destination';

/** What a message about a parcel needs to know of it. */
export const parcelMessageSelect = {
  id: true,
  number: true,
  state: true,
  items: {
    orderBy: { fulfillment: { orderLine: { position: 'asc' } } },
    select: {
      quantity: true,
      fulfillment: {
        select: {
          orderLine: {
            select: {
              description: true,
              quantity: true,
              amountTotal: true,
              product: { select: { slug: true } },
              variant: { select: { weightGrams: true } },
            },
          },
        },
      },
    },
  },
} satisfies Prisma.ParcelSelect;

/** A parcel with what is in it. */
export type ParcelRow = Prisma.ParcelGetPayload<{ select: typeof parcelMessageSelect }>;

/** As much of an order as a message about its parcels says. */
export type OrderRow = Prisma.OrderGetPayload<{
  select: {
    id: true;
    number: true;
    currency: true;
    email: true;
    name: true;
    phone: true;
    shippingAddress: true;
    shippingOption: true;
  };
}>;

/**
 * What a carrier's system needs to send a parcel. `value` is what was paid for its items, in the currency's smallest
 * unit, for the customs declaration and the insurance; a line that goes in several parcels is divided and rounded.
 */
export function parcelMessage(order: OrderRow, parcel: ParcelRow) {
  const { name, address } = readDestination(order.shippingAddress);
  const items = parcel.items.map(({ quantity, fulfillment: { orderLine: line } }) => ({
    slug: line.product?.slug ?? null,
    description: line.description,
    quantity,
    weight_grams: line.variant?.weightGrams ?? null,
    value: Math.round((line.amountTotal * quantity) / line.quantity),
  }));
  return {
    parcel_id: parcel.id,
    parcel_number: parcel.number,
    order_id: order.id,
    order_number: orderNumber(order),
    ship_to: { name: name ?? order.name, ...address, phone: order.phone, email: order.email },
    shipping_option: order.shippingOption,
    items,
    currency: order.currency,
    value: items.reduce((sum, item) => sum + item.value, 0),
  };
}

export type ParcelMessage = ReturnType<typeof parcelMessage>;

/**
 * A short mark of a message's contents: another mark means that something in the parcel has changed. The order's
 * number is no part of it: a new order gets it last of all.
 */
export function contentMark({ order_number: _, ...contents }: ParcelMessage): string {
  return createHash('sha256').update(JSON.stringify(contents)).digest('hex').slice(0, 16);
}
