import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import Stripe from 'stripe';
import { onTestFinished, vi } from 'vitest';
import { SECRET, SOON, sandbox } from '../sandbox/harness';

/** One webhook as it came: believed or not, and when its request began and was answered. */
export interface Arrival {
  id: string;
  type: string;
  body: string;
  signature: string;
  began: number;
  answered: number;
}

export interface Receiver {
  url: string;
  arrivals: Arrival[];
  /** Waits for so many, and gives what has come. */
  after(count: number): Promise<Arrival[]>;
  /** Whether the official client believes it. */
  believes(arrival: Arrival | undefined, secret?: string): boolean;
}

/**
 * An endpoint that believes nothing and keeps everything.
 *
 * @param status what it answers the nth request
 * @param answers `together`: none before so many have begun; `after`: each so many milliseconds after it has begun
 */
export async function receiver(
  status: (nth: number) => number = () => 200,
  { together = 1, after = 0 } = {},
): Promise<Receiver> {
  const { promise: allBegan, resolve: go } = Promise.withResolvers<void>();
  let begun = 0;
  const arrivals: Arrival[] = [];
  let requests = 0;
  const server = createServer(async (request, response) => {
    const began = performance.now();
    if (++begun === together) go();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { id, type } = JSON.parse(body);
    response.statusCode = status(++requests);
    await allBegan;
    await wait(after);
    const signature = String(request.headers['stripe-signature']);
    arrivals.push({ id, type, body, signature, began, answered: performance.now() });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    arrivals,
    async after(count) {
      await vi.waitFor(() => {
        if (arrivals.length < count) throw new Error(`${arrivals.length} of ${count} webhooks came`);
      }, SOON);
      return arrivals;
    },
    believes(arrival, secret = SECRET) {
      try {
        Stripe.webhooks.constructEvent(arrival?.body ?? '', arrival?.signature ?? '', secret);
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** A sandbox that sends every event to a receiver, retried once a second of its own time unless told. */
export async function wired(
  to: Receiver,
  options: Parameters<typeof sandbox>[0] = {},
): ReturnType<typeof sandbox> {
  return await sandbox({ defaultEndpoint: { url: to.url, secret: SECRET }, retrySchedule: [], ...options });
}
