import Stripe from 'stripe';
import { log } from '../log';
import { turn } from './rate-limit';

/**
 * Stripe could not be reached, asked us to come back later, or does not take our key. Nothing is lost: what was paid
 * is still paid, and whoever asked may ask again.
 */
export class StripeUnavailable extends Error {
  override readonly name = 'StripeUnavailable';
}

/** Stripe understood and refused: a request that will not succeed by being repeated. */
export class StripeRefused extends Error {
  override readonly name = 'StripeRefused';
  constructor(
    message: string,
    readonly code: string | undefined,
  ) {
    super(message);
  }
}

/**
 * Runs a call to Stripe and sorts what can go wrong into the two things a caller must tell apart.
 *
 * @throws {StripeUnavailable} connection lost, 5xx, 429 or a conflict that outlived the client's own retries; or a key
 *   that is wrong or may not do this, which says nothing about what was asked for and is put right by the merchant
 * @throws {StripeRefused} anything else Stripe answers with an error; `code` as in https://docs.stripe.com/error-codes,
 *   or `idempotency_error` where the key was used for something else before
 */
export async function callStripe<T>(call: () => Promise<T>): Promise<T> {
  await turn();
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    if (error instanceof Stripe.errors.StripeRateLimitError) {
      const { requestId: request, headers } = error;
      const reason = headers?.['stripe-rate-limited-reason'];
      log.warn({ part: 'stripe', request, reason }, 'Stripe takes no more calls for now');
    }
    const keyRefused =
      error instanceof Stripe.errors.StripeAuthenticationError ||
      error instanceof Stripe.errors.StripePermissionError;
    if (keyRefused) {
      const { statusCode: status, requestId: request } = error;
      log.error({ part: 'stripe', status, request }, 'Stripe refused our key: check STRIPE_SECRET_KEY');
    }
    const passing =
      keyRefused ||
      error instanceof Stripe.errors.StripeConnectionError ||
      error instanceof Stripe.errors.StripeAPIError ||
      error instanceof Stripe.errors.StripeRateLimitError ||
      error.statusCode === 409;
    if (passing) throw new StripeUnavailable(error.message, { cause: error });
    const reused = error instanceof Stripe.errors.StripeIdempotencyError;
    throw new StripeRefused(error.message, reused ? 'idempotency_error' : error.code);
  }
}
