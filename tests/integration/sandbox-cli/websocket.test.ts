import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { FrameReader, frame, OPCODE } from '../../../sandbox/stripe/cli/frames';
import { acceptWebSocket, type WebSocketConnection } from '../../../sandbox/stripe/cli/websocket';

/** A frame as a client sends it: masked. */
function masked(opcode: number, payload: Buffer, final = true): Buffer {
  const plain = frame(opcode, payload);
  const mask = randomBytes(4);
  const header = Buffer.from(plain.subarray(0, plain.length - payload.length));
  header[0] = ((header[0] ?? 0) & 0x7f) | (final ? 0x80 : 0);
  header[1] = (header[1] ?? 0) | 0x80;
  return Buffer.concat([header, mask, payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0))]);
}

interface Running {
  port: number;
  heard: string[];
  connections: (WebSocketConnection | null)[];
  /** Resolves when a connection has ended. */
  ended: Promise<void>;
}

async function server(): Promise<Running> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const heard: string[] = [];
  const connections: (WebSocketConnection | null)[] = [];
  const http = createServer();
  http.on('upgrade', (request, socket, head) => {
    const connection = acceptWebSocket(request, socket, head, 'spoken-here', {
      message(text) {
        heard.push(text);
        connection?.send(`${text.length}: ${text}`);
      },
      closed: resolve,
    });
    connections.push(connection);
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    for (const connection of connections) connection?.close();
    http.closeAllConnections();
    http.close();
  });
  return { port: (http.address() as AddressInfo).port, heard, connections, ended };
}

/** A socket that has said hello; what comes after the handshake's answer is left to read. */
async function raw(
  port: number,
  headers: Record<string, string> = {},
): Promise<{ socket: Socket; hello: string }> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  const all = {
    Host: 'localhost',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.write(`GET / HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  const [hello] = await once(socket, 'data');
  return { socket, hello: String(hello) };
}

const lengths = [0, 1, 125, 126, 65_535, 65_536, 300_000];

test('a client nobody here wrote talks to it, in messages of every length', async () => {
  const { port } = await server();
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, ['other', 'spoken-here']);
  await once(socket, 'open');
  expect(socket.protocol).toBe('spoken-here');
  for (const length of lengths) {
    const text = 'é'.repeat(length);
    socket.send(text);
    const [event] = await once(socket, 'message');
    expect(event.data).toBe(`${length}: ${text}`);
  }
  socket.close();
  const [close] = await once(socket, 'close');
  expect(close).toMatchObject({ code: 1000, wasClean: true });
});

test('the server’s own goodbye is a clean one', async () => {
  const { connections, ended, port } = await server();
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
  await once(socket, 'open');
  connections[0]?.close();
  const [close] = await once(socket, 'close');
  expect(close).toMatchObject({ code: 1001, wasClean: true });
  await ended;
});

test('the handshake’s answer is that of RFC 6455’s own example', async () => {
  const { port } = await server();
  const { hello } = await raw(port, { 'Sec-WebSocket-Protocol': 'unknown' });
  expect(hello).toContain('HTTP/1.1 101 ');
  expect(hello).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  expect(hello).not.toContain('Sec-WebSocket-Protocol');
});

test.each([
  ['another version', { 'Sec-WebSocket-Version': '8' }],
  ['a key too short', { 'Sec-WebSocket-Key': 'c2hvcnQ=' }],
  ['another protocol', { Upgrade: 'h2c' }],
])('a handshake with %s is refused', async (_, headers) => {
  const { connections, port } = await server();
  const { hello } = await raw(port, headers);
  expect(hello).toContain('HTTP/1.1 400 ');
  expect(connections).toEqual([null]);
});

test('a ping between the fragments of a message is answered with its own words', async () => {
  const { heard, port } = await server();
  const { socket } = await raw(port);
  socket.write(masked(OPCODE.text, Buffer.from('one '), false));
  socket.write(masked(OPCODE.ping, Buffer.from('still there?')));
  const [pong] = await once(socket, 'data');
  expect(pong).toEqual(frame(OPCODE.pong, Buffer.from('still there?')));
  socket.write(masked(OPCODE.continuation, Buffer.from('two')));
  await once(socket, 'data');
  expect(heard).toEqual(['one two']);
});

test.each([
  ['an unmasked frame', frame(OPCODE.text, Buffer.from('bare'))],
  ['binary data', masked(OPCODE.binary, Buffer.from([1, 2]))],
  ['a continuation of nothing', masked(OPCODE.continuation, Buffer.from('two'))],
  ['text that is not UTF-8', masked(OPCODE.text, Buffer.from([0xff, 0xfe]))],
  ['an extension nobody agreed on', Buffer.from([0xc1, 0x80, 0, 0, 0, 0])],
  ['a fragmented ping', masked(OPCODE.ping, Buffer.from('x'), false)],
  ['a frame of many gigabytes', Buffer.from([0x81, 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
])('%s closes the connection with 1002', async (_, bytes) => {
  const { ended, heard, port } = await server();
  const { socket } = await raw(port);
  socket.write(bytes);
  const [answer] = await once(socket, 'data');
  expect(answer).toEqual(frame(OPCODE.close, Buffer.from([0x03, 0xea])));
  await ended;
  expect(heard).toEqual([]);
});

test('a client that vanishes is noticed', async () => {
  const { ended, port } = await server();
  const { socket } = await raw(port);
  socket.resetAndDestroy();
  await ended;
});

test('however the bytes are cut up on the way, the messages are the same', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 400 })), fc.array(fc.nat(900)), (messages, cuts) => {
      const bytes = Buffer.concat(messages.map((message) => masked(OPCODE.text, Buffer.from(message))));
      const heard: string[] = [];
      const reader = new FrameReader({ text: (text) => heard.push(text), ping() {}, close() {} });
      let at = 0;
      for (const cut of cuts) {
        reader.push(bytes.subarray(at, at + cut));
        at = Math.min(at + cut, bytes.length);
      }
      reader.push(bytes.subarray(at));
      expect(heard).toEqual(messages.map((message) => Buffer.from(message).toString()));
    }),
  );
});
