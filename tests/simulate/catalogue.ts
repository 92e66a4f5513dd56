import type { ProductFacts } from '../../lib/fulfillment/decision/order-state';
import type { FulfillmentKind, LicenseKeySource } from '../../lib/generated/prisma/enums';

// What the simulated shop sells: every kind, several kinds at once, counted and uncounted, pools and generators. The
// first variant of each has two prices, so that one order can have two lines of it.

interface Options {
  accessDays?: number;
  files?: number;
  keys?: LicenseKeySource;
  counted?: boolean;
}

export interface SimulatedProduct extends ProductFacts {
  counted: boolean;
  isSubscription: boolean;
}

const idOf = (product: number, part: number): string =>
  `00000000-0000-7000-9000-${String(product).padStart(6, '0')}${String(part).padStart(6, '0')}`;

let made = 0;

function product(slug: string, kinds: FulfillmentKind[], options: Options = {}): SimulatedProduct {
  const { keys = null, counted = false, accessDays = null, files = 0 } = options;
  const number = ++made;
  const variants = [['a', 'b'], ['c']].map((prices, position) => ({
    id: idOf(number, 10 * (position + 1)),
    weightGrams: 100,
    stripePriceIds: prices.map((name) => `price_${slug}_${name}`),
    files: Array.from({ length: files }, (_, file) => fileOf(idOf(number, 10 * (position + 1)), file)),
    hasBackOrders: false,
  }));
  return {
    ...{ id: idOf(number, 0), slug, kinds, accessDays, variants, counted },
    licenseKeySource: keys,
    offersLink: counted,
    isSubscription: kinds.includes('access') && accessDays === null,
  };
}

/** A file of a variant. */
export const fileOf = (variantId: string, file: number): string => `${variantId.slice(0, -1)}${file + 1}`;

export const catalogue: readonly SimulatedProduct[] = [
  product('bowl', ['shipment'], { counted: true }),
  product('plate', ['shipment'], { counted: true }),
  product('print', ['shipment']),
  product('font', ['license_key'], { keys: 'pool' }),
  product('plugin', ['license_key'], { keys: 'generated' }),
  product('book', ['download'], { files: 2 }),
  product('draft', ['download']),
  product('course', ['access'], { accessDays: 30 }),
  product('dongle', ['shipment', 'license_key'], { keys: 'pool', counted: true }),
  product('suite', ['download', 'license_key', 'access'], {
    keys: 'generated',
    accessDays: 60,
    files: 1,
  }),
  product('kit', ['shipment', 'download', 'license_key'], {
    keys: 'pool',
    counted: true,
    files: 1,
  }),
  product('club', ['access']),
  product('box', ['shipment', 'access'], { counted: true }),
];

/** What one unit of anything costs, in the currency's smallest unit. */
export const unitPrice = 1000;
