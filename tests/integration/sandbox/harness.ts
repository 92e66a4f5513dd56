import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../sandbox/stripe/server';
import { client } from './shop';

export { card, client, priceOf, refusal, SOON, sessionOf, VISA } from './shop';

export const SECRET = 'whsec_of_the_tests';

export interface Running extends Sandbox {
  stripe: Stripe;
}

/** A sandbox in memory with the official client on it; stopped when the test is over. */
export async function sandbox(options: Partial<SandboxOptions> = {}): Promise<Running> {
  const running = await startSandbox({ port: 0, dataDir: null, ...options });
  onTestFinished(() => running.stop());
  return { ...running, stripe: client(running.url) };
}

export interface Hook {
  url: string;
  /** What it verifies signatures with; may be set later, to what the registration answered. */
  secret: string;
  /** Verified events in the order they came. */
  events: Stripe.Event[];
  types(): string[];
  /** Waits until an event of this type has come. */
  has(type: string): Promise<Stripe.Event>;
}

/** A webhook endpoint that verifies each signature and answers 200, or what `respond` answers. */
export async function webhook(respond?: (response: ServerResponse, nth: number) => void): Promise<Hook> {
  const events: Stripe.Event[] = [];
  const waiting = new Set<() => void>();
  let requests = 0;
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const signature = request.headers['stripe-signature'] ?? '';
    events.push(Stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, hook.secret));
    if (respond) respond(response, ++requests);
    else response.end('{}');
    for (const check of waiting) check();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const hook: Hook = {
    secret: SECRET,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    events,
    types: () => events.map((event) => event.type),
    has: (type) =>
      new Promise((resolve) => {
        const check = () => {
          const found = events.find((event) => event.type === type);
          if (!found) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
      }),
  };
  return hook;
}
