import { stripe } from './client';
import { callStripe, StripeRefused } from './errors';

/**
 * Ends an open session, so that it can no longer be paid.
 * https://docs.stripe.com/api/checkout/sessions/expire
 *
 * @returns false where it was no longer open: paid, or expired before
 * @throws {StripeUnavailable}
 */
export async function expireSession(sessionId: string): Promise<boolean> {
  try {
    await callStripe(() => stripe().checkout.sessions.expire(sessionId));
    return true;
  } catch (error) {
    if (error instanceof StripeRefused) return false;
    throw error;
  }
}
