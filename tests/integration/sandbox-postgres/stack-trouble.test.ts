import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startStack } from '@/sandbox/demo/stack';
import { startPostgres } from '@/sandbox/postgres';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bottega-trouble-'));
  folders.push(folder);
  return folder;
}

const start = (dataDir: string) =>
  startStack({ dataDir, mode: 'start', ports: { shop: 0, sandbox: 0 }, disposable: true });

test('where the data cannot be kept, PostgreSQL is named, with what is in the way', async () => {
  const file = join(await scratch(), 'data');
  await writeFile(file, 'not a folder');
  await expect(start(file)).rejects.toThrow(/^PostgreSQL did not start\. At .*data lies something else/);
});

test('where the mailbox does not start, it is named, and PostgreSQL is stopped again', async () => {
  const dataDir = await scratch();
  await writeFile(join(dataDir, 'mail'), 'not a folder');
  await expect(start(dataDir)).rejects.toThrow(/^The mailbox did not start\. At .*mail lies something else/);
  expect(existsSync(join(dataDir, 'postgres/PG_VERSION'))).toBe(true);
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
});

test('where the stand-in does not start, it is named, and PostgreSQL is stopped again', async () => {
  const dataDir = await scratch();
  await writeFile(join(dataDir, 'stripe'), 'not a folder');
  await expect(start(dataDir)).rejects.toThrow(/^The stand-in for Stripe did not start\./);
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
});

test('data that is none is left alone, and named', async () => {
  const dataDir = join(await scratch(), 'postgres');
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'letter.txt'), 'dear');
  await expect(startPostgres({ dataDir, disposable: true })).rejects.toThrow(
    /^PostgreSQL did not start\. Where its data belongs lies something else/,
  );
  expect(existsSync(join(dataDir, 'letter.txt'))).toBe(true);
});

test('PostgreSQL on a port that is taken says so instead of ending in a stack', async () => {
  const dataDir = join(await scratch(), 'postgres');
  const first = await startPostgres({ dataDir: join(await scratch(), 'postgres'), disposable: true });
  try {
    const port = Number(new URL(first.url('postgres')).port);
    await expect(startPostgres({ dataDir, port, disposable: true })).rejects.toThrow(
      /^PostgreSQL did not start\. Its port was taken/,
    );
  } finally {
    await first.stop();
  }
});
