import pg from 'pg';
import { until } from '../support/wait';
import { residentOf } from './memory';
import type { Measured } from './server';

/** What one round of a series measured. */
export type Sample = Record<string, number>;

/** A connection of the bench's own. */
export async function connected(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return client;
}

/** Counts the orders fulfilled from now on, by their IDs, which grow with time: a million others are not read. */
export async function fulfilledIn(databaseUrl: string) {
  const client = await connected(databaseUrl);
  const { rows: newest } = await client.query<{ id: string }>(
    'SELECT id FROM orders ORDER BY id DESC LIMIT 1',
  );
  const since = newest[0]?.id ?? '00000000-0000-0000-0000-000000000000';
  return {
    async count() {
      const { rows } = await client.query<{ count: number }>({
        name: 'fulfilled',
        text: `SELECT count(*)::int AS count FROM orders WHERE id > $1 AND fulfillment = 'fulfilled'`,
        values: [since],
      });
      return rows[0]?.count ?? 0;
    },
    stop: () => client.end(),
  };
}

/**
 * Watches a backlog being worked off, from the first order on, until all are done or the time is over.
 *
 * @returns orders and mails a second, and by how much the memory of the process grew in the second half
 */
export async function watchOrders(
  databaseUrl: string,
  all: number,
  seconds: number,
  beside: { mails?: () => Promise<number>; process?: Measured } = {},
): Promise<Sample> {
  const watch = await fulfilledIn(databaseUrl);
  let size = { at: 0, is: 0 };
  const look = async () => {
    const at = performance.now() / 1000;
    // Looking takes processor time, too: once a second is enough.
    if (beside.process && at - size.at >= 1) size = { at, is: await residentOf(beside.process.pid) };
    return { at, orders: await watch.count(), mails: (await beside.mails?.()) ?? 0, size: size.is };
  };
  try {
    const looks = [await look()];
    await until(
      'the first order to be fulfilled',
      async () => {
        looks[0] = await look();
        return looks[0].orders > 0;
      },
      60_000,
    );
    const [first] = looks;
    if (!first) throw new Error('Nothing was seen.');
    let last = first;
    await until(
      'the backlog to be worked off',
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        last = await look();
        looks.push(last);
        return last.orders >= all || last.at - first.at >= seconds;
      },
      (seconds + 60) * 1000,
    );
    const took = last.at - first.at;
    const half = looks[Math.floor(looks.length / 2)]?.size ?? 0;
    return {
      rate: (last.orders - first.orders) / took,
      mails: (last.mails - first.mails) / took,
      orders: last.orders,
      growth: half > 0 ? last.size / half : 1,
    };
  } finally {
    await watch.stop();
  }
}

/** Waits for the mails of orders that are done. @returns how many a second came, or none where none was left to come */
export async function watchMails(
  received: () => Promise<number>,
  all: number,
  seconds: number,
): Promise<number> {
  const start = performance.now();
  const before = await received();
  if (before >= all) return Number.NaN;
  const elapsed = () => (performance.now() - start) / 1000;
  let now = before;
  await until(
    'the mails to be sent',
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      now = await received();
      return now >= all || elapsed() >= seconds;
    },
    (seconds + 60) * 1000,
  );
  return (now - before) / elapsed();
}

/** How many rows each of these tables has. */
export async function rowsIn(
  databaseUrl: string,
  tables: Record<string, number>,
): Promise<Record<string, number>> {
  const client = await connected(databaseUrl);
  try {
    const counts: Record<string, number> = {};
    for (const table of Object.keys(tables)) {
      const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
      counts[table] = rows[0]?.count ?? 0;
    }
    return counts;
  } finally {
    await client.end();
  }
}

/**
 * How many rows are too many, or lack, after all of it was done once: every table grows by as many rows as its orders
 * have. One in which mails leave a trace has one more for each that went.
 */
export function rowsAmiss(
  before: Record<string, number>,
  after: Record<string, number>,
  perOrder: Record<string, number>,
  mails: number,
): number {
  const grown = (table: string) => (after[table] ?? 0) - (before[table] ?? 0);
  const orders = grown('public.orders');
  return Object.entries(perOrder).reduce((sum, [table, rows]) => {
    const surplus = grown(table) - orders * rows;
    return rows === 0 ? sum : sum + Math.min(Math.abs(surplus), Math.abs(surplus - mails));
  }, 0);
}
