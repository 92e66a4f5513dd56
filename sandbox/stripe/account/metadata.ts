import type Stripe from 'stripe';

/** Applies an update: named keys are set, an empty value removes its key, null removes all. */
export function mergeMetadata(
  current: Stripe.Metadata | null,
  change: Record<string, string> | null | undefined,
): Stripe.Metadata {
  if (change === null) return {};
  const merged = { ...current, ...change };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
}
