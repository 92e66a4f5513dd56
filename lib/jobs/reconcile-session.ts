import { fulfillCheckout } from '../fulfillment/fulfill-checkout';
import { orFailed } from '../fulfillment/or-failed';
import { log } from '../log';
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
  const about = { part: 'sweep', session: sessionId } as const;
  return await orFailed(about, 'could not be reconciled', async () => {
    const { status } = await fulfillCheckout(sessionId, { trigger: 'sweep' }, listed);
    log.info({ ...about, status }, 'reconciled');
    return status;
  });
}
