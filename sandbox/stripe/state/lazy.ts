import { createRequire } from 'node:module';
import type Stripe from 'stripe';
import type { z } from 'zod';

/**
 * The two libraries the sandbox needs only once there is something to do: loading them at first use, in the form
 * that loads fastest, is half of the time it takes to be ready.
 */
const load = createRequire(import.meta.url);
let stripe: typeof Stripe | undefined;
let zod: typeof z | undefined;

/** The official client's own code: its signatures and its decimals are the real ones. */
export function officialStripe(): typeof Stripe {
  stripe ??= load('stripe') as typeof Stripe;
  return stripe;
}

export function lazyZod(): typeof z {
  zod ??= (load('zod') as { z: typeof z }).z;
  return zod;
}
