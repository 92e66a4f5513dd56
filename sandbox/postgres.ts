import { existsSync } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { postgresPrograms } from './postgres/programs';
import { isRoot, ownFolder, reachableDataDir } from './postgres/reach';
import { account, initialise, serve } from './postgres/server';
import { postgresIdentity } from './postgres/system-user';
import { trouble } from './trouble';

/** A PostgreSQL of our own, out of an npm package: for the demo, for development and for the tests. */
export interface LocalPostgres {
  /** Connection string of a database on this server. */
  url(database: string): string;
  /** Makes the database unless it exists; `template` clones another one, which must have no connections. */
  createDatabase(name: string, template?: string): Promise<void>;
  dropDatabase(name: string): Promise<void>;
  /** Where its data really lies. */
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** A TCP port nobody listens on at the moment, on the loopback address. */
export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/**
 * Starts PostgreSQL in `dataDir` (initialised at first use) on the loopback address.
 *
 * @param options.port 0 picks a free one
 * @param options.disposable the data need not survive a power cut, nor `stop`: faster, for tests
 * @throws with what to do and the server's own last words if it does not come up
 */
export async function startPostgres(options: {
  dataDir: string;
  port?: number;
  disposable?: boolean;
}): Promise<LocalPostgres> {
  const { disposable = false } = options;
  const dataDir = reachableDataDir(options.dataDir);
  // What had to lie elsewhere is not removed with the folder that was asked for.
  let ours = false;
  const discard = async () => {
    if (disposable && ours) await rm(dirname(dataDir), { recursive: true, force: true });
  };
  let port = 0;
  let server: { stop(): Promise<void> };
  try {
    port = options.port || (await freePort());
    if (dataDir !== resolve(options.dataDir)) {
      ownFolder(dirname(dataDir));
      ours = true;
    }
    await mkdir(dirname(dataDir), { recursive: true });
    if (isRoot) await chmod(dirname(dataDir), 0o711);
    const identity = await postgresIdentity();
    const programs = await postgresPrograms(identity);
    if (!existsSync(join(dataDir, 'PG_VERSION'))) {
      await initialise(programs, identity, dataDir, disposable);
    }
    server = await serve(programs, identity, dataDir, {
      port: String(port),
      listen_addresses: '127.0.0.1',
      max_connections: '200',
      unix_socket_directories: '',
      ...(disposable ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
    });
  } catch (error) {
    await discard();
    throw trouble('PostgreSQL did not start.', error);
  }
  const url = (database: string) =>
    `postgresql://${account.user}:${account.password}@127.0.0.1:${port}/${database}`;

  async function administer(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: url('postgres') });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  return {
    url,
    dataDir,
    async createDatabase(name, template) {
      const client = new pg.Client({ connectionString: url('postgres') });
      await client.connect();
      try {
        const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
        if (found.rowCount) return;
        const from = template ? ` TEMPLATE ${client.escapeIdentifier(template)} STRATEGY file_copy` : '';
        await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}${from}`);
      } finally {
        await client.end();
      }
    },
    async dropDatabase(name) {
      await administer(`DROP DATABASE IF EXISTS "${name.replaceAll('"', '""')}" WITH (FORCE)`);
    },
    async stop() {
      await server.stop();
      await discard();
    },
  };
}
