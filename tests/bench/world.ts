import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../sandbox/postgres';
import { testSettings } from '../support/settings';
import { buildTemplate } from '../support/template';
import { createDatabase, dropDatabase, sealDatabase } from '../support/test-server';
import { type ByHand, learnByHand } from './by-hand';
import type { handCalls } from './by-hand-process';
import { type Helper, startHelper } from './helper';
import { announce, benchSecret } from './load';
import type { mailboxCalls } from './mailbox-process';
import { root, serve } from './server';
import type { shopCalls } from './shop-process';
import type { stripeCalls } from './stripe-process';
import { compare, describeTables, readContents, rowCounts } from './tables';
import type { Order } from './tokens';

/** Everything around the shop, each part in processes of its own. */
export interface World {
  stripe: Helper<typeof stripeCalls>;
  mailbox: Helper<typeof mailboxCalls>;
  /** Paid and not yet fulfilled. */
  orders: Order[];
  byHand: ByHand;
  /** What the shop's processes are told. */
  settings(databaseUrl: string): Record<string, string>;
  /** A copy of a database. @returns its address */
  copy(of: Prepared): Promise<string>;
  /** Runs something on a copy of a database that is thrown away afterwards. */
  onCopy<T>(of: Prepared, run: (databaseUrl: string) => Promise<T>): Promise<T>;
}

/** `stocked`: paid sessions of which nobody has told; `waiting`: the same with their events in the queue. */
export type Prepared = 'stocked' | 'waiting';

/** @param sessions how many paid sessions there are */
export async function withWorld(sessions: number, use: (world: World) => Promise<void>): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'bottega-bench-'));
  const postgres = await startPostgres({ dataDir: join(scratch, 'postgres') });
  const adminUrl = postgres.url('postgres');
  const stripe = await startHelper<typeof stripeCalls>('stripe-process');
  const mailbox = await startHelper<typeof mailboxCalls>('mailbox-process');
  try {
    const urls = {
      stripe: await stripe.call('url', undefined),
      mailbox: await mailbox.call('url', undefined),
    };
    const settings = (databaseUrl: string) => ({
      ...testSettings,
      STRIPE_API_URL: urls.stripe,
      STRIPE_WEBHOOK_SECRET: benchSecret,
      SMTP_URL: urls.mailbox,
      DATABASE_URL: databaseUrl,
    });
    let copies = 0;
    const copy = async (of: Prepared) => {
      const name = `bench_${++copies}`;
      await createDatabase(adminUrl, name, `bench_${of}`);
      return postgres.url(name);
    };
    const onCopy: World['onCopy'] = async (of, run) => {
      const databaseUrl = await copy(of);
      try {
        return await run(databaseUrl);
      } finally {
        await dropDatabase(adminUrl, new URL(databaseUrl).pathname.slice(1));
      }
    };
    const world = { stripe, mailbox, settings, copy, onCopy };

    await buildTemplate({ adminUrl, template: 'bench_template' });
    await createDatabase(adminUrl, 'bench_stocked', 'bench_template');
    const orders = await openAndPay(stripe, settings(postgres.url('bench_stocked')), sessions + 1);
    await sealDatabase(adminUrl, 'bench_stocked');

    await createDatabase(adminUrl, 'bench_waiting', 'bench_stocked');
    const [first, ...rest] = orders;
    if (!first) throw new Error('There is no session.');
    const server = await serve(root, settings(postgres.url('bench_waiting')));
    await announce(
      server.url,
      rest.map(({ sessionId }) => sessionId),
    );
    await server.stop();
    await sealDatabase(adminUrl, 'bench_waiting');

    const byHand = await learn(world, first);
    await use({ ...world, orders: rest, byHand });
  } finally {
    await stripe.stop();
    await mailbox.stop();
    await postgres.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function openAndPay(
  stripe: Helper<typeof stripeCalls>,
  settings: Record<string, string>,
  sessions: number,
): Promise<Order[]> {
  const shop = await startHelper<typeof shopCalls>('shop-process', settings);
  try {
    await shop.call('prepare', 10 * sessions);
    const opened = await shop.call('open', sessions);
    const orders = opened.map((session, at) => ({ ...session, email: `buyer-${at}@example.com` }));
    await stripe.call('pay', orders);
    return orders;
  } finally {
    await shop.stop();
  }
}

/**
 * Has the shop fulfil one order and learns from what it wrote how to write it by hand; then does so once.
 *
 * @throws Error where the hand has not written as many rows of each table as the shop
 */
async function learn(
  { settings, onCopy }: Pick<World, 'settings' | 'onCopy'>,
  order: Order,
): Promise<ByHand> {
  const byShop = await onCopy('stocked', async (databaseUrl) => {
    return await observed(databaseUrl, async () => {
      const shop = await startHelper<typeof shopCalls>('shop-process', settings(databaseUrl));
      await shop.call('fulfill', { sessionIds: [order.sessionId], concurrency: 1, seconds: 60 });
      await shop.stop();
    });
  });
  const byHand = learnByHand(byShop.tables, byShop.before, byShop.after, order, byShop.tasks);
  const byUs = await onCopy('stocked', async (databaseUrl) => {
    return await observed(databaseUrl, () => writeByHand(byHand, [order], databaseUrl, 1, 60));
  });
  const wanted = rowCounts(compare(byShop.tables, byShop.before, byShop.after));
  const found = rowCounts(compare(byUs.tables, byUs.before, byUs.after));
  if (wanted.join() !== found.join()) {
    throw new Error(
      `The floor writes other rows than the shop, so nothing can be measured against it.\n  shop: ${wanted.join(', ')}\n  hand: ${found.join(', ')}`,
    );
  }
  return byHand;
}

/** Reads a whole database before and after something happens. */
async function observed(databaseUrl: string, act: () => Promise<unknown>) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await describeTables(client);
    const before = await readContents(client, tables);
    await act();
    const after = await readContents(client, tables);
    const { rows } = await client.query<{ id: string; identifier: string }>(
      'SELECT id::text, identifier FROM graphile_worker._private_tasks',
    );
    return { tables, before, after, tasks: new Map(rows.map(({ id, identifier }) => [id, identifier])) };
  } finally {
    await client.end();
  }
}

/** Writes orders by hand from a process of its own. @returns how many, and in how many seconds */
export async function writeByHand(
  byHand: ByHand,
  orders: Order[],
  databaseUrl: string,
  concurrency: number,
  seconds: number,
): Promise<{ orders: number; seconds: number }> {
  const hand = await startHelper<typeof handCalls>('by-hand-process');
  try {
    return await hand.call('write', { byHand, orders, databaseUrl, concurrency, seconds });
  } finally {
    await hand.stop();
  }
}
