import { fulfillCheckout } from '../fulfillment/fulfill-checkout';
import type { HandledEvent } from '../stripe/handled-events';
import type { Cause } from './cause';

type CheckoutEvent = HandledEvent<`checkout.session.${string}`>;

/**
 * Every event about a session leads to the same function. It asks Stripe how the session is now, so that neither the
 * order in which events arrive nor what they say of the past matters.
 * https://docs.stripe.com/checkout/fulfillment#create-payment-event-handler
 */
export async function handleCheckoutEvent(event: CheckoutEvent, how: Cause): Promise<string | null> {
  const result = await fulfillCheckout(event.data.object.id, {
    ...how,
    eventAt: new Date(event.created * 1000),
    reportsFailure: event.type === 'checkout.session.async_payment_failed',
  });
  return result.status === 'unknown' ? 'Stripe knows no such session that takes a payment.' : null;
}
