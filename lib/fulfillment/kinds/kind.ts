import type { Tx } from '../../db';
import type { Order, OrderLine, Product, ProductFile } from '../../generated/prisma/client';

/** A line of the order with the product it buys. */
export interface ProductLine {
  line: OrderLine;
  product: Product & { files: ProductFile[] };
}

/** A fulfilment that has just been written down, and is now to be given its substance. */
export interface Grant extends ProductLine {
  fulfillmentId: string;
  /** When what the order's subscription gives is over; null while nothing ends it, or where there is none. */
  subscriptionEndsAt: Date | null;
}

/** What could not be granted, and why, in words for the merchant (I7). */
export interface Refusal {
  fulfillmentId: string;
  reason: string;
}

/**
 * One kind of fulfilment. Both run inside the caller's transaction, under the order's lock. `grant` is called once
 * for each (order line, kind), because the row in `fulfillment` was inserted just before, and its unique index lets
 * nobody insert it twice (I1).
 */
export interface Kind {
  /** Grants all of these, or says which it cannot; what it refuses must leave no trace. */
  grant(tx: Tx, order: Order, grants: Grant[]): Promise<Refusal[]>;
  /** Takes back what was granted; a second call changes nothing. */
  revoke(tx: Tx, fulfillmentIds: string[]): Promise<void>;
}
