import { formatMoney } from '../../money';

/** The amounts of an order as Stripe reported them, in the currency's smallest unit. */
export interface OrderAmounts {
  amountSubtotal: number;
  amountDiscount: number;
  amountShipping: number;
  amountTax: number;
  amountTotal: number;
}

/** One row between the lines and the total. `included` tax is part of the amounts above it and adds nothing. */
export interface TotalRow {
  name: 'subtotal' | 'discount' | 'shipping' | 'tax' | 'taxIncluded';
  /** In the currency's smallest unit; negative for a discount */
  amount: number;
}

/**
 * The rows a receipt shows above its total. The subtotal stands alone only where something follows it. Tax is
 * named as included where the other amounts make the total without it, which is how Stripe reports inclusive
 * prices: https://docs.stripe.com/tax/products-prices-tax-codes-tax-behavior#tax-behavior
 *
 * @param hasShipment goods are sent: shipping is shown even when it is free
 */
export function totalRows(order: OrderAmounts, hasShipment: boolean): TotalRow[] {
  const { amountSubtotal, amountDiscount, amountShipping, amountTax, amountTotal } = order;
  const rows: TotalRow[] = [];
  if (amountDiscount > 0) rows.push({ name: 'discount', amount: -amountDiscount });
  if (hasShipment || amountShipping > 0) rows.push({ name: 'shipping', amount: amountShipping });
  if (amountTax > 0) {
    const included = amountSubtotal - amountDiscount + amountShipping === amountTotal;
    rows.push({ name: included ? 'taxIncluded' : 'tax', amount: amountTax });
  }
  return rows.length > 0 ? [{ name: 'subtotal', amount: amountSubtotal }, ...rows] : rows;
}

/** An amount as a receipt prints it: what is taken off with a true minus sign, which is as wide as a figure. */
export function receiptMoney(amount: number, currency: string, locale: string): string {
  const text = formatMoney(Math.abs(amount), currency, locale);
  return amount < 0 ? `\u2212${text}` : text;
}
