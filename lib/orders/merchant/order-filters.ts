import type { Prisma } from '../../generated/prisma/client';
import { FulfillmentState, PaymentState } from '../../generated/prisma/enums';

/** The states a merchant asks for, in the order of the tabs. Only these get from the address into a query. */
export const orderFilters = [
  'all',
  'attention',
  'back_ordered',
  'awaiting',
  'to_ship',
  'fulfilled',
  'failed',
  'refunded',
  'differs',
] as const;

export type OrderFilter = (typeof orderFilters)[number];

/** The filter an address names; anything else shows all orders. */
export const orderFilter = (value: unknown): OrderFilter =>
  orderFilters.find((filter) => filter === value) ?? 'all';

const paid: PaymentState[] = [PaymentState.paid, PaymentState.partly_refunded];
const unfinished: FulfillmentState[] = [FulfillmentState.unfulfilled, FulfillmentState.partly_fulfilled];

/** A line that somebody decided to send once its goods are there. */
const waitsForStock: Prisma.OrderLineWhereInput = { backOrderedAt: { not: null } };

/**
 * What each filter means in the database. A paid order that is not done needs a person too, whatever stopped it, unless
 * it waits for stock: no paid order may be on no list (I7).
 */
export const filterConditions: Record<OrderFilter, Prisma.OrderWhereInput> = {
  all: {},
  attention: {
    OR: [
      { fulfillment: FulfillmentState.needs_attention },
      { fulfillment: { in: unfinished }, payment: { in: paid }, lines: { none: waitsForStock } },
    ],
  },
  back_ordered: { lines: { some: waitsForStock } },
  awaiting: { payment: PaymentState.awaiting },
  to_ship: { parcels: { some: { state: 'awaiting_shipment' } } },
  fulfilled: { fulfillment: FulfillmentState.fulfilled },
  failed: { payment: PaymentState.failed },
  refunded: {
    payment: { in: [PaymentState.refunded, PaymentState.partly_refunded, PaymentState.disputed] },
  },
  differs: { amountDifference: { not: 0 } },
};
