import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { isOfEarlierSchema } from '@/sandbox/demo/earlier-schema';
import { startPostgres } from '@/sandbox/postgres';

test('a database made by migrations that are gone is known, an empty one and one of today are not', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'earlier-schema-'));
  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres'), disposable: true });
  try {
    await postgres.createDatabase('shop');
    const url = postgres.url('shop');
    expect(await isOfEarlierSchema(url)).toBe(false);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('CREATE TABLE _prisma_migrations (migration_name text)');
    expect(await isOfEarlierSchema(url)).toBe(false);
    await client.query(`INSERT INTO _prisma_migrations VALUES ('20200101000000_gone')`);
    expect(await isOfEarlierSchema(url)).toBe(true);
    await client.end();
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
