import type Stripe from 'stripe';
import { env } from '../env';
import { apiVersion, stripe } from './client';
import { handledEvents } from './handled-events';

export type WebhookRegistration =
  /** A new endpoint: its secret is shown by Stripe this one time. */
  | { outcome: 'made'; url: string; secret: string; replaces: string[] }
  /** An endpoint that was there, brought to the right list of events and switched on. */
  | { outcome: 'changed' | 'same'; url: string; id: string; retired: string[] };

/** The address cannot be reached from the internet: Stripe would deliver nothing there. */
export class WebhookUnreachable extends Error {
  override readonly name = 'WebhookUnreachable';
}

const isLocal = (url: string) =>
  /^(localhost|127\.|0\.0\.0\.0$|\[::1\]$)|\.(local|test)$/.test(new URL(url).hostname);

/**
 * Registers the shop's webhook at Stripe, for exactly the events it handles and with the API version its code is
 * typed for. Safe to run again: an endpoint with this address is brought up to date instead of made twice.
 *
 * The version of an endpoint cannot be changed. After an upgrade, one run makes a second endpoint with the new version
 * beside the old one (events arrive twice, which is harmless: they are told apart by their ID), and the next run, once
 * the new secret is in place, switches the old one off.
 * https://docs.stripe.com/api/webhook_endpoints, https://docs.stripe.com/webhooks/versioning
 *
 * @throws {WebhookUnreachable} for an address on this machine, unless a stand-in takes Stripe's place
 */
export async function registerWebhook(): Promise<WebhookRegistration> {
  const { appUrl, stripeApiUrl } = env();
  const url = `${appUrl}/api/webhook`;
  if (!stripeApiUrl && isLocal(url)) {
    throw new WebhookUnreachable(
      `Stripe cannot reach ${url}: APP_URL points to this machine. To receive events here, run: npm run stripe:listen`,
    );
  }
  const ours: Stripe.WebhookEndpoint[] = [];
  for await (const endpoint of stripe().webhookEndpoints.list({ limit: 100 })) {
    if (endpoint.url === url) ours.push(endpoint);
  }
  const current = ours.find((endpoint) => endpoint.api_version === apiVersion);
  const old = ours.filter((endpoint) => endpoint !== current && endpoint.status === 'enabled');
  const enabled_events = [...handledEvents];

  if (!current) {
    const made = await stripe().webhookEndpoints.create({
      url,
      enabled_events,
      api_version: apiVersion,
      description: 'Bottega: fulfils what was paid',
    });
    if (!made.secret) throw new Error('Stripe made the endpoint but did not show its signing secret.');
    return { outcome: 'made', url, secret: made.secret, replaces: old.map(({ id }) => id) };
  }
  for (const { id } of old) await stripe().webhookEndpoints.update(id, { disabled: true });
  const same = current.status === 'enabled' && sameList(current.enabled_events, enabled_events);
  if (!same) await stripe().webhookEndpoints.update(current.id, { enabled_events, disabled: false });
  return { outcome: same ? 'same' : 'changed', url, id: current.id, retired: old.map(({ id }) => id) };
}

const sameList = (one: string[], other: string[]) =>
  one.length === other.length && one.every((event) => other.includes(event));
