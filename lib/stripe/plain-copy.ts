import { createHash } from 'node:crypto';

/** JSON and nothing else, keys in alphabetical order. */
export type PlainJson = string | number | boolean | null | PlainJson[] | { [key: string]: PlainJson };

const leftOut = '(left out)';
/** Addresses of ours that a session repeats; every other address in Stripe's answers may open something. */
const ourAddresses = new Set(['success_url', 'cancel_url', 'return_url']);

/**
 * A copy of what Stripe returned, as plain JSON: the client's own classes become what they were on the wire. Whatever
 * opens something without signing in, such as client secrets and the addresses of payment pages and receipts, is left
 * out: it is worth nothing as evidence, and Stripe signs some of them anew at every read.
 *
 * @throws nothing; what JSON and PostgreSQL cannot hold (functions, NUL, half a surrogate pair) is taken out
 */
export function plainCopy(value: unknown, name = ''): PlainJson {
  if (typeof value === 'string') return isSecret(name, value) ? leftOut : clean(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean' || value === null || value === undefined) return value ?? null;
  if (Array.isArray(value)) return value.map((item) => plainCopy(item));
  if (typeof value !== 'object') return String(value);
  if ('toJSON' in value && typeof value.toJSON === 'function') return plainCopy(value.toJSON(), name);
  const fields = value as Record<string, unknown>;
  const copy: { [key: string]: PlainJson } = {};
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key];
    if (field === undefined || typeof field === 'function') continue;
    // Defined, not assigned: a buyer's metadata may have a key `__proto__`.
    if (key === '__proto__')
      Object.defineProperty(copy, key, { value: plainCopy(field, key), enumerable: true });
    else copy[clean(key)] = plainCopy(field, key);
  }
  return copy;
}

/** SHA-256 of a copy, the same for the same content whatever order its keys came in. */
export const hashOf = (copy: PlainJson): string =>
  createHash('sha256').update(JSON.stringify(copy)).digest('hex');

/** PostgreSQL's JSON holds neither NUL nor half of a surrogate pair. */
const clean = (text: string): string =>
  /[\0\ud800-\udfff]/.test(text) ? text.replaceAll('\0', '').toWellFormed() : text;

function isSecret(name: string, value: string): boolean {
  if (name === 'client_secret') return true;
  const isAddress = name === 'url' || name === 'invoice_pdf' || name.endsWith('_url');
  return isAddress && !ourAddresses.has(name) && value.startsWith('http');
}
