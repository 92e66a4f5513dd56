import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { until } from './wait';

/** One message as it came. */
export interface ReceivedMessage {
  headers: Record<string, string>;
  body: string;
  /** The body, read */
  message: { type: string; timestamp: string; data: Record<string, unknown> };
}

/** What to answer a request with. */
export interface ReceiverAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

export interface Receiver {
  readonly url: string;
  /** What has come since the test began, in order. */
  readonly received: ReceivedMessage[];
  /** Decides what the requests of this test are answered; 204 unless told. */
  answer(how: (nth: number, request: ReceivedMessage) => ReceiverAnswer): void;
  /** Waits for so many, and gives what has come. */
  after(count: number): Promise<ReceivedMessage[]>;
}

/** A system of the merchant's that takes messages over HTTP, believes nothing and keeps everything. */
export function useReceiver(): Receiver {
  let url = '';
  let how: Parameters<Receiver['answer']>[0];
  const received: ReceivedMessage[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const arrival = { headers, body, message: JSON.parse(body) };
    received.push(arrival);
    const answer = how(received.length, arrival);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  });
  beforeEach(() => {
    received.length = 0;
    how = () => ({ status: 204 });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    get url() {
      return url;
    },
    received,
    answer(given) {
      how = given;
    },
    async after(count) {
      await until(`${count} messages`, async () => received.length >= count);
      return received;
    },
  };
}
