import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from './env';

/** What a signed value is for: a signature made for one purpose is worthless for another. */
export type Purpose = 'cart' | 'browser' | 'order' | 'download' | 'access' | 'orders';

function signature(purpose: Purpose, body: string): Buffer {
  return createHmac('sha256', env().authSecret).update(`${purpose}\n${body}`).digest();
}

/**
 * Signs a short text so that it can travel through a cookie or a link and come back believed.
 *
 * @param expiresAt after this it is refused; leave it out for links that hold for good
 * @returns a URL-safe token: body, expiry and signature, separated by dots. The body can be read by anyone.
 */
export function sign(purpose: Purpose, text: string, expiresAt?: Date): string {
  const expiry = expiresAt ? Math.floor(expiresAt.getTime() / 1000).toString(36) : '';
  const body = `${Buffer.from(text).toString('base64url')}.${expiry}`;
  return `${body}.${signature(purpose, body).toString('base64url')}`;
}

/** The text that was signed, or null for a token that is malformed, tampered with, made for another purpose or expired. */
export function verify(purpose: Purpose, token: string | undefined | null, now = new Date()): string | null {
  const [text, expiry, mark, ...rest] = (token ?? '').split('.');
  if (text === undefined || expiry === undefined || !mark || rest.length > 0) return null;
  const expected = signature(purpose, `${text}.${expiry}`);
  const given = Buffer.from(mark, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  if (expiry && Number.parseInt(expiry, 36) * 1000 <= now.getTime()) return null;
  return Buffer.from(text, 'base64url').toString();
}
