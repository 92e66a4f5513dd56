/** The frames of RFC 6455, section 5, as far as a server needs them that speaks in text. */
export const OPCODE = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
} as const;

/** Far above anything the command line sends; a longer message is not from it. */
const LONGEST = 8 * 1024 * 1024;
const LONGEST_CONTROL = 125;

/** One unfragmented frame from the server, which never masks. */
export function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const extended = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const header = Buffer.alloc(2 + extended);
  header[0] = 0x80 | opcode;
  header[1] = extended === 0 ? length : extended === 2 ? 126 : 127;
  if (extended === 2) header.writeUInt16BE(length, 2);
  if (extended === 8) header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, payload]);
}

interface Handlers {
  text(message: string): void;
  ping(payload: Buffer): void;
  close(): void;
}

/** Puts a client's bytes, however they were cut up on the way, together to messages. */
export class FrameReader {
  #bytes: Buffer = Buffer.alloc(0);
  /** The pieces of a fragmented message so far; null between messages. */
  #pieces: Buffer[] | null = null;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  constructor(private readonly handlers: Handlers) {}

  /** @throws Error where the bytes break the protocol; the connection has to be closed then. */
  push(bytes: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? bytes : Buffer.concat([this.#bytes, bytes]);
    while (this.#next());
  }

  /** @returns whether there was a whole frame */
  #next(): boolean {
    const bytes = this.#bytes;
    const [first, second] = bytes;
    if (first === undefined || second === undefined) return false;
    const opcode = first & 0x0f;
    const final = (first & 0x80) !== 0;
    if ((first & 0x70) !== 0) throw new Error('No extension was agreed on.');
    if ((second & 0x80) === 0) throw new Error('A client has to mask its frames.');
    const short = second & 0x7f;
    const extended = short < 126 ? 0 : short === 126 ? 2 : 8;
    const start = 2 + extended + 4;
    if (bytes.length < start) return false;
    const length =
      extended === 0 ? short : extended === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
    if (length > LONGEST) throw new Error('The frame is too long.');
    if (opcode >= OPCODE.close && (!final || length > LONGEST_CONTROL)) {
      throw new Error('Control frames are short and whole.');
    }
    if (bytes.length < start + length) return false;

    const mask = bytes.subarray(start - 4, start);
    const payload = Buffer.from(bytes.subarray(start, start + length));
    for (let at = 0; at < length; at++) payload[at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0);
    this.#bytes = bytes.subarray(start + length);
    this.#take(opcode, final, payload);
    return true;
  }

  #take(opcode: number, final: boolean, payload: Buffer): void {
    if (opcode === OPCODE.close) this.handlers.close();
    else if (opcode === OPCODE.ping) this.handlers.ping(payload);
    else if (opcode !== OPCODE.pong) this.#assemble(opcode, final, payload);
  }

  #assemble(opcode: number, final: boolean, payload: Buffer): void {
    if (opcode !== OPCODE.text && opcode !== OPCODE.continuation)
      throw new Error('Only text is spoken here.');
    if ((opcode === OPCODE.continuation) !== (this.#pieces !== null)) {
      throw new Error('A fragment is missing.');
    }
    const pieces = [...(this.#pieces ?? []), payload];
    if (pieces.reduce((sum, piece) => sum + piece.length, 0) > LONGEST)
      throw new Error('The message is too long.');
    this.#pieces = final ? null : pieces;
    if (final) this.handlers.text(this.#decoder.decode(Buffer.concat(pieces)));
  }
}
