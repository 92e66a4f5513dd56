import { cookies } from 'next/headers';
import { env } from '../env';
import { day } from '../time';
import { hashBrowserId, isBrowserId, newBrowserId } from './browser-id';

const oneYear = (365 * day) / 1000;

/**
 * The cookie that tells one browser from another, so that only the one that bought sees the order in full (I8). Over
 * HTTPS its prefix makes browsers refuse it from any other host: nobody can plant an ID they know on a neighbouring
 * subdomain. https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
 */
function browserCookie(): { name: string; secure: boolean } {
  const secure = env().appUrl.startsWith('https:');
  return { name: secure ? '__Host-bottega_browser' : 'bottega_browser', secure };
}

/** The ID of the browser that asks, or null if it has never started a checkout. What is not an ID of ours is none. */
export async function readBrowserId(): Promise<string | null> {
  const value = (await cookies()).get(browserCookie().name)?.value;
  return isBrowserId(value) ? value : null;
}

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
  const { name, secure } = browserCookie();
  (await cookies()).set(name, id, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: oneYear });
  return id;
}
