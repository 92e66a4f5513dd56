import { minute } from '../time';

// How long a checkout may be on its way to Stripe, in milliseconds.

/**
 * Stripe's shortest life of a session, counted from when the request arrives there.
 * https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-expires_at
 */
export const shortestLife = 30 * minute;
/** Time for the request to arrive: stock is held so much longer than a session lives. */
export const arrivesWithin = 2 * minute;
/** What must be left of that time when a request sets out, with the client's own retries. */
export const requestTakes = 45_000;
/**
 * How long a checkout may be starting: a request that set out as late as it may has been answered or given up when
 * `arrivesWithin` is over, and a minute is for the process that notes the answer.
 */
export const longestStart = arrivesWithin + minute;
