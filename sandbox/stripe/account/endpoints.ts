import type Stripe from 'stripe';
import { invalid, notFound } from '../errors';
import { newId, now, randomText } from '../state/ids';
import type { World } from '../world';
import { mergeMetadata } from './metadata';

export interface EndpointInput {
  url: string;
  enabled_events: string[];
  api_version?: string;
  description?: string | null;
  metadata?: Record<string, string> | null;
}

type Endpoint = Stripe.WebhookEndpoint & { secret: string };

/** The answer of this one call carries the signing secret; later ones leave it out. */
export function createEndpoint(world: World, input: EndpointInput): Endpoint {
  requireUrl(input.url);
  requireVersion(input.api_version);
  return world.store.endpoints.put({
    id: newId('we'),
    object: 'webhook_endpoint',
    api_version: input.api_version ?? null,
    application: null,
    created: now(),
    description: input.description ?? null,
    enabled_events: input.enabled_events,
    livemode: false,
    metadata: mergeMetadata({}, input.metadata),
    secret: `whsec_${randomText(32)}`,
    status: 'enabled',
    url: input.url,
  });
}

export type EndpointChange = Partial<Omit<EndpointInput, 'api_version'>> & { disabled?: boolean };

export function updateEndpoint(world: World, id: string, change: EndpointChange): Stripe.WebhookEndpoint {
  const endpoint = world.store.endpoints.get(id);
  if (!endpoint) throw notFound('webhook endpoint', id, 'webhook_endpoint');
  if (change.url !== undefined) requireUrl(change.url);
  const disabled = change.disabled ?? endpoint.status === 'disabled';
  const next: Endpoint = {
    ...endpoint,
    description: change.description === undefined ? endpoint.description : change.description,
    enabled_events: change.enabled_events ?? endpoint.enabled_events,
    metadata:
      change.metadata === undefined ? endpoint.metadata : mergeMetadata(endpoint.metadata, change.metadata),
    status: disabled ? 'disabled' : 'enabled',
    url: change.url ?? endpoint.url,
  };
  return shown(world.store.endpoints.put(next));
}

export function deleteEndpoint(world: World, id: string): Stripe.DeletedWebhookEndpoint {
  if (!world.store.endpoints.get(id)) throw notFound('webhook endpoint', id, 'webhook_endpoint');
  world.store.endpoints.delete(id);
  return { id, object: 'webhook_endpoint', deleted: true };
}

/**
 * The endpoint a demo or a test brings with it, with a secret that both sides know beforehand. It keeps its ID over
 * restarts, so that what was not delivered before one is delivered after it.
 */
export function setDefaultEndpoint(world: World, { url, secret }: { url: string; secret: string }): void {
  const id = 'we_default';
  const known = world.store.endpoints.get(id);
  world.store.endpoints.put({
    id,
    object: 'webhook_endpoint',
    api_version: null,
    application: null,
    created: known?.created ?? now(),
    description: 'The endpoint the sandbox was started with',
    enabled_events: ['*'],
    livemode: false,
    metadata: {},
    secret,
    status: 'enabled',
    url,
  });
}

/** The endpoint as every call after its creation shows it. */
export function shown({ secret: _, ...endpoint }: Endpoint): Stripe.WebhookEndpoint {
  return endpoint;
}

/** Any version there may have been will do: an account may have endpoints of older ones. Events are sent in ours. */
function requireVersion(version: string | undefined): void {
  if (version === undefined || /^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(version)) return;
  throw invalid(`Invalid Stripe API version: ${version}`, 'api_version');
}

function requireUrl(url: string): void {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw invalid('Invalid URL: An explicit scheme (such as https) must be provided.', 'url', 'url_invalid');
  }
}
