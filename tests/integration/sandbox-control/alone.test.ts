import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { client, sessionOf } from '../sandbox/harness';

const root = join(import.meta.dirname, '../../..');

/** What `npm run sandbox` runs, with its state in a folder of its own. */
async function start(folder: string, env: Record<string, string> = { PORT: '0' }) {
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
  return {
    words,
    url: /http:\/\/[\d.]+:\d+/.exec(words)?.[0] ?? words,
    stop,
  };
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'bottega-sandbox-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('it says where it is, serves and stops', async () => {
  const { stop, url } = await start(await folder());
  expect((await sessionOf(client(url), 1000)).status).toBe('open');
  expect(await stop()).toBe(0);
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
