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

/** What is asked for together with a session; listed ones too. https://docs.stripe.com/expand */
const expand = [
  'line_items',
  'payment_intent.latest_charge',
  'shipping_cost.shipping_rate',
  'subscription',
  'customer',
  'invoice.payments',
];

/**
 * Retrieves a Checkout Session with its line items.
 * https://docs.stripe.com/checkout/fulfillment#create-fulfillment-function
 *
 * @returns null where Stripe knows no such session
 * @throws {StripeUnavailable}
 */
export async function retrieveSession(sessionId: string): Promise<SessionSnapshot | null> {
  try {
    const ask = () => stripe().checkout.sessions.retrieve(sessionId, { expand });
    return await snapshotOf(await callStripe(ask));
  } catch (error) {
    if (error instanceof StripeRefused && error.code === 'resource_missing') return null;
    throw error;
  }
}

/**
 * Completed sessions by one call, as `retrieveSession` gives each: those that were listed after another one.
 * https://docs.stripe.com/api/checkout/sessions/list
 *
 * @param from made since then, and where Stripe's list of them is taken up: after this one, or at its beginning
 * @param limit at most so many, up to 100
 * @returns by their IDs; one that bought nothing (`setup`), or of which more would have to be asked, is not among them
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function listSessions(
  { since, after }: { since: Date; after: string | undefined },
  limit: number,
): Promise<Map<string, SessionSnapshot>> {
  const { data } = await callStripe(() =>
    stripe().checkout.sessions.list({
      ...completedSince(since),
      ...{ limit, expand: expand.map((path) => `data.${path}`) },
      ...(after && { starting_after: after }),
    }),
  );
  const whole = data.filter((session) => session.mode === 'payment' && !session.line_items?.has_more);
  return new Map(await Promise.all(whole.map(async (one) => [one.id, await snapshotOf(one)] as const)));
}

/** Which sessions of Stripe's list were completed, of those made since a moment. */
export const completedSince = (since: Date) => ({
  status: 'complete' as const,
  created: { gte: Math.floor(since.getTime() / 1000) },
});

/**
 * Asks for what a session still lacks. The expanded list of its lines is only the first handful, so the rest is read
 * page by page. https://docs.stripe.com/api/checkout/sessions/line_items
 */
async function snapshotOf(session: CheckoutSession): Promise<SessionSnapshot> {
  const lineItems = [...(session.line_items?.data ?? [])];
  if (session.line_items?.has_more) {
    const after = lineItems.at(-1)?.id;
    await callStripe(async () => {
      const rest: SessionLineItem[] = [];
      const pages = stripe().checkout.sessions.listLineItems(session.id, {
        limit: 100,
        ...(after && { starting_after: after }),
      });
      for await (const item of pages) rest.push(item);
      lineItems.push(...rest);
    });
  }
  return {
    session,
    lineItems,
    paymentIntent: expanded(session.payment_intent) ?? (await firstPayment(session)),
    subscription: expanded(session.subscription),
    customer: expanded(session.customer),
  };
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
  if (!id) return null;
  return await callStripe(() => stripe().paymentIntents.retrieve(id, { expand: ['latest_charge'] }));
}

const expanded = <T extends object>(reference: string | T | null): T | null =>
  typeof reference === 'object' ? reference : null;

/** The ID behind a field that Stripe may return as an ID or, expanded, as the object. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (!reference) return null;
  return typeof reference === 'string' ? reference : reference.id;
}
