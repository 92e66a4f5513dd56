import { type FileHandle, open, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { db } from '../../db';
import { env } from '../../env';
import { sign, verify } from '../../signing';

/** How long a link on the order's page holds; the page mints fresh ones each time it is opened. */
export const linkMinutes = 60;

/** The address a file is fetched from. Make it when the page is rendered, for whoever may see the order in full (I8). */
export function downloadUrl(grantId: string, now = new Date()): string {
  const token = sign('download', grantId, new Date(now.getTime() + linkMinutes * 60_000));
  return `/api/downloads/${grantId}?t=${token}`;
}

/** Whether a link was made for this grant, and when: a forged one is told nothing, an old one where to get another. */
export function checkLink(
  grantId: string,
  token: string | null,
  now = new Date(),
): 'good' | 'expired' | 'forged' {
  if (verify('download', token, now) === grantId) return 'good';
  return verify('download', token, new Date(0)) === grantId ? 'expired' : 'forged';
}

/** A file that a grant opens. */
export interface GrantedFile {
  /** Path inside the storage folder, as the database has it */
  file: string;
  /** What the buyer's browser is to call it */
  name: string;
  mime: string;
}

const grantState = (grant: { revokedAt: Date | null; fulfillment: { state: string } }) =>
  grant.revokedAt || grant.fulfillment.state === 'revoked' ? 'revoked' : 'granted';

/** The file behind a grant, without counting; null where there is no such grant. */
export async function findGrant(
  grantId: string,
): Promise<(GrantedFile & { state: 'granted' | 'revoked' }) | null> {
  const grant = await db().downloadGrant.findUnique({
    where: { id: grantId },
    include: { file: true, fulfillment: { select: { state: true } } },
  });
  if (!grant) return null;
  const { file, name, mime } = grant.file;
  return { file, name, mime, state: grantState(grant) };
}

/**
 * Counts one fetch, in one statement, so that a limit of 20 means 20 however many ask at the same instant.
 *
 * @returns false where the limit is reached or the grant was revoked meanwhile
 */
export async function countFetch(grantId: string): Promise<boolean> {
  const counted = await db().$executeRaw`
    UPDATE download_grant SET count = count + 1, last_fetched_at = now()
    WHERE id = ${grantId}::uuid AND count < "limit" AND revoked_at IS NULL`;
  return counted === 1;
}

/**
 * Whether asking for a later part goes on with a fetch that was counted: the last one is no older than its link can
 * be. It does not count again.
 */
export async function continuesFetch(grantId: string): Promise<boolean> {
  const since = new Date(Date.now() - linkMinutes * 60_000);
  const found = await db().downloadGrant.findFirst({
    where: { id: grantId, revokedAt: null, lastFetchedAt: { gt: since } },
    select: { id: true },
  });
  return found !== null;
}

/**
 * Opens a file of the storage folder. The name comes from the database only, and even so nothing outside the folder
 * can be reached: neither by `..`, nor by an absolute path, nor through a symbolic link.
 *
 * @returns null where there is no such file inside the folder; close the handle when done
 */
export async function openStored(file: string): Promise<FileHandle | null> {
  try {
    const folder = await realpath(env().storageDir);
    const path = await realpath(resolve(folder, file));
    const inside = relative(folder, path);
    if (inside === '' || inside.split(sep)[0] === '..' || isAbsolute(inside)) return null;
    const handle = await open(path, 'r');
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
    return null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return null;
    throw error;
  }
}
