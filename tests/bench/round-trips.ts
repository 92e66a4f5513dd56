import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** What went over the wire since it was last asked. */
export interface Traffic {
  /** How often somebody had to wait for the database: what is sent before an answer came counts once. */
  roundTrips: number;
  /** Statements run, `BEGIN` and `COMMIT` among them. */
  statements: number;
}

/**
 * Stands between the shop and PostgreSQL and counts, as the protocol has it: a statement is a Query or an Execute; it is
 * answered with ReadyForQuery after a Query or a Sync. https://www.postgresql.org/docs/current/protocol-flow.html
 *
 * @returns the same database's address through it
 */
export async function countRoundTrips(
  databaseUrl: string,
): Promise<{ url: string; take(): Traffic; stop(): void }> {
  const { hostname, port } = new URL(databaseUrl);
  let traffic: Traffic = { roundTrips: 0, statements: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(Number(port), hostname);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    /** How many answers are still to come. */
    let outstanding = 0;
    // The first message of a connection has no type.
    const asked = messages(true, (type) => {
      if (type === 'Q' || type === 'E') traffic.statements += 1;
      if (type !== 'Q' && type !== 'S') return;
      if (outstanding === 0) traffic.roundTrips += 1;
      outstanding += 1;
    });
    let greeted = false;
    const answered = messages(false, (type) => {
      if (type !== 'Z') return;
      if (greeted) outstanding -= 1;
      greeted = true;
    });
    client.on('data', (bytes) => {
      asked(bytes);
      database.write(bytes);
    });
    database.on('data', (bytes) => {
      answered(bytes);
      client.write(bytes);
    });
    client.on('end', () => database.end());
    database.on('end', () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(databaseUrl);
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    take() {
      const taken = traffic;
      traffic = { roundTrips: 0, statements: 0 };
      return taken;
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Cuts a stream of bytes into messages: a letter, four bytes of length, and as much as the length says. */
function messages(untyped: boolean, found: (type: string) => void): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0);
  let first = untyped;
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const head = first ? 0 : 1;
      if (rest.length < head + 4) return;
      const length = head + rest.readUInt32BE(head);
      if (rest.length < length) return;
      if (!first) found(String.fromCharCode(rest[0] ?? 0));
      first = false;
      rest = rest.subarray(length);
    }
  };
}
