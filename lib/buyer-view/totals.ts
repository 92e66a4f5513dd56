import { formatMoney } from '../money';

/** The amounts of an order as Stripe reported them, in the currency's smallest unit. */
export interface OrderAmounts {
  amountSubtotal: number;
  amountDiscount: number;
  /** All in: tax on shipping is in it already. */
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
 * The rows a receipt shows above its total. The subtotal stands alone only where something follows it. Tax is added
 * as far as the other amounts need it to make the total; the rest is in them already and named as included, which is
 * how Stripe reports inclusive prices: https://docs.stripe.com/tax/products-prices-tax-codes-tax-behavior#tax-behavior
 *
 * @param hasShipment goods are sent: shipping is shown even when it is free
 */
export function totalRows(order: OrderAmounts, hasShipment: boolean): TotalRow[] {
  const { amountSubtotal, amountDiscount, amountShipping, amountTax, amountTotal } = order;
  const rows: TotalRow[] = [];
  if (amountDiscount > 0) rows.push({ name: 'discount', amount: -amountDiscount });
  if (hasShipment || amountShipping > 0) rows.push({ name: 'shipping', amount: amountShipping });
  const missing = amountTotal - (amountSubtotal - amountDiscount + amountShipping);
  const onTop = Math.min(Math.max(missing, 0), amountTax);
  if (onTop > 0) rows.push({ name: 'tax', amount: onTop });
  if (amountTax > onTop) rows.push({ name: 'taxIncluded', amount: amountTax - onTop });
  return rows.length > 0 ? [{ name: 'subtotal', amount: amountSubtotal }, ...rows] : rows;
}

/** An amount as a receipt prints it: what is taken off with a true minus sign, which is as wide as a figure. */
export function receiptMoney(amount: number, currency: string, locale: string): string {
  const text = formatMoney(Math.abs(amount), currency, locale);
  return amount < 0 ? `\u2212${text}` : text;
}
