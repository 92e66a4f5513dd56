import pg from 'pg';

/** The PostgreSQL of a test run, as the test files are told of it. */
export interface TestServer {
  /** Connection string of a database on which databases may be created. */
  adminUrl: string;
  /** Name of the database that each file clones. */
  template: string;
}

/** The same server's address, with another database. */
export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Does something on a connection of its own to the database at this address. */
export async function administer<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** Makes an empty database, or a clone of `template`, which must have no connections. */
export async function createDatabase(adminUrl: string, name: string, template?: string): Promise<void> {
  await administer(adminUrl, async (client) => {
    const from = template ? ` TEMPLATE ${client.escapeIdentifier(template)} STRATEGY file_copy` : '';
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}${from}`);
  });
}

/** Drops the database even while somebody is connected to it. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await administer(adminUrl, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`),
  );
}

/**
 * Closes a database to everyone: from then on it is only cloned. The migration engine keeps a pooled connection for a
 * while, and a template may have none.
 */
export async function sealDatabase(adminUrl: string, name: string): Promise<void> {
  await administer(adminUrl, async (client) => {
    await client.query(`ALTER DATABASE ${client.escapeIdentifier(name)} ALLOW_CONNECTIONS false`);
    await client.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [
      name,
    ]);
  });
}

/** The connections open on a database, as PostgreSQL lists them: their last statements, those that work first. */
export async function openConnections(adminUrl: string, name: string): Promise<string[]> {
  const { rows } = await administer(adminUrl, (client) =>
    client.query<{ query: string }>(
      `SELECT query FROM pg_stat_activity WHERE datname = $1 ORDER BY state <> 'idle' DESC, query_start DESC`,
      [name],
    ),
  );
  return rows.map((row) => row.query);
}
