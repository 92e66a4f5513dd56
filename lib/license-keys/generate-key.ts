import { randomInt } from 'node:crypto';

/** Letters and digits that nobody mistakes for one another on paper. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A new key, 100 random bits in four groups: `K7QF-9WXA2-…`. Unguessable, and readable over the phone. */
export function generateKey(): string {
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
