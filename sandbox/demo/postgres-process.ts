import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { type LocalPostgres, startPostgres } from '../postgres';
import { reachableDataDir } from '../postgres/reach';

const patience = 10_000;

/**
 * Starts the demo's PostgreSQL. A server that an earlier demo had to leave behind (it was killed) is stopped first, or
 * its data could not be opened.
 *
 * @param options.reset forgets what the database held
 * @throws if another demo is using this data right now
 */
export async function startDemoPostgres(
  dataDir: string,
  { disposable = false, reset = false },
): Promise<LocalPostgres> {
  const owner = join(dirname(dataDir), 'demo.pid');
  const lock = join(reachableDataDir(dataDir), 'postmaster.pid');
  await stopLeftover(lock, owner);
  if (reset) await rm(dirname(lock), { recursive: true, force: true });
  await mkdir(dirname(dataDir), { recursive: true });
  writeFileSync(owner, String(process.pid));
  try {
    const postgres = await startPostgres({ dataDir, disposable });
    return {
      ...postgres,
      async stop() {
        await postgres.stop();
        await rm(owner, { force: true });
      },
    };
  } catch (error) {
    await rm(owner, { force: true });
    throw error;
  }
}

/** Resolves when the server has taken its lock away, which is the last thing it does. */
async function gone(lock: string): Promise<void> {
  const deadline = Date.now() + patience;
  while (existsSync(lock) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function stopLeftover(lock: string, owner: string): Promise<void> {
  if (!existsSync(lock)) return;
  // The file's lines: process, data directory, start time, port.
  const [pid, , , port] = readFileSync(lock, 'utf8').split('\n').map(Number);
  if (!pid || !port || !(await servesFrom(dirname(lock), port))) return;
  const other = existsSync(owner) ? Number(readFileSync(owner, 'utf8')) : 0;
  if (other && isRunning(other)) {
    throw new Error(
      `The demo is already running, as process ${other}. Stop it first: Ctrl-C there, or kill ${other}`,
    );
  }
  process.kill(pid, 'SIGINT');
  await gone(lock);
}

/** Whether a PostgreSQL on this port answers and keeps its data there: its number alone could be anybody's by now. */
async function servesFrom(dataDir: string, port: number): Promise<boolean> {
  const connectionString = `postgresql://bottega:bottega@127.0.0.1:${port}/postgres`;
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory === dataDir;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
