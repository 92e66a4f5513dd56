import type { Prisma } from '../generated/prisma/client';

/** The text in this language; the first one where there is none. */
export const textIn = <Text extends { locale: string }>(
  texts: readonly Text[],
  locale: string,
): Text | undefined => texts.find((text) => text.locale === locale) ?? texts[0];

/** What a query selects of a line's product so that the line can be named. */
export const namedProduct = {
  select: { texts: { select: { locale: true, name: true } } },
} satisfies Prisma.ProductDefaultArgs;

/** A line of an order, as far as it says what was bought. */
export interface NamedLine {
  /** Stripe's, in English */
  description: string;
  /** Null where no product of ours matches (I7) */
  product: { texts: { locale: string; name: string }[] } | null;
}

/** What was bought, in the reader's language: the product's name, or what Stripe called it where it is none of ours. */
export const lineName = ({ description, product }: NamedLine, locale: string): string =>
  textIn(product?.texts ?? [], locale)?.name ?? description;

/** The names of an order's lines, by their IDs. */
export const lineNames = (
  lines: readonly (NamedLine & { id: string })[],
  locale: string,
): ReadonlyMap<string, string> => new Map(lines.map((line) => [line.id, lineName(line, locale)]));
