/** A 429 of Stripe's. */
export interface Refusal {
  /** Whether it is about how much is asked, not about an object that somebody else is changing just now. */
  isOfRate: boolean;
  /** Milliseconds that Stripe asks us to wait; null where it names none. */
  retryAfter: number | null;
  /** Whether Stripe says that another try is of no use. */
  isFinal: boolean;
}

/**
 * Reads a 429. `Stripe-Rate-Limited-Reason` names the limit (global or of one endpoint, by rate or concurrency; or that
 * of one object); a lock on an object that took too long is answered with 429 too, without it.
 * https://docs.stripe.com/rate-limits
 *
 * @param code of the error
 * @param headers by their names in lower case
 */
export function readRefusal(
  code: string | undefined,
  headers: Readonly<Record<string, string | undefined>>,
): Refusal {
  const seconds = Number(headers['retry-after'] || Number.NaN);
  return {
    isOfRate: code !== 'lock_timeout' && headers['stripe-rate-limited-reason'] !== 'resource-specific',
    retryAfter: seconds >= 0 ? seconds * 1000 : null,
    isFinal: headers['stripe-should-retry'] === 'false',
  };
}

/** How long a call that Stripe refuses is repeated, in milliseconds since its first try. */
export const repeatedFor = {
  /** Somebody waits for it: no longer than they will. */
  shopper: 2_500,
  /** Nobody does, but a job should not hang on an account that leaves nothing to it. */
  background: 30_000,
};

const firstWait = 200;

/**
 * How long to wait before a refused call is sent once more; null where it is given up. One in the background only has to
 * wait for its turn, which comes after the pause.
 *
 * @param tries how many times it was sent
 * @param since when it was first sent; all in milliseconds
 * @param random from 0 up to 1: what was refused together does not come again together
 */
export function waitBeforeRetry(
  refusal: Refusal,
  caller: keyof typeof repeatedFor,
  { tries, since, now, random }: { tries: number; since: number; now: number; random: number },
): number | null {
  if (refusal.isFinal) return null;
  const own = caller === 'background' && refusal.isOfRate ? 0 : firstWait * 2 ** (tries - 1) * (1 + random);
  const wait = Math.max(own, refusal.retryAfter ?? 0);
  return now + wait - since > repeatedFor[caller] ? null : wait;
}
