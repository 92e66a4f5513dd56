import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { POST } from '@/app/api/webhook/route';

/** The shop's webhook where a stand-in can reach it: over HTTP. */
export interface WebhookServer {
  /** Of the webhook itself. */
  readonly url: string;
  /** The statuses it has answered, in order. */
  readonly statuses: number[];
}

/** Puts the shop's webhook behind an HTTP server of its own for this test file. */
export function useWebhookServer(): WebhookServer {
  const statuses: number[] = [];
  let url = '';
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status } = await POST(
      new Request(`http://shop.test${request.url}`, {
        method: 'POST',
        body: Buffer.concat(chunks),
        headers: { 'stripe-signature': String(request.headers['stripe-signature']) },
      }),
    );
    statuses.push(status);
    response.writeHead(status).end();
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhook`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    get url() {
      return url;
    },
    statuses,
  };
}
