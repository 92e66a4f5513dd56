import { fulfillCheckout } from '../fulfillment/fulfill-checkout';
import type { StripeEvent } from '../stripe/verify-event';

type CheckoutEvent = Extract<StripeEvent, { type: `checkout.session.${string}` }>;

/**
 * Every event about a session leads to the same function. It asks Stripe how the session is now, so that neither the
 * order in which events arrive nor what they say of the past matters.
 * https://docs.stripe.com/checkout/fulfillment#create-payment-event-handler
 */
export async function handleCheckoutEvent(event: CheckoutEvent): Promise<string | null> {
  const result = await fulfillCheckout(event.data.object.id, {
    trigger: 'webhook',
    eventId: event.id,
    eventAt: new Date(event.created * 1000),
  });
  return result.status === 'unknown' ? 'Stripe knows no such session that takes a payment.' : null;
}
