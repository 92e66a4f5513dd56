import { stripe } from './client';
import { callStripe } from './errors';

/**
 * The IDs of the sessions made since a moment that have been completed, newest first, page by page.
 * https://docs.stripe.com/api/checkout/sessions/list
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function* completedSessions(since: Date): AsyncGenerator<string[]> {
  let after: string | undefined;
  do {
    const page = await callStripe(() =>
      stripe().checkout.sessions.list({
        status: 'complete',
        created: { gte: Math.floor(since.getTime() / 1000) },
        limit: 100,
        ...(after && { starting_after: after }),
      }),
    );
    yield page.data.map((session) => session.id);
    after = page.has_more ? page.data.at(-1)?.id : undefined;
  } while (after);
}
