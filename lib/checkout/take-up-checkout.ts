import { db } from '../db';
import { landingUrl, openedSession } from '../stripe/create-session';
import { isSessionId } from '../stripe/session-id';

/** What the form in our page needs to appear, or where to go instead. */
export type TakenUp = { clientSecret: string } | { url: string };

/**
 * Takes an open session up again in the form of our page: the same session, so that nothing typed into it is lost.
 * Only for the browser that started it (I8). One that was paid leads to its landing page, one that is over or somebody
 * else's to the checkout.
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function takeUpCheckout(sessionId: string, browserHash: string | null): Promise<TakenUp> {
  const toCheckout = { url: '/checkout' };
  if (!isSessionId(sessionId) || browserHash === null) return toCheckout;
  const checkout = await db().checkout.findUnique({ where: { sessionId }, select: { browserHash: true } });
  if (checkout?.browserHash !== browserHash) return toCheckout;
  const { status, clientSecret, url } = await openedSession(sessionId);
  if (status === 'complete') return { url: landingUrl(sessionId) };
  if (status !== 'open') return toCheckout;
  if (clientSecret) return { clientSecret };
  return url ? { url } : toCheckout;
}
