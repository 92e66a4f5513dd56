import type { HandledEvent, HandledType } from '../stripe/handled-events';
import type { Cause } from './cause';
import { handleChargeEvent } from './charge-events';
import { handleCheckoutEvent } from './checkout-events';
import { handleSubscriptionEvent } from './subscription-events';

type Handler<Type extends HandledType> = (event: HandledEvent<Type>, cause: Cause) => Promise<string | null>;

/** What acts on each type of event: the compiler names a type of `handledEvents` that has no handler. */
const handlers: { [Type in HandledType]: Handler<Type> } = {
  'checkout.session.completed': handleCheckoutEvent,
  'checkout.session.async_payment_succeeded': handleCheckoutEvent,
  'checkout.session.async_payment_failed': handleCheckoutEvent,
  'checkout.session.expired': handleCheckoutEvent,
  'charge.refunded': handleChargeEvent,
  'charge.dispute.created': handleChargeEvent,
  'charge.dispute.closed': handleChargeEvent,
  'charge.dispute.funds_reinstated': handleChargeEvent,
  'refund.created': handleChargeEvent,
  'refund.updated': handleChargeEvent,
  'refund.failed': handleChargeEvent,
  'customer.subscription.updated': handleSubscriptionEvent,
  'customer.subscription.deleted': handleSubscriptionEvent,
  'invoice.paid': handleSubscriptionEvent,
  'invoice.payment_failed': handleSubscriptionEvent,
};

/**
 * Acts on an event; safe to repeat.
 *
 * @returns null, or what the merchant should know about an event that led to nothing
 * @throws what kept it from being acted on
 */
export async function actOn(event: HandledEvent, cause: Cause): Promise<string | null> {
  // The event picks its handler by its own type, which the compiler cannot follow through the lookup.
  const handler = handlers[event.type] as (event: HandledEvent, cause: Cause) => Promise<string | null>;
  return await handler(event, cause);
}
