import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { smallHeap } from '../../lib/jobs/worker-command';
import { freePort } from '../../sandbox/postgres';
import { until } from '../support/wait';
import { familyOf, isAnyLeft } from './memory';

export const root = join(import.meta.dirname, '../..');
const next = join(root, 'node_modules/next/dist/bin/next');

/** A process that is measured. */
export interface Measured {
  readonly pid: number;
  /** Lets it, and what it started, finish what they are busy with. */
  stop(): Promise<void>;
}

/** Builds the Next project in a folder for production; the shop with what runs beside it (`npm run build`). */
export async function build(folder: string): Promise<void> {
  const command = folder === root ? ['--import', 'tsx', 'scripts/build.ts'] : [next, 'build'];
  const child = spawn(process.execPath, command, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the build failed in ${folder}`);
}

/** Serves the production build in a folder on a free port. @param flags Node's own */
export async function serve(
  folder: string,
  settings: Record<string, string> = {},
  flags: string[] = [],
): Promise<Measured & { url: string }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [...flags, ...smallHeap(), next, 'start', '-p', String(port)], {
    cwd: folder,
    env: { ...process.env, ...settings, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await until('the server to answer', async () => {
    if (child.exitCode !== null) throw new Error('the server ended before it answered');
    return await fetch(`${url}/api/webhook`).then(
      () => true,
      () => false,
    );
  });
  return { url, ...measured(child) };
}

/** `npm run worker`. @param flags Node's own */
export function startWorker(settings: Record<string, string>, flags: string[] = []): Measured {
  const child = spawn(process.execPath, [...flags, ...smallHeap(), 'scripts/built.mjs', 'worker'], {
    cwd: root,
    env: { ...process.env, ...settings, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return measured(child);
}

const measured = (child: ChildProcess): Measured => ({
  pid: child.pid ?? 0,
  async stop() {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const family = await familyOf(child.pid ?? 0);
    child.kill('SIGTERM');
    await once(child, 'exit');
    // A server may end before the worker it started has finished its jobs.
    await until('what it started to end', async () => !(await isAnyLeft(family)));
  },
});
