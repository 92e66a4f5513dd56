import Stripe from 'stripe';
import { env } from '../env';

/** The version of Stripe's API this code is written for: the one the installed client is typed for. */
export const apiVersion = '2026-10-28.endive';

let current: Stripe | undefined;

/**
 * The official client, made once per process. It retries connection errors, 409 and 5xx twice by itself, with the
 * same idempotency key; 10 s is the longest a shopper is kept waiting for one try.
 * https://docs.stripe.com/api/errors, https://docs.stripe.com/api/idempotent_requests
 */
export function stripe(): Stripe {
  if (!current) {
    const { stripeSecretKey, stripeApiUrl } = env();
    const address = stripeApiUrl ? new URL(stripeApiUrl) : undefined;
    current = new Stripe(stripeSecretKey, {
      apiVersion,
      timeout: 10_000,
      maxNetworkRetries: 2,
      appInfo: { name: 'Bottega' },
      ...(address && {
        protocol: address.protocol === 'https:' ? 'https' : 'http',
        host: address.hostname,
        port: address.port || (address.protocol === 'https:' ? 443 : 80),
      }),
    });
  }
  return current;
}

/** Whether the shop's key is a live one: events and sessions of the other mode are kept, but not acted on. */
export const isLiveMode = (): boolean => env().stripeSecretKey.includes('_live_');
