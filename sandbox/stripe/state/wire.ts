import type Stripe from 'stripe';
import { officialStripe } from './lazy';

const DECIMALS = new Set([
  'unit_amount_decimal',
  'amount_decimal',
  'flat_amount_decimal',
  'quantity_decimal',
]);

/** JSON text back to our rows: decimals are strings on the wire and `Stripe.Decimal` in the types. */
export function revive<T>(text: string): T {
  // Most rows hold no decimal, and reading without a reviver is several times faster.
  if (!text.includes('_decimal":"')) return JSON.parse(text);
  return JSON.parse(text, (key, value) => {
    if (typeof value !== 'string' || !DECIMALS.has(key)) return value;
    const decimal = toDecimal(value);
    // A buyer's metadata may use the same key; only what reads back the same is a decimal.
    return decimal?.toString() === value ? decimal : value;
  });
}

/** A copy that later changes do not reach, as an event's snapshot has to be. */
export function snapshot<T>(value: T): T {
  return revive<T>(JSON.stringify(value));
}

/** Stripe prints its JSON with two spaces, in answers as in webhooks; signatures are over exactly this text. */
export function toWire(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** Undefined where the text is no decimal number. */
export function toDecimal(text: string): Stripe.Decimal | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? officialStripe().Decimal.from(text) : undefined;
}
