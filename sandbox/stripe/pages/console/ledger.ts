import type Stripe from 'stripe';
import type { AccountDesk, Delivery } from '../../engine';
import { idOf, type State, sessionState } from './words';

/** One payment as the sandbox's pages show it: the session with what became of it. */
export interface Entry {
  session: Stripe.Checkout.Session;
  intent: Stripe.PaymentIntent | undefined;
  /** Given back so far and not returned, in the currency's smallest unit. */
  refunded: number;
  refunds: Stripe.Refund[];
  disputes: Stripe.Dispute[];
  state: State;
}

/** Newest first. */
export function entries(account: AccountDesk): Entry[] {
  const intents = new Map(account.paymentIntents().map((intent) => [intent.id, intent]));
  const refundsOf = byIntent(account.refunds());
  const disputesOf = byIntent(account.disputes());
  return newestFirst(account.sessions()).map((session) => {
    const id = idOf(session.payment_intent) ?? '';
    const intent = intents.get(id);
    const refunds = refundsOf.get(id) ?? [];
    const disputes = disputesOf.get(id) ?? [];
    const refunded = refunds
      .filter(({ status }) => status === 'succeeded' || status === 'pending')
      .reduce((sum, { amount }) => sum + amount, 0);
    const state = sessionState(session, intent, refunded, disputes);
    return { session, intent, refunded, refunds, disputes, state };
  });
}

/** Whatever belongs to a payment, newest first, by that payment. */
function byIntent<T extends Stripe.Refund | Stripe.Dispute>(list: T[]): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const one of newestFirst(list)) {
    const intent = idOf(one.payment_intent);
    if (intent !== null) grouped.set(intent, [...(grouped.get(intent) ?? []), one]);
  }
  return grouped;
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

/** Newest first; what happened in the same second keeps the order it was listed in. */
export function newestFirst<T extends { created: number }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => b.created - a.created);
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
