import { endCheckout } from '../checkout/end-checkout';
import { longestStart } from '../checkout/start-times';
import { db } from '../db';
import { sessionsOfAttempts } from '../stripe/completed-sessions';
import { expireSession } from '../stripe/expire-session';
import { minute } from '../time';
import { reconcileSession } from './reconcile-session';

/** For clocks that differ, and for what Stripe took up late. */
const clocksDiffer = 2 * minute;
const batchSize = 50;

/**
 * Attempts that Stripe did not answer, or whose process died before it could note the answer: they hold stock, and
 * nobody was ever led to a session of theirs. Once none can come into being any more, Stripe is asked whether one did:
 * without one, the goods go back at once instead of after half an hour; one that is there is ended first.
 *
 * @throws {StripeUnavailable} the rest waits for the next sweep
 */
export async function reconcileStartedCheckouts(): Promise<void> {
  const started = await db().checkout.findMany({
    where: { state: 'starting', createdAt: { lt: new Date(Date.now() - longestStart) } },
    orderBy: { createdAt: 'asc' },
    take: batchSize,
    select: { id: true, createdAt: true },
  });
  const [first, last] = [started.at(0), started.at(-1)];
  if (!first || !last) return;
  const sessions = await sessionsOfAttempts(new Set(started.map(({ id }) => id)), {
    from: new Date(first.createdAt.getTime() - clocksDiffer),
    to: new Date(last.createdAt.getTime() + longestStart + clocksDiffer),
  });
  for (const { id } of started) {
    const sessionId = sessions.get(id);
    if (sessionId) {
      await expireSession(sessionId);
      // Expired it gives the stock back; had somebody paid it all the same, it is an order (I7).
      await reconcileSession(sessionId);
    } else await endCheckout(id);
  }
}
