/** How the catalogue page groups the families. A family that is named nowhere lands on the last shelf. */
const families: Record<string, string[]> = {
  wall: ['prints'],
  table: ['ceramics'],
  desk: ['type', 'books'],
  weightless: ['software', 'courses', 'membership'],
};

export const shelfNames = ['wall', 'table', 'desk', 'weightless', 'other'] as const;

export type ShelfName = (typeof shelfNames)[number];

export const shelfOf = (family: string): ShelfName =>
  shelfNames.find((name) => families[name]?.includes(family)) ?? 'other';

/** Products by shelf, in the shop's order; empty shelves are left out. */
export function arrange<T extends { family: string }>(products: T[]): { name: ShelfName; products: T[] }[] {
  return shelfNames
    .map((name) => ({ name, products: products.filter(({ family }) => shelfOf(family) === name) }))
    .filter(({ products: found }) => found.length > 0);
}
