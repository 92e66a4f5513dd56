import { once } from 'node:events';
import { createServer } from 'node:http';
import { startServer } from '../../lib/jobs/start-server';

/**
 * A server that starts and ends as the shop's does under Next: asked to stop, it takes no more requests and finishes
 * those it has. `/slow` is answered when it has been asked to, `/crash` ends it.
 */
startServer();
const isAsked = once(process, 'SIGTERM');
const server = createServer(async (request, response) => {
  if (request.url === '/crash') process.exit(3);
  if (request.url === '/slow') await isAsked;
  // A connection that is kept would let one that asks again and again keep the server up after it was closed.
  response.setHeader('connection', 'close').end(String(process.pid));
});
server.listen(Number(process.env.SMALL_SERVER_PORT), '127.0.0.1');
await isAsked;
server.close(() => process.exit(0));
server.closeIdleConnections();
