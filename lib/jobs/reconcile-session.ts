import { fulfillCheckout } from '../fulfillment/fulfill-checkout';
import { log } from '../log';
import { StripeUnavailable } from '../stripe/errors';
import type { SessionSnapshot } from '../stripe/sessions';

/**
 * Reconciles one session with Stripe. One that cannot be reconciled keeps nobody else waiting; it is tried
 * again by the next sweep.
 *
 * @param listed the session as Stripe has just listed it, where it did
 * @returns what `fulfillCheckout` says of it, or `failed`
 * @throws {StripeUnavailable}
 */
export async function reconcileSession(
  sessionId: string,
  listed?: SessionSnapshot,
): Promise<'order' | 'open' | 'expired' | 'unknown' | 'failed'> {
  try {
    const { status } = await fulfillCheckout(sessionId, { trigger: 'sweep' }, listed);
    log.info({ part: 'sweep', session: sessionId, status }, 'reconciled');
    return status;
  } catch (error) {
    if (error instanceof StripeUnavailable) throw error;
    log.error({ part: 'sweep', session: sessionId, error: String(error) }, 'could not be reconciled');
    return 'failed';
  }
}
