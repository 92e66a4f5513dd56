import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../../sandbox/postgres';
import { applySettings, testSettings } from '../../support/settings';
import { buildTemplate } from '../../support/template';
import { createDatabase, databaseUrl } from '../../support/test-server';
import type { Player } from '../play';

/** Lets schedules be played on a PostgreSQL of their own, with the shop's schema; it is thrown away after. */
export async function withPostgres<T>(use: (playOne: Player) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'bottega-simulate-'));
  const postgres = await startPostgres({ dataDir: join(scratch, 'postgres'), disposable: true });
  try {
    const adminUrl = postgres.url('postgres');
    const [template, database] = [randomUUID(), randomUUID()].map((id) => `simulate_${id.slice(0, 8)}`);
    if (!template || !database) throw new Error('no name for a database');
    await buildTemplate({ adminUrl, template });
    await createDatabase(adminUrl, database, template);
    applySettings({ ...testSettings, DATABASE_URL: databaseUrl(adminUrl, database) });
    const { playOnPostgres } = await import('./play-postgres');
    return await use(playOnPostgres);
  } finally {
    const { db, pool, pipelinePool } = await import('../../../lib/db');
    await db().$disconnect();
    await Promise.all([pool().end(), pipelinePool().end()]);
    await postgres.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}
