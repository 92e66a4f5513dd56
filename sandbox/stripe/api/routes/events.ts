import type Stripe from 'stripe';
import { createEndpoint, deleteEndpoint, shown, updateEndpoint } from '../../account/endpoints';
import { invalid, notFound } from '../../errors';
import { now } from '../../state/ids';
import type { World } from '../../world';
import { withoutEffect } from '../beyond';
import { inRange, page, paging, range } from '../lists';
import { bool, emptyable, list, metadata, oneOf, required, text } from '../params';
import { type Route, route } from '../route';
import { EVENT_TYPES } from '../schemas/event-types';

/** Events are kept for 30 days. https://docs.stripe.com/api/events/list */
const MONTH = 30 * 86_400;

/** Whether every endpoint that was meant to get the event has taken it. */
function delivered({ store }: World, eventId: string): boolean {
  for (const endpoint of store.endpoints.oldest()) {
    const shipment = store.shipments.get(`${eventId}|${endpoint.id}`);
    if (shipment && shipment.state !== 'delivered') return false;
  }
  return true;
}

/** `charge.*` means every type that begins so. */
function wanted(type: string, patterns: string[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern,
  );
}

/** A type that is misspelt would never come. */
const enabledEvents = list(oneOf('*', ...EVENT_TYPES));

const endpointUpdate = {
  description: emptyable(text()),
  disabled: bool(),
  enabled_events: enabledEvents,
  metadata: emptyable(metadata()),
  url: text(),
};

const account: Stripe.Account = {
  id: 'acct_1Sandbox0000000',
  object: 'account',
  capabilities: { card_payments: 'active', sepa_debit_payments: 'active', transfers: 'active' },
  charges_enabled: true,
  country: 'IT',
  default_currency: 'eur',
  details_submitted: true,
  email: 'sandbox@example.com',
  metadata: {},
  payouts_enabled: true,
  type: 'standard',
};

export const eventRoutes: Route[] = [
  route(
    'GET',
    '/v1/events',
    { ...paging, created: range, delivery_success: bool(), type: text(), types: list(text(), 20) },
    (world, { created, delivery_success, type, types, ...paging }) => {
      if (type !== undefined && types !== undefined) {
        throw invalid(
          'You may only specify one of these parameters: type, types.',
          'type',
          'parameters_exclusive',
        );
      }
      const patterns = types ?? (type === undefined ? ['*'] : [type]);
      const monthAgo = now() - MONTH;
      const rows = function* (): Generator<Stripe.Event> {
        for (const { event } of world.store.events.newest()) {
          if (event.created < monthAgo) continue;
          if (!wanted(event.type, patterns) || !inRange(event.created, created)) continue;
          if (delivery_success === undefined || delivered(world, event.id) === delivery_success) yield event;
        }
      };
      return page(rows(), '/v1/events', paging);
    },
  ),
  route('GET', '/v1/events/:id', {}, ({ store }, _, id) => {
    const row = store.events.get(id);
    if (!row) throw notFound('event', id);
    return row.event;
  }),

  route(
    'POST',
    '/v1/webhook_endpoints',
    {
      enabled_events: required(enabledEvents),
      url: required(text()),
      api_version: text(),
      connect: withoutEffect(bool()),
      description: emptyable(text()),
      metadata: emptyable(metadata()),
    },
    (world, input) => createEndpoint(world, input),
  ),
  route('GET', '/v1/webhook_endpoints', paging, ({ store }, paging) =>
    page([...store.endpoints.newest()].map(shown), '/v1/webhook_endpoints', paging),
  ),
  route('GET', '/v1/webhook_endpoints/:id', {}, ({ store }, _, id) => {
    const endpoint = store.endpoints.get(id);
    if (!endpoint) throw notFound('webhook endpoint', id, 'webhook_endpoint');
    return shown(endpoint);
  }),
  route('POST', '/v1/webhook_endpoints/:id', endpointUpdate, (world, change, id) =>
    updateEndpoint(world, id, change),
  ),
  route('DELETE', '/v1/webhook_endpoints/:id', {}, (world, _, id) => deleteEndpoint(world, id)),

  route('GET', '/v1/account', {}, () => account),
];
