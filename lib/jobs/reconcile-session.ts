import { fulfillCheckout } from '../fulfillment/fulfill-checkout';
import { log } from '../log';
import { StripeUnavailable } from '../stripe/errors';

/**
 * Reconciles one session with Stripe. One that cannot be reconciled keeps nobody else waiting; it is tried
 * again by the next sweep.
 *
 * @returns what `fulfillCheckout` says of it, or `failed`
 * @throws {StripeUnavailable}
 */
export async function reconcileSession(
  sessionId: string,
): Promise<'order' | 'open' | 'expired' | 'unknown' | 'failed'> {
  try {
    const { status } = await fulfillCheckout(sessionId, { trigger: 'sweep' });
    log.info({ part: 'sweep', session: sessionId, status }, 'reconciled');
    return status;
  } catch (error) {
    if (error instanceof StripeUnavailable) throw error;
    log.error({ part: 'sweep', session: sessionId, error: String(error) }, 'could not be reconciled');
    return 'failed';
  }
}
