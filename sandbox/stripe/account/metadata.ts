import type Stripe from 'stripe';
import { invalid } from '../errors';

const MOST = 50;

/**
 * Applies an update: named keys are set, an empty value removes its key, null removes all.
 *
 * @throws ApiError 400 where there would be more than 50 keys.
 */
export function mergeMetadata(
  current: Stripe.Metadata | null,
  change: Record<string, string> | null | undefined,
): Stripe.Metadata {
  if (change === null) return {};
  const merged = Object.entries({ ...current, ...change }).filter(([, value]) => value !== '');
  if (merged.length > MOST) {
    const message = `Metadata can have up to ${MOST} keys, but you've set ${merged.length}. Email us at support+metadata@stripe.com for more information.`;
    throw invalid(message, 'metadata');
  }
  return Object.fromEntries(merged);
}
