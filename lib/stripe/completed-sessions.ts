import { stripe } from './client';
import { callStripe } from './errors';
import { completedSince } from './sessions';

/** A session in Stripe's list. */
export interface ListedSession {
  id: string;
  /** The one listed before it; undefined for the first. */
  after: string | undefined;
}

/**
 * The sessions made since a moment that have been completed and took a payment, newest first, page by page. One that
 * only kept a card for later (`setup`) bought nothing. https://docs.stripe.com/api/checkout/sessions/list
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function* completedSessions(since: Date): AsyncGenerator<ListedSession[]> {
  let after: string | undefined;
  do {
    const page = await callStripe(() =>
      stripe().checkout.sessions.list({
        ...completedSince(since),
        limit: 100,
        ...(after && { starting_after: after }),
      }),
    );
    const listed = page.data.map(({ id, mode }, at) => ({
      ...{ id, mode },
      after: at === 0 ? after : page.data[at - 1]?.id,
    }));
    yield listed.filter(({ mode }) => mode !== 'setup');
    after = page.has_more ? page.data.at(-1)?.id : undefined;
  } while (after);
}

/**
 * Which of our attempts a session was made for, whatever has become of it: by the reference they carry.
 * https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-client_reference_id
 *
 * @param between first and last moment in which the sessions can have been made
 * @returns the session's ID by the attempt's; an attempt that is absent has no session
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function sessionsOfAttempts(
  attempts: ReadonlySet<string>,
  between: { from: Date; to: Date },
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const created = {
    gte: Math.floor(between.from.getTime() / 1000),
    lte: Math.ceil(between.to.getTime() / 1000),
  };
  let after: string | undefined;
  do {
    const page = await callStripe(() =>
      stripe().checkout.sessions.list({ created, limit: 100, ...(after && { starting_after: after }) }),
    );
    for (const { id, client_reference_id: attempt } of page.data) {
      if (attempt !== null && attempts.has(attempt)) found.set(attempt, id);
    }
    after = page.has_more ? page.data.at(-1)?.id : undefined;
  } while (after && found.size < attempts.size);
  return found;
}
