import { createHash, randomBytes } from 'node:crypto';

/** Cookie that tells one browser from another, so that only the one that bought sees the order in full (I8). */
export const browserCookie = 'bottega_browser';

/** A new ID for a browser: 192 random bits, never derived from anything. */
export const newBrowserId = (): string => randomBytes(24).toString('base64url');

/** What the database keeps of a browser's ID: enough to recognise it, useless to impersonate it. */
export const hashBrowserId = (browserId: string): string =>
  createHash('sha256').update(browserId).digest('hex');
