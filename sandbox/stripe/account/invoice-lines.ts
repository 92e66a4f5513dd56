import type Stripe from 'stripe';
import { newId } from '../state/ids';

/** A line to be: what was bought, how many, and its amounts in the smallest unit. */
export interface InvoiceLine {
  price: Stripe.Price;
  quantity: number;
  description: string;
  metadata: Stripe.Metadata;
  subtotal: number;
  discount: number;
}

/** @param start When the invoiced period begins (Unix seconds). */
export function invoiceLines(
  {
    lines,
    subscription,
    discount: discountId,
  }: { lines: InvoiceLine[]; subscription: Stripe.Subscription | null; discount: string | null },
  invoice: string,
  start: number,
): Stripe.InvoiceLineItem[] {
  return lines.map((line): Stripe.InvoiceLineItem => {
    const { price, subtotal, discount } = line;
    const item = subscription?.items.data.find((candidate) => candidate.price.id === price.id);
    return {
      id: newId('il'),
      object: 'line_item',
      amount: subtotal,
      currency: price.currency,
      description: `${line.quantity} × ${line.description}`,
      discount_amounts:
        discountId === null || discount === 0 ? [] : [{ amount: discount, discount: discountId }],
      discountable: true,
      discounts: [],
      invoice,
      livemode: false,
      metadata: line.metadata,
      parent: item
        ? {
            invoice_item_details: null,
            subscription_item_details: {
              invoice_item: null,
              proration: false,
              proration_details: null,
              subscription: item.subscription,
              subscription_item: item.id,
            },
            type: 'subscription_item_details',
          }
        : {
            invoice_item_details: {
              invoice_item: newId('ii'),
              proration: false,
              proration_details: null,
              subscription: subscription?.id ?? null,
            },
            subscription_item_details: null,
            type: 'invoice_item_details',
          },
      period: { end: item?.current_period_end ?? start, start },
      pretax_credit_amounts: [],
      pricing: {
        price_details: { price: price.id, product: String(price.product) },
        type: 'price_details',
        unit_amount_decimal: price.unit_amount_decimal,
      },
      quantity: line.quantity,
      quantity_decimal: null,
      subscription: subscription?.id ?? null,
      subtotal,
      taxes: [],
    };
  });
}
