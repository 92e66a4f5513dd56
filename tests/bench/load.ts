import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import Stripe from 'stripe';

export const benchSecret = 'whsec_bench';

export interface Figures {
  /** Answers with 2xx a second. */
  rate: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  refused: number;
}

const signer = new Stripe('sk_test_signer');

/** A signed event about a session, as long as Stripe's are (2.7 kB), and unlike every other. */
export function signedEvent(sessionId: string): { body: string; headers: Record<string, string> } {
  const body = JSON.stringify({
    id: `evt_${randomUUID().replaceAll('-', '')}`,
    object: 'event',
    api_version: '2026-10-28.endive',
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: 'checkout.session.completed',
    data: { object: { id: sessionId, object: 'checkout.session', padding: 'x'.repeat(2300) } },
  });
  const signature = signer.webhooks.generateTestHeaderString({ payload: body, secret: benchSecret });
  return { body, headers: { 'content-type': 'application/json', 'stripe-signature': signature } };
}

/**
 * Posts signed events to a webhook over 16 connections. Each request is a new event, signed beforehand, so that the
 * measuring side does nothing but send.
 */
export async function load(url: string, seconds: number): Promise<Figures> {
  const events = Array.from({ length: seconds * 1500 }, () => signedEvent('cs_test_bench'));
  let next = 0;
  const result = await autocannon({
    url: `${url}/api/webhook`,
    connections: 16,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => ({ ...request, ...events[next++ % events.length] }),
      },
    ],
  });
  return {
    rate: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    refused: result.non2xx + result.errors,
  };
}
