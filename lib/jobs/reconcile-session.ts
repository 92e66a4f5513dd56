import { fulfillCheckout } from '../fulfillment/fulfill-checkout';
import { log } from '../log';
import { StripeUnavailable } from '../stripe/errors';

/**
 * Brings one session to where Stripe says it is. One that cannot be settled keeps nobody else waiting; it is tried
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
    log.info({ part: 'sweep', session: sessionId, status }, 'settled');
    return status;
  } catch (error) {
    if (error instanceof StripeUnavailable) throw error;
    log.error({ part: 'sweep', session: sessionId, error: String(error) }, 'could not be settled');
    return 'failed';
  }
}
