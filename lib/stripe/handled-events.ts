import type { StripeEvent } from './verify-event';

/**
 * The types of event the shop acts on, and so exactly those its endpoint is registered for. Any other type that
 * arrives is kept, marked as ignored and answered with 200. What acts on each stands in `lib/inbox/event-handlers.ts`.
 * https://docs.stripe.com/api/events/types
 */
export const handledEvents = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'charge.refunded',
  'charge.dispute.created',
  'charge.dispute.closed',
  'charge.dispute.funds_reinstated',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'invoice.paid',
  'invoice.payment_failed',
] as const;

export type HandledType = (typeof handledEvents)[number];

/** An event of a type the shop acts on, or of those types that a pattern picks: `charge.${string}`. */
export type HandledEvent<Pattern extends string = HandledType> = Extract<
  StripeEvent,
  { type: HandledType & Pattern }
>;

const handled: ReadonlySet<string> = new Set(handledEvents);

/** Whether the shop acts on events of this one's type. */
export const isHandled = (event: StripeEvent): event is HandledEvent => handled.has(event.type);
