import type Stripe from 'stripe';
import type { AccountDesk, Delivery } from '../../engine';
import { idOf, type State, sessionState } from './words';

/** One payment as the sandbox's pages show it: the session with what became of it. */
export interface Entry {
  session: Stripe.Checkout.Session;
  intent: Stripe.PaymentIntent | undefined;
  /** Given back so far, in the currency's smallest unit. */
  refunded: number;
  state: State;
}

/** Newest first. */
export function entries(account: AccountDesk): Entry[] {
  const intents = new Map(account.paymentIntents().map((intent) => [intent.id, intent]));
  const refunds = refundedByIntent(account.events());
  return newestFirst(account.sessions()).map((session) => {
    const id = idOf(session.payment_intent);
    const intent = id === null ? undefined : intents.get(id);
    const refunded = id === null ? 0 : (refunds.get(id) ?? 0);
    return { session, intent, refunded, state: sessionState(session, intent, refunded) };
  });
}

/** The account desk does not list charges, but every refund announces what its charge has given back in all. */
function refundedByIntent(events: Stripe.Event[]): Map<string, number> {
  const refunded = new Map<string, number>();
  for (const event of events) {
    if (event.type !== 'charge.refunded') continue;
    const charge = event.data.object;
    const intent = idOf(charge.payment_intent);
    if (intent !== null) refunded.set(intent, Math.max(refunded.get(intent) ?? 0, charge.amount_refunded));
  }
  return refunded;
}

/** The events that concern a session: its own, and those of its payment and subscription. */
export function eventsOf(session: Stripe.Checkout.Session, events: Stripe.Event[]): Stripe.Event[] {
  const ids = new Set(
    [session.id, idOf(session.payment_intent), idOf(session.subscription), idOf(session.invoice)].filter(
      Boolean,
    ),
  );
  return events.filter((event) => {
    const concerned = ['id', 'payment_intent', 'subscription'].map((name) => fieldOf(event, name));
    return concerned.some((id) => id !== null && ids.has(id));
  });
}

/** A text field of the object an event is about; null where that kind of object has none of the name. */
export function fieldOf(event: Stripe.Event, name: string): string | null {
  const value: unknown = Reflect.get(event.data.object, name);
  return typeof value === 'string' ? value : null;
}

/** Newest first; what happened in the same second keeps the reverse of the order it was listed in. */
export function newestFirst<T extends { created: number }>(list: readonly T[]): T[] {
  const [first] = list;
  const last = list.at(-1);
  const alreadyNewestFirst = first !== undefined && last !== undefined && first.created > last.created;
  return [...(alreadyNewestFirst ? list : list.toReversed())].sort((a, b) => b.created - a.created);
}

/** The most recent attempt for each event. */
export function lastDeliveries(deliveries: Delivery[]): Map<string, Delivery> {
  const last = new Map<string, Delivery>();
  for (const delivery of deliveries) {
    const known = last.get(delivery.eventId);
    if (!known || delivery.at > known.at || (delivery.at === known.at && delivery.attempt >= known.attempt)) {
      last.set(delivery.eventId, delivery);
    }
  }
  return last;
}
