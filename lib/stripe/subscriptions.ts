import type Stripe from 'stripe';
import { stripe } from './client';
import { callStripe, StripeRefused } from './errors';
import { idOf } from './sessions';

export type Subscription = Stripe.Subscription;

/**
 * A subscription as it is now: what an event says of it may be older.
 * https://docs.stripe.com/api/subscriptions/retrieve
 *
 * @returns null where Stripe knows no such subscription
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function retrieveSubscription(id: string): Promise<Subscription | null> {
  try {
    return await callStripe(() => stripe().subscriptions.retrieve(id));
  } catch (error) {
    if (error instanceof StripeRefused && error.code === 'resource_missing') return null;
    throw error;
  }
}

/**
 * The session a subscription was begun with.
 *
 * @returns null for one that was begun another way, such as in the Dashboard
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function sessionOfSubscription(id: string): Promise<string | null> {
  const { data } = await callStripe(() => stripe().checkout.sessions.list({ subscription: id, limit: 1 }));
  return data[0]?.id ?? null;
}

/** Which subscription a payment was for, and whether it was the one that began it. */
export interface SubscriptionPayment {
  subscriptionId: string;
  invoiceId: string;
  first: boolean;
}

/**
 * What a payment of an invoice was for. A charge no longer names its invoice, so the way leads over the invoice's
 * payments. https://docs.stripe.com/api/invoice-payment/list
 *
 * @returns null for a payment of no subscription
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function subscriptionOfPayment(paymentIntentId: string): Promise<SubscriptionPayment | null> {
  const { data } = await callStripe(() =>
    stripe().invoicePayments.list({
      payment: { type: 'payment_intent', payment_intent: paymentIntentId },
      expand: ['data.invoice'],
      limit: 1,
    }),
  );
  const invoice = data[0]?.invoice;
  if (!invoice || typeof invoice === 'string' || invoice.deleted) return null;
  const subscriptionId = idOf(invoice.parent?.subscription_details?.subscription);
  if (!subscriptionId) return null;
  return {
    subscriptionId,
    invoiceId: invoice.id ?? '',
    first: invoice.billing_reason === 'subscription_create',
  };
}

/**
 * Whether Stripe still collects for a subscription, or would try to: whatever has not ended.
 * https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function subscriptionRuns(id: string): Promise<boolean> {
  const subscription = await retrieveSubscription(id);
  return subscription !== null && !hasEnded(subscription);
}

/** Whether a subscription has come to its end for good. */
export const hasEnded = ({ status }: Pick<Subscription, 'status'>): boolean =>
  status === 'canceled' || status === 'incomplete_expired';

/**
 * Ends a subscription now, so that nothing more is collected for it. One that has ended already, or that Stripe does
 * not know, is as wished. What follows from it for the order arrives with `customer.subscription.deleted`.
 * https://docs.stripe.com/api/subscriptions/cancel
 *
 * @param idempotencyKey of the form that asked for it
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function cancelSubscription(id: string, idempotencyKey: string): Promise<void> {
  try {
    await callStripe(() =>
      stripe().subscriptions.cancel(id, {}, { idempotencyKey: `end-subscription:${idempotencyKey}` }),
    );
  } catch (error) {
    // Stripe's answer to a second cancellation is that there is no such subscription.
    if (!(error instanceof StripeRefused && error.code === 'resource_missing')) throw error;
  }
}

/**
 * Has a subscription end with the period that is paid for: it goes on until then, and nothing more is collected. It
 * can be taken back in the Dashboard or by the buyer in the portal until that day.
 * https://docs.stripe.com/api/subscriptions/update#update_subscription-cancel_at_period_end
 *
 * @param idempotencyKey of the form that asked for it
 * @returns the subscription as it is now
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function endWithPeriod(id: string, idempotencyKey: string): Promise<Subscription> {
  return await callStripe(() =>
    stripe().subscriptions.update(
      id,
      { cancel_at_period_end: true },
      { idempotencyKey: `end-with-period:${idempotencyKey}` },
    ),
  );
}
