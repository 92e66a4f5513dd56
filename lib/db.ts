import pg from 'pg';
import { env } from './env';
import { type Prisma, PrismaClient } from './generated/prisma/client';
import { Int8AsNumber, int8Types } from './int8';
import { log } from './log';

/** A Prisma client bound to one transaction: what `grant`, `transition` and the like are given. */
export type Tx = Prisma.TransactionClient;

/** A statement that each connection prepares once, under its name. */
export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

/** A transaction whose statements are sent without waiting for the answers of those before them. */
export interface Pipeline {
  /** Sends a statement; resolves to its rows. A failure of one fails the transaction, and all that follow. */
  send<Row>(statement: Statement): Promise<Row[]>;
}

interface Connections {
  pool: pg.Pool;
  prisma: PrismaClient;
  /** Made when first asked for: not every process fulfils orders. */
  pipelines?: pg.Pool;
}

// A connection that breaks (the database restarts) is replaced; without a listener it ends the process.
function outliveLostConnections(pool: pg.Pool): pg.Pool {
  const lost = (error: Error) => log.warn({ part: 'db', error: error.message }, 'connection lost');
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}

const store = globalThis as typeof globalThis & { bottegaConnections?: Connections };

/** One pool per process, kept over Next's hot reloads and shared by every bundle of the server. */
function connections(): Connections {
  if (!store.bottegaConnections) {
    const pool = new pg.Pool({
      connectionString: env().databaseUrl,
      // The worker's jobs read and write in batches, and it listens on four connections (lib/jobs/worker.ts).
      max: 40,
      connectionTimeoutMillis: 5_000,
      // Prisma's adapter reads timestamps as UTC whatever zone the server would print them in.
      options: '-c timezone=UTC',
      types: int8Types,
    });
    outliveLostConnections(pool);
    store.bottegaConnections = { pool, prisma: new PrismaClient({ adapter: new Int8AsNumber(pool) }) };
  }
  return store.bottegaConnections;
}

/** The pool of plain connections, for statements that must be as fast as they can be (the webhook) and for the queue. */
export const pool = (): pg.Pool => connections().pool;

/** As many orders, or batches of orders, as are written at one time: more would wait for the disk, and for stock. */
const maxPipelines = 8;

/** The pool of connections that send statements without waiting for answers, for fulfilling orders (transact.ts). */
export function pipelinePool(): pg.Pool {
  const open = connections();
  open.pipelines ??= outliveLostConnections(
    new pg.Pool({
      connectionString: env().databaseUrl,
      max: maxPipelines,
      connectionTimeoutMillis: 15_000,
      pipeline: true,
      // Every statement is prepared and finds its rows by index: planning one again for its values takes longer than
      // running it, and so does compiling it.
      options: '-c timezone=UTC -c plan_cache_mode=force_generic_plan -c jit=off',
    } satisfies pg.PoolConfig),
  );
  return open.pipelines;
}

/** The Prisma client, for everything else. */
export const db = (): PrismaClient => connections().prisma;

/** Closes every connection; for scripts and tests, which end. */
export async function disconnect(): Promise<void> {
  const open = store.bottegaConnections;
  if (!open) return;
  store.bottegaConnections = undefined;
  await open.prisma.$disconnect();
  await open.pool.end().catch(() => {});
  await open.pipelines?.end().catch(() => {});
}
