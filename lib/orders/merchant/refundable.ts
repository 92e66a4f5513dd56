import { grantedUnits, unitsWanted } from '../../fulfillment/decision/line-units';
import type { FulfillmentKind, LineState, PaymentState } from '../../generated/prisma/enums';
import { isPaid } from '../../is-paid';

/** Metadata of Stripe's holds fifty pairs; some of them say who asked. https://docs.stripe.com/api/metadata */
export const mostLinesAtOnce = 45;

/** What a line cost and how much of it went back. Amounts in the smallest unit. */
export interface LineMoney {
  quantity: number;
  amountTotal: number;
  unitsRefunded: number;
}

/**
 * What so many more units of a line cost: each the same, and the last one also what rounding left over, so that all
 * units together are exactly the line.
 *
 * @param units at most those whose money has not gone back yet
 */
export function amountForUnits({ quantity, amountTotal, unitsRefunded }: LineMoney, units: number): number {
  const each = Math.floor(amountTotal / quantity);
  const last = unitsRefunded + units === quantity && units > 0;
  return each * units + (last ? amountTotal - each * quantity : 0);
}

/** A line with units whose money can go back. */
export interface RefundableLine extends LineMoney {
  lineId: string;
  unitsLeft: number;
  /** Units that were paid for and could not be delivered: those to offer first. */
  missing: number;
}

/** Why nothing of an order can be given back. */
export type NotRefundable = 'not_paid' | 'disputed' | 'no_payment' | 'nothing_left';

export interface Refundable {
  /** Null where something can be given back. */
  refusal: NotRefundable | null;
  currency: string;
  /** What has not gone back yet, shipping included. */
  left: number;
  lines: RefundableLine[];
}

/** What has to be known of an order to say what can be given back: `loadMerchantOrder` brings all of it. */
export interface RefundableOrder {
  payment: PaymentState;
  paymentIntentId: string | null;
  currency: string;
  amountTotal: number;
  amountRefunded: number;
  lines: {
    id: string;
    quantity: number;
    amountTotal: number;
    unitsRefunded: number;
    state: LineState;
    product: { kinds: FulfillmentKind[] } | null;
    fulfillments: { kind: FulfillmentKind; units: number }[];
  }[];
}

/** What of an order can be given back, line by line. What Stripe will say may differ: it has the last word. */
export function refundable(order: RefundableOrder): Refundable {
  const left = Math.max(0, order.amountTotal - order.amountRefunded);
  const lines = order.lines.map((line) => {
    const { id: lineId, quantity, amountTotal, unitsRefunded } = line;
    const unitsLeft = unitsWanted(line, order.payment);
    const waits = line.state === 'needs_attention' || line.state === 'back_ordered';
    const granted = grantedUnits(line.product?.kinds ?? [], line.fulfillments);
    const missing = waits ? Math.max(0, unitsLeft - granted) : 0;
    return { lineId, quantity, amountTotal, unitsRefunded, unitsLeft, missing };
  });
  return {
    refusal: refusalOf(order, left),
    currency: order.currency,
    left,
    lines: lines.filter(({ unitsLeft }) => unitsLeft > 0),
  };
}

function refusalOf(order: RefundableOrder, left: number): NotRefundable | null {
  if (order.payment === 'disputed') return 'disputed';
  if (order.payment === 'refunded') return 'nothing_left';
  if (!isPaid(order.payment)) return 'not_paid';
  if (order.amountTotal === 0 || !order.paymentIntentId) return 'no_payment';
  return left === 0 ? 'nothing_left' : null;
}
