/**
 * The name one is thanked by: the first word of what was typed at Stripe. Null where there is none, or where it is
 * no name (a company's, an address, something in capitals longer than a name).
 */
export function firstName(name: string | null): string | null {
  const first = name?.trim().split(/\s+/)[0] ?? '';
  return /^\p{L}[\p{L}'’-]{1,19}$/u.test(first) ? first : null;
}
