export const digitsOf = (value: string): string => value.replace(/\D/g, '');

/** The check digit of card numbers (Luhn, ISO/IEC 7812-1). */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...number].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return number !== '' && sum % 10 === 0;
}

const isAmex = (number: string) => /^3[47]/.test(number);

export const numberLength = (number: string): number => (isAmex(number) ? 15 : 16);
export const cvcLength = (number: string): number => (isAmex(number) ? 4 : 3);

/** `12 / 34`, `12/2034`, `1234` → month and full year; null where that is no month of a year. */
export function readExpiry(typed: string): { month: number; year: number } | null {
  const match =
    /^(\d{1,2})\s*[/.-]\s*(\d{2}|\d{4})$/.exec(typed.trim()) ??
    /^(\d{2})(\d{2}|\d{4})$/.exec(digitsOf(typed));
  if (!match?.[1] || !match[2]) return null;
  const month = Number(match[1]);
  const year = match[2].length === 2 ? 2000 + Number(match[2]) : Number(match[2]);
  return month >= 1 && month <= 12 ? { month, year } : null;
}

/** A card is good until the last day of its month. */
export function isPast(expiry: { month: number; year: number }, now: Date): boolean {
  const current = now.getUTCFullYear() * 12 + now.getUTCMonth();
  return expiry.year * 12 + expiry.month - 1 < current;
}

/** The check digits of an IBAN (ISO 13616, mod 97). */
export function isIban(typed: string): boolean {
  const iban = typed.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** The check digit of an American bank's routing number (ABA). */
export function isRoutingNumber(typed: string): boolean {
  if (!/^\d{9}$/.test(typed)) return false;
  const sum = [...typed].reduce(
    (total, digit, index) => total + Number(digit) * ([3, 7, 1][index % 3] ?? 0),
    0,
  );
  return sum % 10 === 0;
}
