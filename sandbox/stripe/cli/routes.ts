import { bool, ignored, list, required, text } from '../api/params';
import { type Route, route } from '../api/route';
import { invalid, notFound } from '../errors';
import { API_VERSION } from '../world';
import { CLI_SOCKET_PATH } from './sessions';

/** The two calls that only the command line makes; Stripe documents neither. */
export const cliRoutes: Route[] = [
  route(
    'POST',
    '/v1/stripecli/sessions',
    {
      device_name: required(text()),
      filters: ignored(),
      forward_connect_to_url: ignored(),
      forward_thin_connect_to_url: ignored(),
      forward_thin_to_url: ignored(),
      forward_to_url: ignored(),
      websocket_features: required(list(text())),
    },
    ({ cli, publicUrl }, { websocket_features }) => {
      if (!websocket_features.includes('webhooks')) {
        throw invalid(
          'This sandbox has no request logs to follow; it forwards events.',
          'websocket_features',
        );
      }
      return {
        default_version: API_VERSION,
        display_connect_filter_warning: false,
        latest_version: API_VERSION,
        // In seconds: after so long the command line opens its connection anew.
        reconnect_delay: 3600,
        secret: cli.secret,
        websocket_authorized_feature: 'webhooks',
        websocket_id: cli.open(),
        websocket_url: `${publicUrl.replace(/^http/, 'ws')}${CLI_SOCKET_PATH}`,
      };
    },
  ),

  route(
    'POST',
    '/v1/events/:id/retry',
    { account: ignored(), for_stripecli: bool(), webhook_endpoint: text() },
    ({ cli, deliveries, store }, { for_stripecli, webhook_endpoint }, id) => {
      const event = store.events.get(id)?.event;
      if (!event) throw notFound('event', id);
      if (webhook_endpoint !== undefined && !store.endpoints.get(webhook_endpoint)) {
        throw invalid(
          `No such webhook endpoint: '${webhook_endpoint}'`,
          'webhook_endpoint',
          'resource_missing',
        );
      }
      if (for_stripecli) cli.forward(event);
      else void deliveries.resend(id, webhook_endpoint);
      return event;
    },
  ),
];
