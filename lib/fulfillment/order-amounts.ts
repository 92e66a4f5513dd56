import { keptAmount } from '../money';
import type { CheckoutSession, SessionLineItem } from '../stripe/sessions';

/** The amounts of an order as its row keeps them, in the currency's smallest unit. */
export interface OrderAmounts {
  amountSubtotal: number;
  amountDiscount: number;
  /** What shipping cost all in: tax and discount on it included. */
  amountShipping: number;
  /** All tax, that on shipping included. */
  amountTax: number;
  amountTotal: number;
  /** The total less the lines and the shipping: zero, or Stripe's figures do not add up. */
  amountDifference: number;
}

/** The amounts of one line, in the currency's smallest unit. */
export type LineAmounts = Pick<
  OrderAmounts,
  'amountSubtotal' | 'amountDiscount' | 'amountTax' | 'amountTotal'
>;

type Totals = Pick<CheckoutSession, 'amount_subtotal' | 'amount_total' | 'total_details' | 'shipping_cost'>;
type LineTotals = Pick<
  SessionLineItem,
  'amount_subtotal' | 'amount_discount' | 'amount_tax' | 'amount_total'
>;

/**
 * What a session cost, and whether its parts make its total. A difference is written down and shown, and keeps nothing
 * from being fulfilled (I7). With no lines listed there is nothing to compare.
 * https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-total_details
 */
export function orderAmounts(session: Totals, lineItems: readonly LineTotals[]): OrderAmounts {
  const amountTotal = keptAmount(session.amount_total);
  const amountShipping = keptAmount(
    session.shipping_cost?.amount_total ?? session.total_details?.amount_shipping,
  );
  const parts = lineItems.reduce((sum, line) => sum + keptAmount(line.amount_total), amountShipping);
  return {
    amountSubtotal: keptAmount(session.amount_subtotal),
    amountDiscount: keptAmount(session.total_details?.amount_discount),
    amountShipping,
    amountTax: keptAmount(session.total_details?.amount_tax),
    amountTotal,
    amountDifference: lineItems.length === 0 ? 0 : keptAmount(amountTotal - parts),
  };
}

/** What one line cost. */
export const lineAmounts = (line: LineTotals): LineAmounts => ({
  amountSubtotal: keptAmount(line.amount_subtotal),
  amountDiscount: keptAmount(line.amount_discount),
  amountTax: keptAmount(line.amount_tax),
  amountTotal: keptAmount(line.amount_total),
});
