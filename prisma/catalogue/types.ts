import type { FulfillmentKind } from '../../lib/generated/prisma/enums';

export type { FulfillmentKind };

export type ProductFamily = 'prints' | 'ceramics' | 'type' | 'books' | 'software' | 'courses' | 'membership';

/** A page the buyer of an access product reads once inside: a lesson, a members' page. */
export interface AccessPage {
  title: string;
  body: string[];
}

/** Everything a shopper reads about a product, in one language. */
export interface CatalogueTexts {
  name: string;
  /** One sentence. */
  summary: string;
  /** Two or three short paragraphs. */
  description: string[];
  /** Material, size, weight, edition, how it ships. */
  details: { label: string; value: string }[];
  /** What one would see in the picture. */
  alt: string;
  /** Only for access products. */
  access?: AccessPage[];
}

/** One product of the demo shop, as the seed writes it to the database. */
export interface CatalogueProduct {
  /** ASCII and stable: it is the product's address and its lookup key at Stripe. */
  slug: string;
  family: ProductFamily;
  kinds: FulfillmentKind[];
  /** `unitAmount` in cents, tax included; `interval` only for subscriptions. */
  price: { currency: 'eur'; unitAmount: number; interval?: 'month' | 'year' };
  /** Units on hand; null where nothing is counted. */
  stock: number | null;
  /** `max` per order; `adjustable`: the quantity can still be changed on the payment page. */
  quantity: { max: number; adjustable: boolean };
  /** Slugs of what Stripe's page offers beside it, best first; only what is bought once. */
  offeredWith?: string[];
  /** Offered as a shareable Payment Link. */
  paymentLink: boolean;
  /** Address below `public/`. */
  image: string;
  /** `file` in `prisma/files`, `name` as the buyer's browser saves it. */
  files?: { file: string; name: string; mime: string }[];
  /** Made on demand, or the pool to draw from. */
  licenseKeys?: 'generated' | string[];
  /** `days` from the purchase; absent for subscriptions, which end with the subscription. */
  access?: { days?: number };
  weightGrams?: number;
  texts: Record<'it' | 'en', CatalogueTexts>;
}
