import type { FulfillmentKind, LineState, PaymentState } from '../../generated/prisma/enums';

/** A line, as far as it says how many units of it are the buyer's. */
export interface LineClaim {
  quantity: number;
  unitsRefunded: number;
}

/** How many units of a line the buyer is to have: those they paid for and whose money did not go back. */
export function unitsWanted({ quantity, unitsRefunded }: LineClaim, payment: PaymentState): number {
  return payment === 'refunded' ? 0 : quantity - unitsRefunded;
}

/** How many units of a line are granted in every kind its product has; none where the product is not ours. */
export function grantedUnits(
  kinds: readonly FulfillmentKind[],
  fulfillments: readonly { kind: FulfillmentKind; units: number }[],
): number {
  if (kinds.length === 0) return 0;
  return Math.min(...kinds.map((kind) => fulfillments.find((row) => row.kind === kind)?.units ?? 0));
}

/** What decides how many units of a line are granted, beside the payment. */
export interface LineFacts extends LineClaim {
  /** For so many units the merchant said that they were delivered outside the shop; null where they did not. */
  unitsByHand: number | null;
  /** Units that were taken from stock for this line. */
  stockTaken: number;
  /** Units granted now, in every kind. */
  granted: number;
  /** Units that cannot go back on the shelf: sent, or keys somebody has seen. */
  gone: number;
}

/** What is decided of a line before the stock is asked. */
export interface LinePlan {
  wanted: number;
  /** Whether more may be granted than is: not while the payment is contested, not after it was finished by hand. */
  mayRaise: boolean;
  /** Units to take from stock, where the product is counted and has them. */
  toTake: number;
  /** Units to put back on the shelf. */
  toReturn: number;
}

/**
 * Decides how many units of a line are wanted, and what that means for the stock (I4): what is missing is taken, what
 * is not wanted any more and has not left goes back.
 *
 * @param mayGrant whether the money is with us (I2)
 */
export function planLine(facts: LineFacts, payment: PaymentState, mayGrant: boolean): LinePlan {
  const { unitsByHand, stockTaken, granted, gone } = facts;
  const wanted = unitsWanted(facts, payment);
  const mayRaise = mayGrant && unitsByHand === null;
  return {
    wanted,
    mayRaise,
    // What was granted without stock, before the product was counted, needs none.
    toTake: mayRaise ? Math.max(0, wanted - Math.max(stockTaken, granted)) : 0,
    toReturn: Math.max(0, stockTaken - Math.max(wanted, gone)),
  };
}

/**
 * How many units of a line can be had: as many as are wanted, and of a counted product no more than stock covers. What
 * is granted already is kept as long as it is wanted.
 *
 * @param missing units that were to be taken from stock and are not there
 */
export function unitsToHave(
  { wanted, mayRaise }: Pick<LinePlan, 'wanted' | 'mayRaise'>,
  granted: number,
  missing: number,
): number {
  const had = Math.min(granted, wanted);
  return mayRaise ? Math.max(had, wanted - missing) : had;
}

/** What the state of a line is decided from, once its units are what they can be. */
export interface LineOutcome extends LineClaim {
  state: LineState;
  unitsByHand: number | null;
  wanted: number;
  /** Whether every kind of it has the units that are wanted. */
  complete: boolean;
  mayGrant: boolean;
  /** Whether only stock is in the way. */
  onlyStock: boolean;
  /** Whether a lost dispute took a part of the money: which of the goods it was for, only a person can say. */
  lostInPart: boolean;
  /** Whether a later period was paid of what is taken back: what the buyer is to have for it, only a person can say. */
  renewalUnmet: boolean;
}

/**
 * The state of a line, out of what it has and what it should have. While nothing may be granted, a line that lacks
 * something stays what it was.
 */
export function lineState(line: LineOutcome, payment: PaymentState): LineState {
  const { quantity, unitsByHand, wanted, state } = line;
  if (wanted === 0 && line.renewalUnmet) return 'needs_attention';
  // A line the shopper set to nothing asks for nothing.
  if (wanted === 0) return quantity === 0 && payment !== 'refunded' ? 'fulfilled' : 'cancelled';
  if (unitsByHand !== null && unitsByHand >= wanted) return 'fulfilled';
  if (line.complete && !line.lostInPart) return 'fulfilled';
  if (!line.mayGrant) return state;
  return state === 'back_ordered' && line.onlyStock ? 'back_ordered' : 'needs_attention';
}
