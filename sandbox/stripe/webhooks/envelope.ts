import type Stripe from 'stripe';
import type { WebhookPlan } from '../control/fault-rules';
import { toWire } from '../state/wire';
import { signature } from './sign';

/** Older than the five minutes that Stripe's own check allows. */
const STALE = 600;

/**
 * What goes to an endpoint, signed and, where a fault rule says so, spoilt.
 *
 * @param secrets The endpoint's secret first; then the one before it, where that still signs.
 */
export function envelope(
  event: Stripe.Event,
  secrets: { current: string; previous: string | null; overlapping: boolean },
  plan: WebhookPlan,
): { body: string; headers: Record<string, string> } {
  const payload = toWire(event);
  const { current, previous, overlapping } = secrets;
  const valid = previous !== null && overlapping ? [current, previous] : [current];
  const signing = plan.previous_secret ? [previous ?? 'whsec_of_nobody'] : valid;
  const header = signature(payload, signing, plan.tamper?.part === 'timestamp' ? STALE : 0);
  return {
    body: plan.tamper?.part === 'body' ? payload.replace('{', '{\n  "tampered": true,') : payload,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      'stripe-signature':
        plan.tamper?.part === 'signature'
          ? header.replaceAll(/v1=(\w+)/g, (_, hex: string) => `v1=${[...hex].reverse().join('')}`)
          : header,
    },
  };
}
