import type { Prisma } from '../../generated/prisma/client';
import { parseOrderNumber } from '../../order-number';
import { oneLine } from '../../storable';

/** Longer than any ID of Stripe's, any address and any name. */
const longest = 200;

/** Which column holds the ID that begins so. https://docs.stripe.com/api (object IDs) */
const idColumns = {
  cs: 'sessionId',
  pi: 'paymentIntentId',
  sub: 'subscriptionId',
  cus: 'customerId',
  plink: 'paymentLinkId',
} as const satisfies Record<string, keyof Prisma.OrderWhereInput>;

/** What was typed into the search, cleaned; empty for nothing. */
export const searchText = (value: unknown): string =>
  typeof value === 'string' ? oneLine(value, longest) : '';

/**
 * Turns what a merchant types into a condition: an order number (`B-1042`, `1042`), an ID of Stripe's (`cs_…`, `pi_…`,
 * `sub_…`, `cus_…`, `plink_…`), else a part of the buyer's name or e-mail address.
 */
export function searchCondition(text: string): Prisma.OrderWhereInput {
  if (!text) return {};
  const number = parseOrderNumber(text);
  if (number !== null) return { number };
  const prefix = /^([a-z]+)_\w+$/i.exec(text)?.[1]?.toLowerCase();
  const column = Object.entries(idColumns).find(([known]) => known === prefix)?.[1];
  if (column) return { [column]: text };
  // Prisma hands the text to LIKE as it is: without this, `_` would stand for any character.
  const contains = text.replace(/[\\%_]/g, (character) => `\\${character}`);
  return {
    OR: [{ email: { contains, mode: 'insensitive' } }, { name: { contains, mode: 'insensitive' } }],
  };
}
