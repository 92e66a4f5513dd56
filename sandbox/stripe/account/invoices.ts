import type Stripe from 'stripe';
import { type Amounts, amountsOf } from '../checkout/amounts';
import { newId, now, randomText } from '../state/ids';
import type { Contact, SessionRow } from '../state/rows';
import { emit } from '../webhooks/events';
import type { World } from '../world';

interface InvoiceFacts {
  row: SessionRow;
  customer: Stripe.Customer;
  contact: Contact;
  subscription: Stripe.Subscription | null;
}

/** The invoice of a completed session: of a subscription's first period, or of a one-time payment that asks for one. */
export function openInvoice(world: World, facts: InvoiceFacts): Stripe.Invoice {
  const { row, customer, contact, subscription } = facts;
  const amounts = amountsOf(world, row);
  const id = newId('in');
  const created = now();
  const period = subscription?.items.data[0];
  const start = period?.current_period_start ?? created;
  const data = row.session.invoice_creation?.invoice_data;
  const invoice: Stripe.Invoice = {
    id,
    object: 'invoice',
    account_country: 'IT',
    account_name: 'Sandbox',
    account_tax_ids: null,
    amount_due: amounts.total,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: amounts.total,
    amount_shipping: amounts.shipping,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: false,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: subscription ? 'subscription_create' : 'manual',
    collection_method: 'charge_automatically',
    created,
    currency: row.session.currency ?? '',
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: contact.email,
    customer_name: customer.name ?? null,
    customer_phone: contact.phone,
    customer_shipping: contact.shipping && {
      address: contact.shipping.address,
      carrier: null,
      name: contact.shipping.name,
      phone: contact.phone,
      tracking_number: null,
    },
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: data?.description ?? null,
    discounts: row.discount ? [row.discount.id] : [],
    due_date: null,
    effective_at: created,
    ending_balance: 0,
    footer: data?.footer ?? null,
    from_invoice: null,
    hosted_invoice_url: `${world.publicUrl}/invoices/${id}`,
    invoice_pdf: `${world.publicUrl}/invoices/${id}/pdf`,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: {
      object: 'list',
      data: invoiceLines(amounts, id, subscription, start),
      has_more: false,
      url: `/v1/invoices/${id}/lines`,
    },
    livemode: false,
    metadata: data?.metadata ?? {},
    next_payment_attempt: null,
    number: `${customer.invoice_prefix ?? randomText(8)}-${String(customer.next_invoice_sequence ?? 1).padStart(4, '0')}`,
    on_behalf_of: null,
    parent: subscription
      ? {
          quote_details: null,
          subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
          type: 'subscription_details',
        }
      : null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: created,
    period_start: created,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: 'open',
    status_transitions: {
      finalized_at: created,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal: amounts.subtotal,
    subtotal_excluding_tax: amounts.subtotal,
    test_clock: null,
    total: amounts.total,
    total_discount_amounts: row.discount ? [{ amount: amounts.discount, discount: row.discount.id }] : [],
    total_excluding_tax: amounts.total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: created,
  };
  customer.next_invoice_sequence = (customer.next_invoice_sequence ?? 1) + 1;
  world.store.customers.put(customer);
  world.store.invoices.put(invoice);
  emit(world, 'invoice.created', invoice);
  emit(world, 'invoice.finalized', invoice);
  return invoice;
}

export function payInvoice(world: World, invoice: Stripe.Invoice): void {
  invoice.status = 'paid';
  invoice.amount_paid = invoice.amount_due;
  invoice.amount_remaining = 0;
  invoice.attempted = true;
  invoice.attempt_count = Math.max(invoice.attempt_count, invoice.amount_due > 0 ? 1 : 0);
  invoice.status_transitions.paid_at = now();
  world.store.invoices.put(invoice);
  emit(world, 'invoice.paid', invoice);
  emit(world, 'invoice.payment_succeeded', invoice);
}

/** The first attempt failed: the invoice stays open and is tried again in three days. */
export function failInvoice(world: World, invoice: Stripe.Invoice): void {
  invoice.attempted = true;
  invoice.attempt_count += 1;
  invoice.next_payment_attempt = now() + 3 * 86_400;
  world.store.invoices.put(invoice);
  emit(world, 'invoice.payment_failed', invoice);
}

function invoiceLines(
  amounts: Amounts,
  invoice: string,
  subscription: Stripe.Subscription | null,
  start: number,
): Stripe.InvoiceLineItem[] {
  return amounts.lines.map(({ line, price, subtotal, discount }): Stripe.InvoiceLineItem => {
    const item = subscription?.items.data.find((candidate) => candidate.price.id === price.id);
    return {
      id: newId('il'),
      object: 'line_item',
      amount: subtotal,
      currency: price.currency,
      description: `${line.quantity} × ${line.description}`,
      discount_amounts: discount === 0 ? [] : [{ amount: discount, discount: newId('di') }],
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
