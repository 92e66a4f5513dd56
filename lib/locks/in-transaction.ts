import { db, type Tx } from '../db';
import { Prisma } from '../generated/prisma/client';

/** Runs a transaction, and again where PostgreSQL chose it as the victim of a deadlock. */
export async function inTransaction<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await db().$transaction(run, { maxWait: 15_000, timeout: 30_000 });
    } catch (error) {
      const conflict = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034';
      if (!conflict || tries === 3) throw error;
    }
  }
}
