import Stripe from 'stripe';
import { stripe } from './client';

export type StripeEvent = Stripe.Event;

/** Why a delivery was not believed: a short word for whoever sent it, which tells nothing about the secret. */
export type Verdict =
  | { ok: true; event: StripeEvent }
  | {
      ok: false;
      reason:
        | 'signature header missing'
        | 'signature malformed'
        | 'signature wrong'
        | 'signature too old'
        | 'not an event';
    };

/** Stripe's own tolerance between signing and arrival, in seconds. */
const tolerance = 300;

/**
 * Verifies a webhook's signature over the raw body, with any of the endpoint's secrets: while one is being rotated,
 * there are two. https://docs.stripe.com/webhooks#verify-official-libraries
 *
 * @param body exactly the bytes that arrived, as text
 * @param header the `Stripe-Signature` header, null where there is none
 */
export function verifyEvent(body: string, header: string | null, secrets: readonly string[]): Verdict {
  if (!header?.trim()) return { ok: false, reason: 'signature header missing' };
  if (!/(^|,)t=\d+(,|$)/.test(header) || !/(^|,)v1=[0-9a-f]+(,|$)/.test(header)) {
    return { ok: false, reason: 'signature malformed' };
  }
  if (body === '') return { ok: false, reason: 'not an event' };
  let reason: 'signature wrong' | 'signature too old' = 'signature wrong';
  for (const secret of secrets) {
    try {
      const event: unknown = stripe().webhooks.constructEvent(body, header, secret, tolerance);
      return isEvent(event) ? { ok: true, event } : { ok: false, reason: 'not an event' };
    } catch (error) {
      // A body that is not JSON fails only after its signature was found good.
      if (error instanceof SyntaxError) return { ok: false, reason: 'not an event' };
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
      if (error.message.includes('Timestamp outside the tolerance zone')) reason = 'signature too old';
    }
  }
  return { ok: false, reason };
}

function isEvent(value: unknown): value is StripeEvent {
  if (typeof value !== 'object' || value === null) return false;
  const { object, id, type, livemode, created, data } = value as Record<string, unknown>;
  return (
    object === 'event' &&
    typeof id === 'string' &&
    /^evt_\w{1,250}$/.test(id) &&
    typeof type === 'string' &&
    typeof livemode === 'boolean' &&
    Number.isSafeInteger(created) &&
    typeof data === 'object' &&
    data !== null &&
    'object' in data
  );
}
