import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { client, sessionOf } from '../sandbox/harness';

const root = join(import.meta.dirname, '../../..');

/**
 * For how long a process was ready to run and had no processor, in milliseconds: what other processes cost it.
 * Where the system does not tell (only Linux does), 0.
 */
async function waited(pid: number | undefined): Promise<number> {
  const [, nanoseconds] = (await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '')).split(' ');
  return Number(nanoseconds ?? 0) / 1e6;
}

/** What `npm run sandbox` runs, with its state in a folder of its own. */
async function start(folder: string, env: Record<string, string> = { PORT: '0' }) {
  const started = performance.now();
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'sandbox/stripe/main.ts'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    return code;
  };
  onTestFinished(() => stop());
  let words = '';
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (said) => {
      words += said;
      resolve();
    });
    child.stderr?.on('data', (said) => {
      words += said;
    });
    child.once('close', () => resolve());
  });
  const ready = performance.now() - started - (await waited(child.pid));
  return {
    words,
    url: /http:\/\/[\d.]+:\d+/.exec(words)?.[0] ?? words,
    /** Milliseconds from the start to its first words, less what other processes took of them. */
    ready,
    stop,
  };
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'bottega-sandbox-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('it is ready in under a second, and serves and stops', async () => {
  const path = await folder();
  const times: number[] = [];
  // Other tests share the machine: what counts is how fast it can be.
  for (let run = 0; run < 8 && Math.min(...times) >= 1000; run++) {
    const { ready, stop, url } = await start(path);
    times.push(ready);
    expect((await sessionOf(client(url), 1000)).status).toBe('open');
    expect(await stop()).toBe(0);
  }
  expect(Math.min(...times)).toBeLessThan(1000);
});

test('started again it has what it had', async () => {
  const path = await folder();
  const first = await start(path);
  const { id } = await sessionOf(client(first.url), 1000);
  await first.stop();
  const second = await start(path);
  expect((await client(second.url).checkout.sessions.retrieve(id)).amount_total).toBe(1000);
});

test('where its port is taken it says which command takes another', async () => {
  const { url } = await start(await folder());
  const port = new URL(url).port;
  const second = await start(await folder(), { PORT: port });
  expect(second.words).toContain(`Port ${port} is taken. Choose another: PORT=4011 npm run sandbox`);
});
