import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { countRoundTrips } from '../../bench/round-trips';

const message = (type: string, body = '') => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + body.length);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
};
const ready = message('Z', 'I');

/** A connection through the counter to a server that says what it is told to say. */
async function connection() {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const counter = await countRoundTrips(`postgresql://127.0.0.1:${(server.address() as AddressInfo).port}/x`);
  const client = connect(Number(new URL(counter.url).port), '127.0.0.1');
  const [database] = await once(server, 'connection');
  onTestFinished(() => {
    client.destroy();
    counter.stop();
    server.close();
  });
  const ask = async (...messages: Buffer[]) => {
    client.write(Buffer.concat(messages));
    await once(database, 'data');
  };
  const answer = async (...messages: Buffer[]) => {
    database.write(Buffer.concat(messages));
    await once(client, 'data');
  };
  await ask(message('', 'startup'));
  await answer(ready);
  return { counter, ask, answer };
}

it('counts a question and its answer as one round trip', async () => {
  const { counter, ask, answer } = await connection();
  await ask(message('Q', 'BEGIN'));
  await answer(ready);
  await ask(message('P', 'x'), message('B', 'x'), message('E', 'x'), message('S'));
  await answer(ready);
  expect(counter.take()).toEqual({ roundTrips: 2, statements: 2 });
});

it('counts what is sent before an answer came as one round trip', async () => {
  const { counter, ask, answer } = await connection();
  await ask(message('E', 'x'), message('S'), message('E', 'x'), message('S'));
  await answer(ready, ready);
  expect(counter.take()).toEqual({ roundTrips: 1, statements: 2 });
  expect(counter.take()).toEqual({ roundTrips: 0, statements: 0 });
});
