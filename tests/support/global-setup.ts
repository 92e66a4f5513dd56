import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../sandbox/postgres';
import { synchronise } from './synchronised';
import { buildTemplate } from './template';
import { dropDatabase, type TestServer } from './test-server';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer;
    /** The account at the stand-in for Stripe that goes with the template. */
    account: string;
  }
}

interface Ground {
  server: TestServer;
  account: string;
  remove(): Promise<void>;
}

/** Both kinds of database files stand on one server: this is loaded once for each, in one process. */
const shared = globalThis as typeof globalThis & { bottegaGround?: { users: number; laid: Promise<Ground> } };

/**
 * Gives the database suites one PostgreSQL and a template database with the schema, the queue and the catalogue, which
 * each test file clones, and the account at the stand-in for Stripe that goes with it. The server is that of
 * `TEST_POSTGRES_URL` where it is set (any database on it, for a user who may create databases), else one of our own
 * that is thrown away.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.bottegaGround ??= { users: 0, laid: lay() };
  const ground = shared.bottegaGround;
  ground.users += 1;
  const { server, account, remove } = await ground.laid;
  project.provide('postgres', server);
  project.provide('account', account);
  return async () => {
    ground.users -= 1;
    if (ground.users === 0) await remove();
  };
}

async function lay(): Promise<Ground> {
  const template = `bottega_test_${randomUUID().slice(0, 8)}`;
  const named = process.env.TEST_POSTGRES_URL?.trim();
  if (named) {
    const server = { adminUrl: named, template };
    const remove = async () => {
      for (const name of [template, seededOf(server)]) await dropDatabase(named, name);
    };
    return { server, account: await fill(server), remove };
  }
  const scratch = await mkdtemp(join(tmpdir(), 'bottega-test-'));
  const postgres = await startPostgres({ dataDir: join(scratch, 'postgres'), disposable: true });
  const remove = async () => {
    await postgres.stop();
    await rm(scratch, { recursive: true, force: true });
  };
  try {
    const server = { adminUrl: postgres.url('postgres'), template };
    return { server, account: await fill(server), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

const seededOf = ({ template }: TestServer): string => `${template}_seeded`;

async function fill(server: TestServer): Promise<string> {
  const seeded = seededOf(server);
  await buildTemplate({ adminUrl: server.adminUrl, template: seeded });
  return await synchronise(server, seeded);
}
