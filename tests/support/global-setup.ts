import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../sandbox/postgres';
import { buildTemplate } from './template';
import { dropDatabase, type TestServer } from './test-server';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer;
    /** The account at the stand-in for Stripe that goes with the template. */
    account: string;
  }
}

/**
 * Gives the database suites one PostgreSQL and a template database with the schema, the queue and the catalogue, which
 * each test file clones, and the account at the stand-in for Stripe that goes with it. The server is that of `TEST_POSTGRES_URL` where it is set (any database on it, for a user
 * who may create databases), else one of our own that is thrown away.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = `bottega_test_${randomUUID().slice(0, 8)}`;
  const named = process.env.TEST_POSTGRES_URL?.trim();
  if (named) {
    const server: TestServer = { adminUrl: named, template };
    project.provide('account', await buildTemplate(server));
    project.provide('postgres', server);
    return () => dropDatabase(named, template);
  }
  const scratch = await mkdtemp(join(tmpdir(), 'bottega-test-'));
  const postgres = await startPostgres({ dataDir: join(scratch, 'postgres'), disposable: true });
  const remove = async () => {
    await postgres.stop();
    await rm(scratch, { recursive: true, force: true });
  };
  try {
    const server: TestServer = { adminUrl: postgres.url('postgres'), template };
    project.provide('account', await buildTemplate(server));
    project.provide('postgres', server);
  } catch (error) {
    await remove();
    throw error;
  }
  return remove;
}
