import { cookies } from 'next/headers';
import { env } from '../env';
import { browserCookie, hashBrowserId, newBrowserId } from './browser-id';

const oneYear = 60 * 60 * 24 * 365;

/** The ID of the browser that asks, or null if it has never started a checkout. */
export const readBrowserId = async (): Promise<string | null> =>
  (await cookies()).get(browserCookie)?.value || null;

/** What the database knows the browser by; null like `readBrowserId`. */
export async function readBrowserHash(): Promise<string | null> {
  const id = await readBrowserId();
  return id && hashBrowserId(id);
}

/** The browser's ID, given to it now if it has none (I8). Only in server actions and route handlers. */
export async function ensureBrowserId(): Promise<string> {
  const known = await readBrowserId();
  if (known) return known;
  const id = newBrowserId();
  (await cookies()).set(browserCookie, id, {
    httpOnly: true,
    sameSite: 'lax',
    secure: env().appUrl.startsWith('https:'),
    path: '/',
    maxAge: oneYear,
  });
  return id;
}
