import type { Prisma } from '../generated/prisma/client';

/** The text in this language; the first one where there is none. */
export const textIn = <Text extends { locale: string }>(
  texts: readonly Text[],
  locale: string,
): Text | undefined => texts.find((text) => text.locale === locale) ?? texts[0];

/** What a query selects of a product so that it can be named. */
export const namedProduct = {
  select: { texts: { select: { locale: true, name: true } } },
} satisfies Prisma.ProductDefaultArgs;

/** What a query selects of a variant so that it can be told from the others of its product. */
export const namedVariant = {
  select: { position: true, sku: true, texts: { select: { locale: true, label: true } } },
} satisfies Prisma.ProductVariantDefaultArgs;

/** What a query selects of an order's line so that it can be named. */
export const namedLine = {
  description: true,
  product: namedProduct,
  variant: namedVariant,
} satisfies Prisma.OrderLineSelect;

type NamedProduct = Prisma.ProductGetPayload<typeof namedProduct>;
type NamedVariant = Prisma.ProductVariantGetPayload<typeof namedVariant>;

/** A line of an order, as far as it says what was bought. */
export interface NamedLine {
  /** Stripe's, in English */
  description: string;
  /** Null where no product of ours matches (I7) */
  product: NamedProduct | null;
  /** Null where no variant of ours matches */
  variant: NamedVariant | null;
}

/**
 * What tells a variant from the others of its product: its label; without one, for all but the first, its number in
 * stock or its place. Null where nothing does.
 */
function variantLabel({ position, sku, texts }: NamedVariant, locale: string): string | null {
  const label = textIn(texts, locale)?.label;
  return label ?? (position === 0 ? null : (sku ?? String(position + 1)));
}

/** What is sold, in the reader's language: “Bowl”, or “Bowl – large” where the variant has a label. */
export function variantName(
  product: NamedProduct & { slug: string },
  variant: NamedVariant,
  locale: string,
): string {
  return withLabel(textIn(product.texts, locale)?.name ?? product.slug, variant, locale);
}

function withLabel(name: string, variant: NamedVariant | null, locale: string): string {
  const label = variant && variantLabel(variant, locale);
  return label ? `${name} – ${label}` : name;
}

/** What was bought, in the reader's language; what Stripe called it where no product of ours matches. */
export function lineName({ description, product, variant }: NamedLine, locale: string): string {
  const name = textIn(product?.texts ?? [], locale)?.name;
  return name === undefined ? description : withLabel(name, variant, locale);
}

/** The names of an order's lines, by their IDs. */
export const lineNames = (
  lines: readonly (NamedLine & { id: string })[],
  locale: string,
): ReadonlyMap<string, string> => new Map(lines.map((line) => [line.id, lineName(line, locale)]));
