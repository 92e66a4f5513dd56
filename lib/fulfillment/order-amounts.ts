import type { CheckoutSession, SessionLineItem, SessionSnapshot } from '../stripe/sessions';

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

/** The largest amount that the order's columns keep: 21 million euros, and as many of a smaller currency's units. */
export const largestAmount = 2 ** 31 - 1;

/**
 * What a session cost, and whether its parts make its total. A difference is written down and shown, and keeps nothing
 * from being fulfilled (I7). With no lines listed there is nothing to compare.
 * https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-total_details
 *
 * @returns zeros where an amount is larger than `largestAmount`: `tooLargeToKeep` says so
 */
export function orderAmounts(session: Totals, lineItems: readonly LineTotals[]): OrderAmounts {
  const amountTotal = session.amount_total ?? 0;
  const amountShipping = session.shipping_cost?.amount_total ?? session.total_details?.amount_shipping ?? 0;
  const parts = lineItems.reduce((sum, line) => sum + line.amount_total, amountShipping);
  return kept({
    amountSubtotal: session.amount_subtotal ?? 0,
    amountDiscount: session.total_details?.amount_discount ?? 0,
    amountShipping,
    amountTax: session.total_details?.amount_tax ?? 0,
    amountTotal,
    amountDifference: lineItems.length === 0 ? 0 : amountTotal - parts,
  });
}

/** What one line cost; zeros as for the order. */
export const lineAmounts = (line: LineTotals): LineAmounts =>
  kept({
    amountSubtotal: line.amount_subtotal,
    amountDiscount: line.amount_discount,
    amountTax: line.amount_tax,
    amountTotal: line.amount_total,
  });

const isKept = (amount: number): boolean => Math.abs(amount) <= largestAmount;

/** All of these amounts, or none: a figure cut short would look like one that was paid. */
function kept<T extends { [name in keyof T]: number }>(amounts: T): T {
  const values: number[] = Object.values(amounts);
  if (values.every(isKept)) return amounts;
  return Object.fromEntries(Object.keys(amounts).map((name) => [name, 0])) as T;
}

/** An amount that the order's columns do not hold, in the currency's smallest unit. */
export interface TooLarge {
  amount: number;
  currency: string;
}

/**
 * Why an order has to be looked at by a person before anything is released: an amount of it is larger than the order's
 * columns hold. Null for every other order. The figures themselves are in the copies of what Stripe returned.
 */
export function tooLargeToKeep({
  session,
  lineItems,
}: Pick<SessionSnapshot, 'session' | 'lineItems'>): TooLarge | null {
  const amounts = [
    session.amount_total ?? 0,
    session.amount_subtotal ?? 0,
    ...lineItems.flatMap((line) => [line.amount_subtotal, line.amount_total]),
  ];
  return tooLargeAmount(Math.max(...amounts), session.currency ?? 'eur');
}

/** The same of one amount, such as that of a payment which was refunded. */
export const tooLargeAmount = (amount: number, currency: string): TooLarge | null =>
  isKept(amount) ? null : { amount, currency };
