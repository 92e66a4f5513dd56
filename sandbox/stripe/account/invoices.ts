import type Stripe from 'stripe';
import { amountsOf } from '../checkout/amounts';
import { newId, now, randomText } from '../state/ids';
import type { Contact, SessionRow } from '../state/rows';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import { type InvoiceLine, invoiceLines } from './invoice-lines';
import { markPaymentsPaid } from './invoice-payments';

interface InvoiceFacts {
  customer: Stripe.Customer;
  currency: string;
  lines: InvoiceLine[];
  shippingAmount: number;
  subscription: Stripe.Subscription | null;
  reason: 'manual' | 'subscription_create' | 'subscription_cycle';
  /** ID of the discount whose parts the lines carry. */
  discount: string | null;
  contact: Contact;
  data?: Stripe.Checkout.Session.InvoiceCreation.InvoiceData;
}

/** The invoice of a completed session: of a subscription's first period, or of a one-time payment that asks for one. */
export function invoiceForSession(
  world: World,
  facts: {
    row: SessionRow;
    customer: Stripe.Customer;
    contact: Contact;
    subscription: Stripe.Subscription | null;
  },
): Stripe.Invoice {
  const { row, subscription } = facts;
  const amounts = amountsOf(world, row);
  const invoice = draftInvoice(world, {
    ...facts,
    currency: row.session.currency ?? '',
    lines: amounts.lines.map(({ line, ...rest }) => ({ ...line, ...rest })),
    shippingAmount: amounts.shipping,
    reason: subscription ? 'subscription_create' : 'manual',
    discount: row.discount?.id ?? null,
    data: row.session.invoice_creation?.invoice_data,
  });
  finalizeInvoice(world, invoice);
  return invoice;
}

/** A draft, told as `invoice.created`. */
export function draftInvoice(world: World, facts: InvoiceFacts): Stripe.Invoice {
  const { customer, contact, subscription, discount, data } = facts;
  const subtotal = facts.lines.reduce((sum, line) => sum + line.subtotal, 0);
  const discounted = facts.lines.reduce((sum, line) => sum + line.discount, 0);
  const total = subtotal - discounted + facts.shippingAmount;
  const id = newId('in');
  const created = now();
  const start = subscription?.items.data[0]?.current_period_start ?? created;
  const invoice: Stripe.Invoice = {
    id,
    object: 'invoice',
    account_country: 'IT',
    account_name: 'Sandbox',
    account_tax_ids: null,
    amount_due: total,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: total,
    amount_shipping: facts.shippingAmount,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: false,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: facts.reason,
    collection_method: 'charge_automatically',
    created,
    currency: facts.currency,
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
    discounts: discount === null ? [] : [discount],
    due_date: null,
    effective_at: null,
    ending_balance: 0,
    footer: data?.footer ?? null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: {
      object: 'list',
      data: invoiceLines(facts, id, start),
      has_more: false,
      url: `/v1/invoices/${id}/lines`,
    },
    livemode: false,
    metadata: data?.metadata ?? {},
    next_payment_attempt: null,
    number: null,
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
    status: 'draft',
    status_transitions: {
      finalized_at: null,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal,
    subtotal_excluding_tax: subtotal,
    test_clock: null,
    total,
    total_discount_amounts: discount === null ? [] : [{ amount: discounted, discount }],
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  };
  world.store.invoices.put(invoice);
  emit(world, 'invoice.created', invoice);
  return invoice;
}

/** The draft gets its number and can be paid. */
export function finalizeInvoice(world: World, invoice: Stripe.Invoice): void {
  const customer = world.store.customers.get(String(invoice.customer));
  const sequence = customer?.next_invoice_sequence ?? 1;
  const at = now();
  invoice.effective_at = at;
  invoice.hosted_invoice_url = `${world.publicUrl}/invoices/${invoice.id}`;
  invoice.invoice_pdf = `${world.publicUrl}/invoices/${invoice.id}/pdf`;
  invoice.number = `${customer?.invoice_prefix ?? randomText(8)}-${String(sequence).padStart(4, '0')}`;
  invoice.status = 'open';
  invoice.status_transitions.finalized_at = at;
  invoice.webhooks_delivered_at = at;
  if (customer) world.store.customers.put({ ...customer, next_invoice_sequence: sequence + 1 });
  world.store.invoices.put(invoice);
  emit(world, 'invoice.finalized', invoice);
}

export function payInvoice(world: World, invoice: Stripe.Invoice): void {
  invoice.status = 'paid';
  invoice.amount_paid = invoice.amount_due;
  invoice.amount_remaining = 0;
  invoice.attempted = true;
  invoice.attempt_count = Math.max(invoice.attempt_count, invoice.amount_due > 0 ? 1 : 0);
  invoice.status_transitions.paid_at = now();
  world.store.invoices.put(invoice);
  markPaymentsPaid(world, invoice);
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
