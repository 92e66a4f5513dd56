import type { AttentionReason } from '../decision/attention';
import type { Draft, LineGoods } from '../decision/draft';
import type { FulfillmentRow, LineRow, ProductFacts } from '../decision/order-state';

/** A fulfilment that is to go from so many units of its line to so many. */
export interface UnitsChange extends LineGoods {
  line: LineRow;
  fulfillmentId: string;
  from: number;
  to: number;
}

/** What could not be granted, or not all of it, and why (I7). */
export interface Refusal {
  fulfillmentId: string;
  reason: AttentionReason;
  /** Where some of it could: the units that it has now; left out where nothing has changed. */
  units?: number;
}

/** What led to a change of what the buyer has; it travels in messages and on the timeline. */
export type AnnounceReason =
  | 'paid'
  | 'refund'
  | 'refund_failed'
  | 'dispute'
  | 'dispute_won'
  | 'subscription'
  | 'ended';

/**
 * One kind of fulfilment, in units: everything that a decision has to know of it. `grant` and `revoke` change the draft
 * and bring about what `to` says, whatever they find, so that a second call changes nothing (I1).
 */
export interface Kind {
  /** Whether the buyer has it at once, and so is written to when it is granted later than the receipt. */
  arrivesAtOnce: boolean;
  /**
   * Raises all of these, as far as it can, and says which it could not raise to the end; what it refuses leaves no
   * trace. What was lowered before is given again first: the same keys, the same downloads, the same entitlement.
   */
  grant(draft: Draft, changes: readonly UnitsChange[]): Refusal[];
  /** Lowers all of these, also to nothing. */
  revoke(draft: Draft, changes: readonly UnitsChange[]): void;
  /** Units of a fulfilment that can never go back on the shelf: sent, or seen by somebody. */
  goneUnits(draft: Draft, fulfillment: FulfillmentRow, product: ProductFacts): number;
  /** Takes the buyer's personal details out of the rows that it keeps; what was granted stays granted. */
  erase(draft: Draft): void;
  /** Announces what has changed since the last announcement (I5): called after units moved, and after the payment did. */
  announce(draft: Draft, reason: AnnounceReason): void;
}
