import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const isRoot = process.getuid?.() === 0;

/** What a folder's owner and mode have to do with who may enter it, and who may change what lies in it. */
export type FolderRights = Pick<Stats, 'uid' | 'mode'>;

const othersEnter = 0o001;
const othersWrite = 0o022;
const sticky = 0o1000;

/** Whether every user may pass through all of these folders. */
export function isOpen(folders: FolderRights[]): boolean {
  return folders.every(({ mode }) => (mode & othersEnter) !== 0);
}

/** Whether nobody but root and `uid` can rename or replace what `uid` puts at the end of these folders. */
export function isSafe(folders: FolderRights[], uid: number): boolean {
  return folders.every(
    (folder) =>
      (folder.uid === 0 || folder.uid === uid) &&
      ((folder.mode & othersWrite) === 0 || (folder.mode & sticky) !== 0),
  );
}

/** The rights of the folder, as far as it exists, and of all above it; a link counts as what it leads to. */
function rightsAlong(folder: string): FolderRights[] {
  let path = resolve(folder);
  while (!existsSync(path)) path = dirname(path);
  path = realpathSync(path);
  const rights = [statSync(path)];
  for (; path !== dirname(path); path = dirname(path)) rights.push(statSync(dirname(path)));
  return rights;
}

/** Whether the folder, existing or to be made, can be entered by every user of this machine. */
export const isOpenFolder = (folder: string): boolean => isOpen(rightsAlong(folder));

/**
 * Folders for temporary files which every user can reach, and in which nobody can replace what is ours.
 *
 * @throws with what to do where this machine has none
 */
export function openFolders(): string[] {
  const uid = process.getuid?.() ?? 0;
  const folders = [...new Set([tmpdir(), '/tmp', '/var/tmp'].map((folder) => resolve(folder)))].filter(
    (folder) => existsSync(folder) && isOpenFolder(folder) && isSafe(rightsAlong(folder), uid),
  );
  if (folders.length > 0) return folders;
  throw new Error(
    'PostgreSQL runs as a system user of its own, and this machine has no temporary folder which that user can reach. Set TMPDIR to a folder with mode 1777, or start this as an ordinary user.',
  );
}

/**
 * Makes a folder that belongs to this process's user and that nobody else can write to, or takes the one that is there.
 *
 * @throws where something else has that name already: another user may have put it there for us to trust
 */
export function ownFolder(folder: string): string {
  try {
    mkdirSync(folder, { mode: 0o711 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const found = lstatSync(folder);
  if (found.isDirectory() && found.uid === process.getuid?.() && (found.mode & othersWrite) === 0)
    return folder;
  throw new Error(
    `${folder} is there already, but it is not a folder that only this user can write to, so what lies in it cannot be trusted. Look whose it is (ls -ld ${folder}), remove it, and start again.`,
  );
}

/**
 * Where the data of `dataDir` really lies. PostgreSQL refuses to run as root, so for root it runs as a system
 * user of its own, which cannot reach a folder below a closed home such as /root: then it lies in the
 * system's temporary folder, under a name made from the path.
 */
export function reachableDataDir(dataDir: string): string {
  const wished = resolve(dataDir);
  // The folder right above the data is ours to open.
  if (!isRoot || isOpenFolder(dirname(dirname(wished)))) return wished;
  const name = createHash('sha256').update(wished).digest('hex').slice(0, 12);
  return join(openFolders()[0] ?? tmpdir(), `bottega-${name}`, 'postgres');
}
