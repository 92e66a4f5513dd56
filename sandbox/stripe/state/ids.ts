import { randomFillSync } from 'node:crypto';
import { clock } from './clock';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const pool = Buffer.alloc(8192);
let used = pool.length;

/** Random letters and digits, drawn without bias from the system's generator. */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const letter = LETTERS[(pool[used++] ?? 255) & 63];
    if (letter) text += letter;
  }
  return text;
}

/** Prefixes and lengths as Stripe makes them, so that whoever measures or matches IDs meets real ones. */
const LENGTHS = {
  cs_test: 58,
  evt: 24,
  pi: 24,
  ch: 24,
  py: 24,
  pm: 24,
  re: 24,
  pyr: 24,
  txn: 24,
  price: 24,
  plink: 24,
  we: 24,
  shr: 24,
  promo: 24,
  di: 24,
  du: 24,
  li: 24,
  in: 24,
  il: 24,
  inpay: 24,
  sub: 24,
  mandate: 24,
  ii: 24,
  bps: 24,
  bpc: 24,
  req: 14,
  cus: 14,
  prod: 14,
  si: 14,
} as const;

/** A new ID such as `price_1Qx…` or `cs_test_…` (66 characters, the most Stripe's retrieve takes). */
export function newId(prefix: keyof typeof LENGTHS): string {
  return `${prefix}_${randomText(LENGTHS[prefix])}`;
}

/** The sandbox's time as Unix seconds in UTC, as in every `created` of Stripe's API. */
export function now(): number {
  return Math.floor(clock.now() / 1000);
}
