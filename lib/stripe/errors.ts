import Stripe from 'stripe';

/**
 * Stripe could not be reached, or asked us to come back later. Nothing is lost: what was paid is still paid, and
 * whoever asked may ask again.
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
 * @throws {StripeUnavailable} connection lost, 5xx, 429 or a conflict that outlived the client's own retries
 * @throws {StripeRefused} anything else Stripe answers with an error; `code` as in https://docs.stripe.com/error-codes
 */
export async function callStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const passing =
      error instanceof Stripe.errors.StripeConnectionError ||
      error instanceof Stripe.errors.StripeAPIError ||
      error instanceof Stripe.errors.StripeRateLimitError ||
      error.statusCode === 409;
    if (passing) throw new StripeUnavailable(error.message, { cause: error });
    throw new StripeRefused(error.message, error.code);
  }
}
