import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { choosePort } from '@/sandbox/demo/ports';
import { freePort } from '@/sandbox/postgres';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function occupy(port: number, host: string): Promise<void> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
}

test('the demo takes the port it was told to', async () => {
  const port = await freePort();
  expect(await choosePort(port)).toBe(port);
});

test.each(['127.0.0.1', '0.0.0.0'])(
  'where somebody listens on %s already, the demo moves on',
  async (host) => {
    const port = await freePort();
    await occupy(port, host);
    const chosen = await choosePort(port);
    expect(chosen).toBeGreaterThan(port);
    expect(chosen).toBeLessThan(port + 20);
  },
);
