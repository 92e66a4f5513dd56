import type Stripe from 'stripe';
import { stripe } from './client';
import { callStripe, StripeRefused } from './errors';

export type CheckoutSession = Stripe.Checkout.Session;
export type SessionLineItem = Stripe.LineItem;

/** A session as Stripe reports it at one moment, with every line item, however many pages they take. */
export interface SessionSnapshot {
  session: CheckoutSession;
  lineItems: SessionLineItem[];
  /** The payment, where there is one; for a subscription that of its first invoice. With its latest charge. */
  paymentIntent: Stripe.PaymentIntent | null;
  /** What the session began, in subscription mode. */
  subscription: Stripe.Subscription | null;
  /** Who bought, where Stripe keeps a customer of them; not for guests. */
  customer: Stripe.Customer | Stripe.DeletedCustomer | null;
}

/**
 * Retrieves a Checkout Session with its line items. The expanded list is only the first handful, so the rest is
 * read page by page. https://docs.stripe.com/checkout/fulfillment#create-fulfillment-function,
 * https://docs.stripe.com/api/checkout/sessions/line_items
 *
 * @returns null where Stripe knows no such session
 * @throws {StripeUnavailable}
 */
export async function retrieveSession(sessionId: string): Promise<SessionSnapshot | null> {
  try {
    return await callStripe(async () => {
      const session = await stripe().checkout.sessions.retrieve(sessionId, {
        expand: [
          'line_items',
          'payment_intent.latest_charge',
          'shipping_cost.shipping_rate',
          'subscription',
          'customer',
          'invoice.payments',
        ],
      });
      const lineItems = [...(session.line_items?.data ?? [])];
      if (session.line_items?.has_more) {
        const rest = stripe().checkout.sessions.listLineItems(sessionId, {
          limit: 100,
          ...(lineItems.length > 0 && { starting_after: lineItems.at(-1)?.id }),
        });
        for await (const item of rest) lineItems.push(item);
      }
      return {
        session,
        lineItems,
        paymentIntent: expanded(session.payment_intent) ?? (await firstPayment(session)),
        subscription: expanded(session.subscription),
        customer: expanded(session.customer),
      };
    });
  } catch (error) {
    if (error instanceof StripeRefused && error.code === 'resource_missing') return null;
    throw error;
  }
}

/**
 * The PaymentIntent of a subscription's first invoice: the session of a subscription names none of its own.
 * https://docs.stripe.com/api/invoice-payment/object
 */
async function firstPayment({ mode, invoice }: CheckoutSession): Promise<Stripe.PaymentIntent | null> {
  if (mode !== 'subscription') return null;
  const payments = expanded(invoice)?.payments?.data.filter(({ status }) => status !== 'canceled') ?? [];
  const chosen =
    payments.find(({ status }) => status === 'paid') ?? payments.find((payment) => payment.is_default);
  const id = idOf(chosen?.payment.payment_intent);
  return id ? await stripe().paymentIntents.retrieve(id, { expand: ['latest_charge'] }) : null;
}

const expanded = <T extends object>(reference: string | T | null): T | null =>
  typeof reference === 'object' ? reference : null;

/** The ID behind a field that Stripe may return as an ID or, expanded, as the object. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (!reference) return null;
  return typeof reference === 'string' ? reference : reference.id;
}
