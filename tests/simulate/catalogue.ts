import type { ProductFacts } from '../../lib/fulfillment/decision/order-state';
import type { FulfillmentKind, LicenseKeySource } from '../../lib/generated/prisma/enums';

// What the simulated shop sells: every kind, several kinds at once, counted and uncounted, pools and generators. The
// first variant of each has two prices, so that one order can have two lines of it.

interface Options {
  accessDays?: number;
  files?: string[];
  keys?: LicenseKeySource;
  counted?: boolean;
}

export interface SimulatedProduct extends ProductFacts {
  counted: boolean;
  isSubscription: boolean;
}

function product(slug: string, kinds: FulfillmentKind[], options: Options = {}): SimulatedProduct {
  const { keys = null, counted = false, accessDays = null, files = [] } = options;
  const variants = [['a', 'b'], ['c']].map((prices) => ({
    id: `${slug}-${prices[0]}`,
    weightGrams: 100,
    stripePriceIds: prices.map((name) => `price_${slug}_${name}`),
    files,
    hasBackOrders: false,
  }));
  return {
    ...{ id: slug, slug, kinds, accessDays, variants, counted },
    licenseKeySource: keys,
    offersLink: counted,
    isSubscription: kinds.includes('access') && accessDays === null,
  };
}

export const catalogue: readonly SimulatedProduct[] = [
  product('bowl', ['shipment'], { counted: true }),
  product('plate', ['shipment'], { counted: true }),
  product('print', ['shipment']),
  product('font', ['license_key'], { keys: 'pool' }),
  product('plugin', ['license_key'], { keys: 'generated' }),
  product('book', ['download'], { files: ['book-epub', 'book-pdf'] }),
  product('draft', ['download']),
  product('course', ['access'], { accessDays: 30 }),
  product('dongle', ['shipment', 'license_key'], { keys: 'pool', counted: true }),
  product('suite', ['download', 'license_key', 'access'], {
    keys: 'generated',
    accessDays: 60,
    files: ['suite-zip'],
  }),
  product('kit', ['shipment', 'download', 'license_key'], {
    keys: 'pool',
    counted: true,
    files: ['kit-pdf'],
  }),
  product('club', ['access']),
  product('box', ['shipment', 'access'], { counted: true }),
];

/** What one unit of anything costs, in the currency's smallest unit. */
export const unitPrice = 1000;
