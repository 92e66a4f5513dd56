import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isRoot } from './reach';

const run = promisify(execFile);

/** Whom a program runs as; without them, as this process does. */
export interface Identity {
  uid?: number;
  gid?: number;
}

const name = 'postgres';

async function lookUp(): Promise<Identity | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/**
 * Returns whom PostgreSQL runs as: this process's own user, or, for root, the system user `postgres`, which is made
 * where the machine has none.
 *
 * @throws with what to do where it cannot be made
 */
export async function postgresIdentity(): Promise<Identity> {
  if (!isRoot) return {};
  const found = await lookUp();
  if (found) return found;
  let cause: unknown;
  // Several processes may make the user at once: one of them wins, and the others find what it made.
  for (let tries = 0; tries < 5; tries++) {
    try {
      await run('groupadd', ['--system', '--force', name]);
      await run('useradd', ['--system', '--gid', name, '--no-create-home', name]);
    } catch (error) {
      cause = error;
    }
    const made = await lookUp();
    if (made) return made;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and the system user "${name}" could not be made for it. Make one (Debian: adduser --system --group ${name}), or start this as an ordinary user.`,
    { cause },
  );
}
