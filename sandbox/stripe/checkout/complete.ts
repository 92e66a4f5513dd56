import type Stripe from 'stripe';
import { redeem } from '../account/coupons';
import { createCustomer } from '../account/customers';
import { attachPayment } from '../account/invoice-payments';
import { invoiceForSession, payInvoice } from '../account/invoices';
import { watchRenewal } from '../account/renewals';
import { announceSubscription, startSubscription } from '../account/subscriptions';
import type { Contact, SessionRow } from '../state/rows';
import { emit } from '../webhooks/events';
import type { World } from '../world';

export interface Completion {
  contact: Contact;
  paymentStatus: 'paid' | 'unpaid' | 'no_payment_required';
  method: Stripe.PaymentMethod | null;
  intent: Stripe.PaymentIntent | null;
  customer: Stripe.Customer | null;
}

/** The customer a session names, or the one its completion makes; null for a guest. */
export function customerFor(
  world: World,
  row: SessionRow,
  contact: Contact,
  name: string | null,
): Stripe.Customer | null {
  const { session } = row;
  if (typeof session.customer === 'string') return world.store.customers.get(session.customer) ?? null;
  const wanted =
    session.mode === 'subscription' ||
    session.customer_creation === 'always' ||
    session.invoice_creation?.enabled === true ||
    row.payment.setupFutureUsage !== null;
  if (!wanted) return null;
  const { email, phone, shipping } = contact;
  return createCustomer(world, {
    email,
    name: name ?? shipping?.name ?? null,
    phone,
    address: shipping?.address ?? null,
    shipping: shipping && { ...shipping, phone },
  });
}

/**
 * Turns an open session into a complete one, with everything that follows from it.
 *
 * @returns the ID of `checkout.session.completed`, and the invoice where there is one.
 */
export function completeSession(
  world: World,
  row: SessionRow,
  facts: Completion,
): { eventId: string; invoice: string | null } {
  const { session } = row;
  const { contact, customer, intent, method } = facts;
  const name = method?.billing_details.name ?? contact.shipping?.name ?? customer?.name ?? null;

  session.status = 'complete';
  session.payment_status = facts.paymentStatus;
  session.url = null;
  session.client_secret = null;
  session.customer = customer?.id ?? null;
  session.payment_intent = session.mode === 'payment' ? (intent?.id ?? null) : null;
  session.customer_details = {
    address: method?.billing_details.address ?? contact.shipping?.address ?? null,
    business_name: null,
    email: contact.email,
    individual_name: null,
    name,
    phone: contact.phone,
    tax_exempt: 'none',
    tax_ids: [],
  };
  session.collected_information = {
    business_name: null,
    individual_name: null,
    shipping_details: contact.shipping,
  };
  if (session.automatic_tax.enabled) session.automatic_tax.status = 'complete';
  if (session.consent_collection) {
    session.consent = {
      promotions: session.consent_collection.promotions === 'auto' ? 'opt_out' : null,
      terms_of_service: session.consent_collection.terms_of_service === 'required' ? 'accepted' : null,
    };
  }
  if (customer && method) {
    method.customer = customer.id;
    world.store.paymentMethods.put(method);
  }

  const invoice = customer ? invoiceFor(world, row, customer, facts) : null;
  session.invoice = invoice?.id ?? null;
  world.store.sessions.put(row);
  if (row.discount) redeem(world, row.discount.coupon, row.discount.promotionCode);
  countLink(world, row);
  return { eventId: emit(world, 'checkout.session.completed', session), invoice: invoice?.id ?? null };
}

function invoiceFor(
  world: World,
  row: SessionRow,
  customer: Stripe.Customer,
  facts: Completion,
): Stripe.Invoice | null {
  const { session } = row;
  if (session.mode !== 'subscription' && !session.invoice_creation?.enabled) return null;
  const subscription =
    session.mode === 'subscription'
      ? startSubscription(world, row, customer.id, facts.method?.id ?? null)
      : null;
  const invoice = invoiceForSession(world, { row, customer, contact: facts.contact, subscription });
  if (subscription) {
    session.subscription = subscription.id;
    announceSubscription(world, subscription, invoice.id);
    watchRenewal(world, subscription);
  }
  if (facts.intent) attachPayment(world, invoice, facts.intent);
  if (facts.paymentStatus !== 'unpaid') payInvoice(world, invoice);
  return invoice;
}

/** A Payment Link counts its completed sessions, and closes when its limit is reached. */
function countLink(world: World, row: SessionRow): void {
  const stored =
    typeof row.session.payment_link === 'string' ? world.store.links.get(row.session.payment_link) : null;
  const limit = stored?.link.restrictions?.completed_sessions;
  if (!stored || !limit) return;
  limit.count += 1;
  world.store.links.put(stored);
}
