import pg from 'pg';
import { env } from './env';
import { type Prisma, PrismaClient } from './generated/prisma/client';
import { Int8AsNumber, int8Types } from './int8';
import { log } from './log';

/** A Prisma client bound to one transaction: what `grant`, `transition` and the like are given. */
export type Tx = Prisma.TransactionClient;

interface Connections {
  pool: pg.Pool;
  prisma: PrismaClient;
}

const store = globalThis as typeof globalThis & { bottegaConnections?: Connections };

/** One pool per process, kept over Next's hot reloads and shared by every bundle of the server. */
function connections(): Connections {
  if (!store.bottegaConnections) {
    const pool = new pg.Pool({
      connectionString: env().databaseUrl,
      // The worker runs 16 jobs at a time and listens on four connections (lib/jobs/worker.ts); the rest is for visits.
      max: 40,
      connectionTimeoutMillis: 5_000,
      // Prisma's adapter reads timestamps as UTC whatever zone the server would print them in.
      options: '-c timezone=UTC',
      types: int8Types,
    });
    // A connection that breaks (the database restarts) is replaced; without a listener it ends the process.
    const lost = (error: Error) => log.warn({ part: 'db', error: error.message }, 'connection lost');
    pool.on('error', lost);
    pool.on('connect', (client) => client.on('error', lost));
    store.bottegaConnections = { pool, prisma: new PrismaClient({ adapter: new Int8AsNumber(pool) }) };
  }
  return store.bottegaConnections;
}

/** The pool of plain connections, for statements that must be as fast as they can be (the webhook) and for the queue. */
export const pool = (): pg.Pool => connections().pool;

/** The Prisma client, for everything else. */
export const db = (): PrismaClient => connections().prisma;

/** Closes every connection; for scripts and tests, which end. */
export async function disconnect(): Promise<void> {
  const open = store.bottegaConnections;
  if (!open) return;
  store.bottegaConnections = undefined;
  await open.prisma.$disconnect();
  await open.pool.end().catch(() => {});
}
