import { pool } from '../../../lib/db';
import { catalogue, unitPrice } from '../catalogue';
import type { ShopModel } from '../shop-model';

// What a database holds before a play begins: the goods of the shop in memory, and nothing that was sold.

type Row = Record<string, unknown>;

/** Rows by table, in the order in which foreign keys let them be written. */
function rowsOf({ stock, supplied, freeKeys, endpoints }: ShopModel, now: number): [string, Row[]][] {
  const variants = catalogue.flatMap((product) =>
    product.variants.map((variant, position) => ({ product, variant, position })),
  );
  const products = catalogue.map(
    ({ id, slug, kinds, licenseKeySource, accessDays, offersLink }, position) => ({
      ...{ id, slug, family: slug, position, kinds, image: slug, offers_link: offersLink },
      ...{ license_key_source: licenseKeySource, access_days: accessDays },
    }),
  );
  const prices = variants.flatMap(({ product, variant }) =>
    variant.stripePriceIds.map((stripePriceId, at) => ({
      ...{ id: `${variant.id.slice(0, -1)}${at + 1}`, variant_id: variant.id, currency: 'eur' },
      ...{ unit_amount: unitPrice, active: at === 0, lookup_key: stripePriceId },
      ...{ interval: product.isSubscription ? 'month' : null, stripe_price_id: stripePriceId },
    })),
  );
  return [
    ['product', products],
    [
      'product_variant',
      variants.map(({ product, variant, position }) => ({
        ...{ id: variant.id, product_id: product.id, position, weight_grams: variant.weightGrams },
      })),
    ],
    ['price', prices],
    ['product_file', variants.flatMap(({ variant }) => variant.files.map((id) => fileRow(id, variant.id)))],
    [
      'stock',
      stock.map(({ variantId, onHand, held, sold }) => ({
        ...{ variant_id: variantId, received: supplied.get(variantId), on_hand: onHand, held, sold },
      })),
    ],
    ['license_key', freeKeys.map((key) => keyRow(key, now))],
    [
      'outgoing_endpoint',
      endpoints.map(({ id, kinds }) => ({ id, kinds, url: 'https://example.com', secret: 'secret' })),
    ],
  ];
}

/** A file as its table keeps it. */
export const fileRow = (id: string, variantId: string): Row => ({
  ...{ id, variant_id: variantId, file: id, name: id, mime: 'application/pdf', bytes: 1 },
});

/** A key of a pool as its table keeps it. */
export const keyRow = (
  { id, variantId, key }: { id: string; variantId: string; key: string },
  now: number,
): Row => ({
  ...{ id, variant_id: variantId, key, created_at: new Date(now) },
});

/** A statement that inserts rows with these columns; the others keep their defaults. */
export function insertInto(table: string, rows: readonly Row[]) {
  const columns = Object.keys(rows[0] ?? {}).map((name) => `"${name}"`);
  const text = `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`;
  return { text, values: [JSON.stringify(rows)] };
}

const everything = 'product, checkout, orders, buyer, outgoing_endpoint, mail_message, stripe_event';

/** Empties the database and fills in what the shop in memory has. */
export async function fill(shop: ShopModel, now: number): Promise<void> {
  const client = await pool().connect();
  try {
    await client.query(`TRUNCATE ${everything}, graphile_worker._private_jobs CASCADE`);
    await client.query(`UPDATE counter SET value = 0 WHERE name = 'order'`);
    await client.query('BEGIN');
    for (const [table, rows] of rowsOf(shop, now))
      if (rows.length > 0) await client.query(insertInto(table, rows));
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
