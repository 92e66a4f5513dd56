import { day } from '../time';
import { apiVersion, stripe } from './client';
import { callStripe, StripeRefused } from './errors';
import { handledEvents } from './handled-events';
import type { StripeEvent } from './verify-event';

/** Stripe hands out events this long. https://docs.stripe.com/api/events */
export const eventsKeptFor = 30 * day;

/**
 * The events since a moment that the shop acts on, newest first, page by page, delivered or not. Stripe's
 * `delivery_success` is not asked about: it knows nothing of an endpoint that was never registered, is switched off or
 * answers 200 without being this shop, nor of what a restored backup has forgotten. Whether an event reached us is
 * told by our inbox. https://docs.stripe.com/api/events/list
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function* eventsSince(since: Date): AsyncGenerator<StripeEvent[]> {
  let after: string | undefined;
  do {
    const page = await callStripe(() =>
      stripe().events.list({
        types: [...handledEvents],
        created: { gte: Math.floor(since.getTime() / 1000) },
        limit: 100,
        ...(after && { starting_after: after }),
      }),
    );
    yield page.data;
    after = page.has_more ? page.data.at(-1)?.id : undefined;
  } while (after);
}

/**
 * An event as our endpoint would have been sent it. A listed event is written in the account's default version of the
 * API, an endpoint's in the one it was registered with. Of what an event says, only IDs are read; but an invoice of an
 * older version names its subscription elsewhere, so the invoice is asked for in ours.
 *
 * @throws {StripeUnavailable}
 */
export async function inOurVersion(event: StripeEvent): Promise<StripeEvent> {
  if (event.api_version === apiVersion) return event;
  if (event.type !== 'invoice.paid' && event.type !== 'invoice.payment_failed') return event;
  const { id } = event.data.object;
  if (!id) return event;
  try {
    const object = await callStripe(() => stripe().invoices.retrieve(id));
    return { ...event, data: { ...event.data, object } };
  } catch (error) {
    // Gone meanwhile: the event is kept as it is, and says what the matter was.
    if (error instanceof StripeRefused) return event;
    throw error;
  }
}
