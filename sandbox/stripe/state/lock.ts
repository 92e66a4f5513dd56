import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Keeps two sandboxes from writing one journal: the later start would replace the file under the earlier one.
 *
 * @returns what gives the folder back.
 * @throws Error where a process that is alive holds it.
 */
export function lockFolder(dataDir: string): () => void {
  const file = join(dataDir, 'sandbox.pid');
  const holder = readHolder(file);
  if (holder !== null && holder !== process.pid && isAlive(holder)) {
    throw new Error(
      `The sandbox's data in ${dataDir} is in use by process ${holder}. Stop that one first, or delete ${file} if it is no sandbox.`,
    );
  }
  writeFileSync(file, `${process.pid}\n`);
  return () => rmSync(file, { force: true });
}

function readHolder(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    // No file: nobody holds the folder.
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
