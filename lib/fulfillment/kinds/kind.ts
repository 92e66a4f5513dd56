import type { Tx } from '../../db';
import type { Order, OrderLine, Product, ProductFile } from '../../generated/prisma/client';
import type { AttentionReason } from '../attention';

/** A line of the order with the product it buys. */
export interface ProductLine {
  line: OrderLine;
  product: Product & { files: ProductFile[] };
}

/** A fulfilment that is to go from so many units of its line to so many. */
export interface UnitsChange extends ProductLine {
  fulfillmentId: string;
  /** Whether it was inserted just now: nothing hangs on it yet, so nothing has to be looked for. */
  isNew: boolean;
  from: number;
  to: number;
  /**
   * When what the order's subscription gives is over; null while nothing ends it, or where there is none. Undefined
   * where Stripe was not asked.
   */
  subscriptionEndsAt: Date | null | undefined;
}

/** What could not be granted, or not all of it, and why (I7). */
export interface Refusal {
  fulfillmentId: string;
  reason: AttentionReason;
  /** Where some of it could: the units that it has now; left out where nothing has changed. */
  units?: number;
}

/**
 * One kind of fulfilment, in units. Both run inside the caller's transaction, under the order's lock, for a row in
 * `fulfillment` whose unique index lets nobody insert it twice (I1). Both bring about what `to` says, whatever they
 * find: a second call changes nothing.
 */
export interface Kind {
  /**
   * Raises all of these, as far as it can, and says which it could not raise to the end; what it refuses must leave no
   * trace. What was lowered before is given again first: the same keys, the same downloads, the same entitlement.
   */
  grant(tx: Tx, order: Order, changes: UnitsChange[]): Promise<Refusal[]>;
  /** Lowers all of these, also to nothing. */
  revoke(tx: Tx, order: Order, changes: UnitsChange[]): Promise<void>;
}
