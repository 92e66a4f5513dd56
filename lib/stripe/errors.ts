import Stripe from 'stripe';
import { log } from '../log';
import { learnAnswered, learnRefused, turn } from './rate-limit';
import { readRefusal } from './refusal';

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
 * Runs a call to Stripe and sorts what can go wrong into the two things a caller must tell apart. One that Stripe
 * refuses because the account asks too much is repeated, as it was not carried out.
 *
 * @param call made anew for each try
 * @throws {StripeUnavailable} connection lost, 5xx or a conflict that outlived the client's own retries, a 429 that
 *   outlived ours; or a key that is wrong or may not do this, which says nothing about what was asked for and is put
 *   right by the merchant
 * @throws {StripeRefused} anything else Stripe answers with an error; `code` as in https://docs.stripe.com/error-codes,
 *   or `idempotency_error` where the key was used for something else before
 */
export async function callStripe<T>(call: () => Promise<T>): Promise<T> {
  let since: number | undefined;
  for (let tries = 1; ; tries++) {
    const sentAt = await turn();
    since ??= sentAt;
    try {
      const answer = await call();
      learnAnswered(sentAt);
      return answer;
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeError)) throw error;
      if (!(error instanceof Stripe.errors.StripeRateLimitError)) throw sorted(error);
      const { requestId: request, headers = {}, code } = error;
      const reason = headers['stripe-rate-limited-reason'];
      const isRepeated = await learnRefused(readRefusal(code, headers), { tries, since, sentAt });
      log.warn({ part: 'stripe', request, reason, tries, isRepeated }, 'Stripe takes no more calls for now');
      if (!isRepeated) throw sorted(error);
    }
  }
}

function sorted(error: InstanceType<typeof Stripe.errors.StripeError>): StripeUnavailable | StripeRefused {
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
  if (passing) return new StripeUnavailable(error.message, { cause: error });
  const reused = error instanceof Stripe.errors.StripeIdempotencyError;
  return new StripeRefused(error.message, reused ? 'idempotency_error' : error.code);
}
