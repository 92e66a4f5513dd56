import { books } from './books';
import { ceramics } from './ceramics';
import { courses } from './courses';
import { membership } from './membership';
import { prints } from './prints';
import { software } from './software';
import { type } from './type';
import type { CatalogueProduct } from './types';

export type { AccessPage, CatalogueProduct, CatalogueTexts, FulfillmentKind, ProductFamily } from './types';

/** The demo shop's goods, in the order in which the shop shows them. */
export const catalogue: CatalogueProduct[] = [
  ...prints,
  ...ceramics,
  ...type,
  ...books,
  ...software,
  ...courses,
  ...membership,
];
