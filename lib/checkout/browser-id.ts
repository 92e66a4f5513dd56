import { createHash, randomBytes } from 'node:crypto';

/** A new ID for a browser: 192 random bits, never derived from anything. */
export const newBrowserId = (): string => randomBytes(24).toString('base64url');

/** Whether a value from outside can be an ID that `newBrowserId` made. */
export const isBrowserId = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w-]{32}$/.test(value);

/** What the database keeps of a browser's ID: enough to recognise it, useless to impersonate it. */
export const hashBrowserId = (browserId: string): string =>
  createHash('sha256').update(browserId).digest('hex');
