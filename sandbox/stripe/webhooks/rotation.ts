import { notFound } from '../errors';
import { randomText } from '../state/ids';
import type { World } from '../world';

/**
 * Gives an endpoint a new signing secret, as Stripe's Dashboard does; the old one signs as well for a while.
 * https://docs.stripe.com/webhooks#roll-endpoint-secrets
 *
 * @param overlap Milliseconds for which both sign; 0: the old one ends at once. Stripe allows up to a day.
 * @returns the new secret
 * @throws ApiError 404 for an unknown endpoint.
 */
export function rotateSecret({ store, scheduler }: World, endpointId: string, overlap: number): string {
  const endpoint = store.endpoints.get(endpointId);
  if (!endpoint) throw notFound('webhook endpoint', endpointId, 'webhook_endpoint');
  store.rotations.put({ id: endpointId, previous: endpoint.secret, until: scheduler.now() + overlap });
  const secret = `whsec_${randomText(32)}`;
  store.endpoints.put({ ...endpoint, secret });
  return secret;
}
