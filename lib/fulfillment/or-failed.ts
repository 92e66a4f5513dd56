import { log } from '../log';
import { StripeUnavailable } from '../stripe/errors';

/**
 * Does something with one of many orders. A failure is logged and keeps no other order waiting.
 *
 * @param what could not be done, for the log
 * @returns `failed` where it failed
 * @throws {StripeUnavailable} with Stripe out of reach the other orders would fail as well
 */
export async function orFailed<T>(
  about: { part: 'jobs' | 'keys' | 'sweep' } & ({ session: string } | { order: string }),
  what: string,
  work: () => Promise<T>,
): Promise<T | 'failed'> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StripeUnavailable) throw error;
    log.error({ ...about, error: String(error) }, what);
    return 'failed';
  }
}
