import { createServer } from 'node:net';
import { freePort } from '../postgres';

/** Whether nobody listens on the port, on any address of this machine. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['::', '127.0.0.1']) {
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer();
      // A machine without IPv6 says so for '::'; that is no reason to call the port taken.
      server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
      server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
    });
    if (!free) return false;
  }
  return true;
}

/**
 * The port to use: the wished one, or the next free one after it.
 *
 * @param wished 0 takes any free port
 * @throws if none of the 20 after it is free either, which only a mistake in the settings explains
 */
export async function choosePort(wished: number): Promise<number> {
  if (wished === 0) return await freePort();
  for (let port = wished; port < wished + 20 && port <= 65_535; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error(`Ports ${wished} to ${wished + 19} are all in use. Choose another one, like PORT=4300.`);
}
