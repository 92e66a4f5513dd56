import { officialStripe } from '../state/lazy';

/**
 * The `Stripe-Signature` header: one `v1` for each secret, all over the same second, as while a secret is rotated.
 * https://docs.stripe.com/webhooks#verify-manually
 *
 * @param age Seconds by which the signature is older than now. It keeps to real time: others check it against theirs.
 */
export function signature(payload: string, secrets: string[], age = 0): string {
  const timestamp = Math.floor(Date.now() / 1000) - age;
  const parts = secrets.map((secret) => {
    const header = officialStripe().webhooks.generateTestHeaderString({ payload, secret, timestamp });
    return header.slice(header.indexOf('v1='));
  });
  return [`t=${timestamp}`, ...parts].join(',');
}
