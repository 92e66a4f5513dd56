import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { FrameReader, frame, OPCODE } from './frames';

const NORMAL = 1000;
const PROTOCOL_ERROR = 1002;
const GOING_AWAY = 1001;
/** What RFC 6455, 1.3 appends to the client's key to show that the handshake was understood. */
const ACCEPT = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** One websocket, seen from the server. Text messages only: that is all the command line sends. */
export interface WebSocketConnection {
  send(text: string): void;
  /** Says goodbye and closes. */
  close(): void;
}

export interface Listeners {
  message(text: string): void;
  /** Once, however it ended. */
  closed(): void;
}

/**
 * Answers the opening handshake of RFC 6455 and speaks the protocol from there: pings are answered, a close is
 * returned, what breaks the rules closes the connection.
 *
 * @param protocol the subprotocol to agree on; what the client did not offer is not promised
 * @returns null where this was no proper handshake; it has been refused then
 */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  protocol: string,
  listeners: Listeners,
): WebSocketConnection | null {
  const key = request.headers['sec-websocket-key'];
  if (
    request.method !== 'GET' ||
    request.headers.upgrade?.toLowerCase() !== 'websocket' ||
    request.headers['sec-websocket-version'] !== '13' ||
    key === undefined ||
    Buffer.from(key, 'base64').length !== 16
  ) {
    refuseUpgrade(socket, 400, 'This is no websocket handshake.');
    return null;
  }
  const offered = request.headers['sec-websocket-protocol']?.split(',').map((name) => name.trim());
  const accept = createHash('sha1')
    .update(key + ACCEPT)
    .digest('base64');
  socket.write(
    [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${accept}`,
      ...(offered?.includes(protocol) ? [`Sec-WebSocket-Protocol: ${protocol}`] : []),
      '\r\n',
    ].join('\r\n'),
  );

  let open = true;
  const end = (code: number) => {
    if (!open) return;
    open = false;
    const reason = Buffer.alloc(2);
    reason.writeUInt16BE(code);
    socket.end(frame(OPCODE.close, reason));
    listeners.closed();
  };
  const reader = new FrameReader({
    text: (text) => listeners.message(text),
    ping: (payload) => socket.write(frame(OPCODE.pong, payload)),
    close: () => end(NORMAL),
  });
  const read = (bytes: Buffer) => {
    if (!open) return;
    try {
      reader.push(bytes);
    } catch {
      end(PROTOCOL_ERROR);
    }
  };
  const lost = () => {
    socket.destroy();
    if (!open) return;
    open = false;
    listeners.closed();
  };
  socket.on('data', read);
  socket.on('error', lost);
  socket.on('end', lost);
  socket.on('close', lost);
  if (head.length > 0) read(head);

  return {
    send: (text) => {
      if (open) socket.write(frame(OPCODE.text, Buffer.from(text)));
    },
    close: () => end(GOING_AWAY),
  };
}

/** Refuses in Stripe's error body: the command line reads the message out of it. */
export function refuseUpgrade(socket: Duplex, status: 400 | 404, message: string): void {
  const body = JSON.stringify({ error: { message, type: 'invalid_request_error' } });
  socket.end(
    [
      `HTTP/1.1 ${status} ${status === 404 ? 'Not Found' : 'Bad Request'}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
