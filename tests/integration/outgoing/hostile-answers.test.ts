import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { drainQueue } from '@/lib/jobs/worker';
import { mostTries } from '@/lib/outgoing/deliver-message';
import type { MessageKind } from '@/lib/queue/message-kinds';
import { queueMessage } from '@/lib/queue/queue-message';
import { useDatabase } from '../../support/database';
import { packedOrder } from '../shipping/packed-order';

useDatabase();

/** What the endpoint answers to every request, byte by byte, and whether it closes the line then. */
let answer: { bytes: Buffer; closes: boolean };
const server = createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => {
    socket.write(answer.bytes);
    if (answer.closes) socket.end();
  });
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());
beforeEach(async () => {
  await db().outgoingEndpoint.deleteMany();
  await pool().query('DELETE FROM graphile_worker._private_jobs');
});

const http = (head: string, body: string | Buffer = '', closes = true) => {
  answer = {
    bytes: Buffer.concat([Buffer.from(`${head}\r\n\r\n`), Buffer.from(body)]),
    closes,
  };
};

async function send(kind: MessageKind = 'entitlement.granted', data: Record<string, string | number> = {}) {
  const { port } = server.address() as AddressInfo;
  const endpoint = await db().outgoingEndpoint.create({
    data: {
      url: `http://127.0.0.1:${port}/hook`,
      secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      kinds: [kind],
    },
  });
  await db().$transaction((tx) => queueMessage(tx, { kind, key: randomUUID(), orderId: null, data }));
  await drainQueue();
  return await db().outgoingMessage.findFirstOrThrow({ where: { endpointId: endpoint.id } });
}

describe('an endpoint that answers', () => {
  test('with characters that no database keeps is a failed try like any other, and is given up in time', async () => {
    http('HTTP/1.1 500 Oops\r\nConnection: close', Buffer.from([0x6e, 0x6f, 0, 0xff, 0xfe, 0x21]));
    const message = await send();
    expect(message).toMatchObject({ state: 'queued', attempts: 1, lastStatus: 500 });
    expect(message.lastError).toMatch(/^no.*!$/);
    await db().outgoingMessage.update({ where: { id: message.id }, data: { attempts: mostTries - 1 } });
    await pool().query('UPDATE graphile_worker._private_jobs SET run_at = now()');
    await drainQueue();
    expect(await db().outgoingMessage.findUniqueOrThrow({ where: { id: message.id } })).toMatchObject({
      state: 'given_up',
    });
  });

  test('with half a character where the quotation ends is quoted all the same', async () => {
    http('HTTP/1.1 500 Oops\r\nConnection: close', `${'x'.repeat(299)}😀 and more`);
    expect(await send()).toMatchObject({ attempts: 1, lastStatus: 500, state: 'queued' });
  });

  test('with another protocol has not taken the message, and holds no worker', async () => {
    http('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade', '', false);
    expect(await send()).toMatchObject({ state: 'queued', attempts: 1 });
  });

  test('with nothing, or with half an answer, has not taken the message', async () => {
    http('', '');
    expect(await send()).toMatchObject({ state: 'queued', attempts: 1, lastStatus: null });
    await db().outgoingEndpoint.deleteMany();
    http('HTTP/1.1 200 OK\r\nContent-Length: 500', 'half');
    expect(await send()).toMatchObject({ state: 'queued', attempts: 1, lastStatus: null });
  });

  test('with more than anybody wants to know is believed by its status', async () => {
    http('HTTP/1.1 200 OK\r\nContent-Length: 1000000', Buffer.alloc(1_000_000, 'x'));
    expect(await send()).toMatchObject({ state: 'delivered' });
  });

  test('with tracking that no database keeps has taken the message, and is told what is wrong', async () => {
    const { parcelId } = await packedOrder();
    for (const field of ['carrier', 'tracking_number', 'tracking_url']) {
      const value = field === 'tracking_url' ? 'https://x.example/\0' : 'RR\x0a3';
      http(
        'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close',
        JSON.stringify({ carrier: 'GLS', tracking_number: '1', [field]: value }),
      );
      const message = await send('parcel.ready', { parcel_id: parcelId, revision: 1 });
      expect(message).toMatchObject({ state: 'delivered', lastError: expect.stringContaining(field) });
      await db().outgoingEndpoint.deleteMany();
    }
  });
});
