import { chmod, mkdir, mkdtemp, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyNative } from '@/sandbox/postgres/programs';
import { isOpen, isSafe, ownFolder } from '@/sandbox/postgres/reach';

const uid = process.getuid?.() ?? 0;
let scratch = '';
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'bottega-reach-'));
});
afterEach(async () => {
  await rm(scratch, { recursive: true, force: true });
});

const root = { uid: 0, mode: 0o755 };
const home = { uid: 0, mode: 0o700 };
const temporary = { uid: 0, mode: 0o1777 };
const sharedWithoutSticky = { uid: 0, mode: 0o777 };
const mine = { uid: 1000, mode: 0o755 };
const somebodyElses = { uid: 1001, mode: 0o755 };

test.each([
  ['all folders may be entered', [root, mine], true],
  ['one on the way is closed', [mine, home, root], false],
  ['the last one is closed', [home, root], false],
])('%s: others reach it or not', (_, folders, expected) => {
  expect(isOpen(folders)).toBe(expected);
});

test.each([
  ['root and oneself alone can write', [mine, root], true],
  ['everybody writes, but only to what is theirs', [temporary, root], true],
  ['everybody writes to everything', [sharedWithoutSticky, root], false],
  ['it is below a folder of somebody else', [mine, somebodyElses, root], false],
])('%s: it can be trusted or not', (_, folders, expected) => {
  expect(isSafe(folders, 1000)).toBe(expected);
});

test('a folder is made once and taken again', async () => {
  const folder = join(scratch, 'programs');
  expect(ownFolder(folder)).toBe(folder);
  expect(ownFolder(folder)).toBe(folder);
  expect((await stat(folder)).uid).toBe(uid);
});

test.each([
  ['a link somebody planted', (path: string) => symlink(scratch, path)],
  ['a file', (path: string) => writeFile(path, '')],
  [
    'a folder that others may write to',
    async (path: string) => {
      await mkdir(path);
      await chmod(path, 0o777);
    },
  ],
])('%s is not taken for our own folder', async (_, plant) => {
  const path = join(scratch, 'programs');
  await plant(path);
  expect(() => ownFolder(path)).toThrow(`ls -ld ${path}`);
});

async function native(): Promise<{ folder: string; version: string }> {
  const folder = join(scratch, 'native');
  for (const part of ['bin', 'lib', 'share'])
    await mkdir(join(folder, part), { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'bin/postgres'), '#!/bin/sh\n', { mode: 0o700 });
  await writeFile(join(folder, 'lib/libpq.so.5.18'), 'library', { mode: 0o600 });
  await writeFile(join(folder, 'share/postgres.bki'), 'catalogue', { mode: 0o600 });
  await symlink('libpq.so.5.18', join(folder, 'lib/libpq.so.5'));
  return { folder, version: '18' };
}

test('of several that copy PostgreSQL at once, all get the same whole copy, which everybody can read', async () => {
  const original = await native();
  const place = join(scratch, 'place');
  await mkdir(place);
  const copies = await Promise.all([1, 2, 3, 4].map(() => copyNative(original, place)));
  expect(new Set(copies)).toEqual(new Set([join(place, '18')]));
  const copy = copies[0] ?? '';
  expect(await readlink(join(copy, 'lib/libpq.so.5'))).toBe('libpq.so.5.18');
  expect((await stat(join(copy, 'bin/postgres'))).mode & 0o777).toBe(0o755);
  expect((await stat(join(copy, 'share/postgres.bki'))).mode & 0o777).toBe(0o644);
  expect((await stat(join(copy, 'lib'))).mode & 0o777).toBe(0o755);
});

test('a whole copy is used again, one that lost a file is made afresh', async () => {
  const original = await native();
  const made = async () => (await stat(await copyNative(original, scratch))).ino;
  const first = await made();
  expect(await made()).toBe(first);
  await rm(join(scratch, '18/share/postgres.bki'));
  expect(await made()).not.toBe(first);
  expect((await stat(join(scratch, '18/share/postgres.bki'))).isFile()).toBe(true);
});
