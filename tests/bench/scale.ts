import { announce } from './load';
import { seedOrders } from './seed-orders';
import { root, serve, startWorker } from './server';
import { fulfilledSingly } from './shop';
import { type Sample, watchOrders } from './watch';
import type { World } from './world';

/** Sessions that one round fulfils singly, and as many again from the queue. */
const slice = 250;

/**
 * Fulfilment beside a thousand orders and beside a million: each in a database that stays, filled when it is first
 * needed. Every round takes sessions that no other has.
 */
export function scaleSeries(world: World, seconds: number, many: number) {
  const { settings, orders, byHand, copy } = world;
  const sessionIds = orders.map(({ sessionId }) => sessionId);
  const size = Math.min(slice, Math.floor(sessionIds.length / 6));

  function beside(seeded: number): () => Promise<Sample> {
    let ready: Promise<string> | undefined;
    let taken = 0;
    const take = () => {
      taken += size;
      return sessionIds.slice(taken - size, taken);
    };
    const fill = async () => {
      const databaseUrl = await copy('stocked');
      await seedOrders(databaseUrl, byHand, seeded);
      return databaseUrl;
    };
    return async () => {
      ready ??= fill();
      const databaseUrl = await ready;
      const single = await fulfilledSingly(settings(databaseUrl), take(), seconds);
      const waiting = take();
      const server = await serve(root, settings(databaseUrl));
      await announce(server.url, waiting);
      await server.stop();
      const worker = startWorker(settings(databaseUrl));
      try {
        const { rate = Number.NaN } = await watchOrders(databaseUrl, waiting.length, seconds);
        return { single, backlog: rate };
      } finally {
        await worker.stop();
      }
    };
  }

  return { thousand: beside(1_000), million: beside(many) };
}
