import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import Stripe from 'stripe';

export const benchSecret = 'whsec_bench';

/** What a webhook answered. */
export type Answers = {
  /** Answers with 2xx a second. */
  rate: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  refused: number;
};

const signer = new Stripe('sk_test_signer');

type EventType = 'checkout.session.completed' | 'customer.created';

/** A signed event about a session, as long as Stripe's are (2.7 kB), and unlike every other. */
function signedEvent(sessionId: string, type: EventType): { body: string; headers: Record<string, string> } {
  const body = JSON.stringify({
    id: `evt_${randomUUID().replaceAll('-', '')}`,
    object: 'event',
    api_version: '2026-10-28.endive',
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: { object: { id: sessionId, object: 'checkout.session', padding: 'x'.repeat(2300) } },
  });
  const signature = signer.webhooks.generateTestHeaderString({ payload: body, secret: benchSecret });
  return { body, headers: { 'content-type': 'application/json', 'stripe-signature': signature } };
}

const connections = 16;

/**
 * Posts signed events to a webhook over 16 connections. Each request is a new event, signed beforehand, so that the
 * measuring side does nothing but send.
 *
 * @param sessionIds the sessions the events are about, again from the first where there are more events
 */
export async function load(
  url: string,
  seconds: number,
  sessionIds: string[] = ['cs_test_bench'],
): Promise<Answers> {
  const events = Array.from({ length: seconds * 2500 }, (_, at) =>
    signedEvent(sessionIds[at % sessionIds.length] ?? '', 'checkout.session.completed'),
  );
  return await post(url, events, { duration: seconds });
}

/** Lets a webhook answer for a while, with events that lead to nothing. */
export async function warm(url: string, seconds: number): Promise<void> {
  const events = Array.from({ length: seconds * 2500 }, () => signedEvent('cus_bench', 'customer.created'));
  await post(url, events, { duration: seconds });
}

/** Posts one event about each session. @throws Error where one was not taken */
export async function announce(url: string, sessionIds: string[]): Promise<void> {
  const events = sessionIds.map((id) => signedEvent(id, 'checkout.session.completed'));
  const { refused } = await post(url, events, { amount: events.length });
  if (refused > 0) throw new Error(`The webhook refused ${refused} of ${sessionIds.length} events.`);
}

async function post(
  url: string,
  events: ReturnType<typeof signedEvent>[],
  until: { duration: number } | { amount: number },
): Promise<Answers> {
  let next = 0;
  const result = await autocannon({
    url: `${url}/api/webhook`,
    connections: Math.min(connections, events.length),
    ...until,
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
