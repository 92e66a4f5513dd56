/** Where a merchant finds the keys of a variant: its product's page, the first variant where none is named. */
export const poolPath = ({ slug, position }: { slug: string; position: number }): string =>
  `/stock/keys/${slug}${position > 0 ? `?variant=${position}` : ''}`;
