import { join } from 'node:path';
import { testSettings } from '../support/settings';
import { until } from '../support/wait';
import { announce, load, warm } from './load';
import { peakOf } from './memory';
import { countRoundTrips } from './round-trips';
import { scaleSeries } from './scale';
import { type Measured, root, serve, startWorker } from './server';
import { concurrency, fulfilledSingly, startShop } from './shop';
import { fulfilledIn, rowsAmiss, rowsIn, type Sample, watchMails, watchOrders } from './watch';
import { type World, writeByHand } from './world';

/** How long each part of a round takes, in seconds. */
export interface Lengths {
  warmUp: number;
  load: number;
  /** No longer than this for orders. */
  orders: number;
  hand: number;
  /** Not a time: the orders beside which `scale` measures. */
  many: number;
}

export const floorFolder = join(import.meta.dirname, 'floor');

export type Series = Record<string, () => Promise<Sample>>;

/**
 * Everything that is measured, each as one round of it. Rounds of different series take turns, so that whatever else the
 * machine does befalls all of them.
 *
 * @param profiles where the worker and the web server leave their CPU profiles, if anywhere
 */
export function allSeries(world: World, lengths: Lengths, profiles?: string) {
  const { stripe, mailbox, settings, orders, copy, onCopy, byHand } = world;
  const profiled = (part: 'web' | 'worker') =>
    profiles ? ['--cpu-prof', `--cpu-prof-dir=${join(profiles, part)}`] : [];
  const sessionIds = orders.map(({ sessionId }) => sessionId);

  async function inline(slowness: number): Promise<Sample> {
    return await onCopy('stocked', async (databaseUrl) => {
      const server = await serve(root, { ...settings(databaseUrl), WORKER: 'inline' });
      try {
        await warm(server.url, lengths.warmUp);
        const watch = await fulfilledIn(databaseUrl);
        // The worker may be a process of its own that is still starting.
        const few = Math.min(20, Math.floor(sessionIds.length / 3));
        await announce(server.url, sessionIds.slice(0, few));
        await until('the worker to be at work', async () => (await watch.count()) === few, 60_000);
        await stripe.call('slow', slowness);
        const answers = await load(server.url, lengths.load, sessionIds.slice(few));
        const orders = (await watch.count()) - few;
        await watch.stop();
        return { ...answers, orders: orders / lengths.load };
      } finally {
        await stripe.call('slow', 0);
        await server.stop();
      }
    });
  }

  async function backlog(workers: number): Promise<Sample> {
    return await onCopy('waiting', async (databaseUrl) => {
      await mailbox.call('clear', undefined);
      const before = await rowsIn(databaseUrl, byHand.rows);
      const started = Array.from({ length: workers }, () =>
        startWorker(settings(databaseUrl), profiled('worker')),
      );
      const stopAll = () => Promise.all(started.map((worker) => worker.stop()));
      try {
        const mails = () => mailbox.call('received', undefined);
        const beside = { mails, process: started[0] };
        const watched = await watchOrders(databaseUrl, sessionIds.length, lengths.orders, beside);
        // Where orders are left, mails are not alone.
        const areDone = watched.orders === sessionIds.length;
        const afterwards = areDone ? await watchMails(mails, sessionIds.length, lengths.orders) : Number.NaN;
        const peak = Math.max(...(await Promise.all(started.map(({ pid }) => peakOf(pid)))));
        await stopAll();
        const after = await rowsIn(databaseUrl, byHand.rows);
        const amiss = rowsAmiss(before, after, byHand.rows, await mails());
        return { ...watched, afterwards, peak, twice: (await mailbox.call('twice', undefined)) + amiss };
      } finally {
        await stopAll();
      }
    });
  }

  const floor = persistent(() => serve(floorFolder, testSettings));
  const off = persistent(async () => {
    const databaseUrl = await copy('stocked');
    return await serve(root, { ...settings(databaseUrl), WORKER: 'off' }, profiled('web'));
  });

  const series = {
    async floor() {
      const { url } = await floor.get();
      return await load(url, lengths.load);
    },
    async off() {
      const { url, pid } = await off.get();
      const answers = await load(url, lengths.load);
      return { ...answers, peak: await peakOf(pid) };
    },
    inline: () => inline(0),
    slow: () => inline(3_000),
    async hand() {
      return await onCopy('stocked', async (databaseUrl) => {
        const written = await writeByHand(byHand, orders, databaseUrl, concurrency, lengths.hand);
        return { rate: written.orders / written.seconds };
      });
    },
    async single() {
      return await onCopy('stocked', async (databaseUrl) => {
        return { rate: await fulfilledSingly(settings(databaseUrl), sessionIds, lengths.orders) };
      });
    },
    one: () => backlog(1),
    two: () => backlog(2),
    async reconcile() {
      return await onCopy('stocked', async (databaseUrl) => {
        const shop = await startShop(settings(databaseUrl));
        try {
          let failed: Error | null = null;
          shop.call('reconcile', undefined).catch((error: Error) => {
            failed = error;
          });
          const watched = await watchOrders(databaseUrl, sessionIds.length, lengths.orders);
          if (failed) throw failed;
          return watched;
        } finally {
          await shop.stop();
        }
      });
    },
    async limited() {
      await stripe.call('limit', 25);
      try {
        return await onCopy('waiting', async (databaseUrl) => {
          const worker = startWorker(settings(databaseUrl));
          try {
            return await watchOrders(databaseUrl, sessionIds.length, lengths.orders);
          } finally {
            await worker.stop();
          }
        });
      } finally {
        await stripe.call('limit', null);
      }
    },
    async statements() {
      return await onCopy('stocked', async (databaseUrl) => {
        const proxy = await countRoundTrips(databaseUrl);
        const shop = await startShop(settings(proxy.url));
        const traffic = async (sessionId = '') => {
          proxy.take();
          await shop.call('fulfill', { sessionIds: [sessionId], concurrency: 1, seconds: 60 });
          return proxy.take();
        };
        try {
          await traffic(sessionIds[0]);
          const fresh = await traffic(sessionIds[1]);
          const settled = await traffic(sessionIds[1]);
          return {
            newOrder: fresh.roundTrips,
            newOrderStatements: fresh.statements,
            settledOrder: settled.roundTrips,
          };
        } finally {
          await shop.stop();
          proxy.stop();
        }
      });
    },
    ...scaleSeries(world, lengths.orders, lengths.many),
  } satisfies Series;

  return {
    series,
    async stop() {
      await floor.stop();
      await off.stop();
    },
  };
}

/** A server that is started and warmed when it is first needed, and stays. */
function persistent<S extends Measured & { url: string }>(start: () => Promise<S>) {
  let server: S | undefined;
  return {
    async get(): Promise<S> {
      if (server) return server;
      server = await start();
      await warm(server.url, 2);
      return server;
    },
    stop: async () => await server?.stop(),
  };
}
