import { db, pool } from '@/lib/db';
import { reconcile } from '@/lib/jobs/reconcile';
import { messageKinds } from '@/lib/queue/message-kinds';
import { syncCatalogue } from '@/lib/sync/sync-catalogue';
import { makePromotions } from '../../../sandbox/demo/promotions';
import { movedTime } from '../../support/moved-time';
import type { Receiver } from '../../support/receiver';
import type { TestStripe } from '../../support/stripe';

/** So little of everything that a run sells out of it: a shelf nobody fights over proves nothing. */
export const shelves: Record<string, number> = {
  'luna-su-superga': 1,
  brocca: 2,
  'e-commerciale': 3,
  ciotola: 4,
  'quaderno-del-torchio': 3,
  registri: 6,
};
/** Fewer keys than units of `registri`, so that the pool runs dry before the shelf does. */
const poolOfKeys = 4;

/** What the catalogue and the merchant set up once; everything else is somebody's purchase, and goes. */
const kept = [
  '_prisma_migrations',
  'counter',
  'payment_link',
  'price',
  'product',
  'product_file',
  'product_text',
  'product_variant',
  'stock',
];

/**
 * Prepares the shop for runs that each begin with nothing sold, in the database and at Stripe.
 *
 * @param receiver the merchant's other system, which is told everything
 * @returns what brings both back to that
 */
export async function freshStarts(stripe: TestStripe, receiver: Receiver): Promise<() => Promise<void>> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1)`,
    [kept],
  );
  const emptied = rows.map(({ name }) => name).join(', ');
  const begin = async () => {
    movedTime.reset();
    await pool().query(`
      TRUNCATE ${emptied} RESTART IDENTITY;
      DELETE FROM graphile_worker._private_jobs;
      UPDATE counter SET value = 1000;
      UPDATE payment_link SET active = true;
      UPDATE stock SET received = 0, on_hand = 0, held = 0, sold = 0;`);
    await pool().query(
      `UPDATE stock SET received = units, on_hand = units
       FROM product_variant v JOIN product p ON p.id = v.product_id, jsonb_each_text($1) AS shelf (slug, text),
         LATERAL (SELECT text::int AS units) AS number
       WHERE v.id = variant_id AND p.slug = shelf.slug`,
      [JSON.stringify(shelves)],
    );
    await pool().query(
      `INSERT INTO license_key (id, variant_id, key)
       SELECT gen_random_uuid(), v.id, 'REGISTRI-' || n
       FROM product_variant v JOIN product p ON p.id = v.product_id, generate_series(1, $1) AS n
       WHERE p.slug = 'registri'`,
      [poolOfKeys],
    );
    await db().outgoingEndpoint.create({
      data: {
        url: receiver.url,
        secret: `whsec_${btoa('a secret of 24 bytes, yes')}`,
        kinds: [...messageKinds],
      },
    });
  };
  await begin();
  await syncCatalogue(() => {});
  await makePromotions();
  const account = stripe.engine.save();
  return async () => {
    stripe.engine.restore(account);
    await begin();
    // A shop that has been open for a while: it has asked Stripe before, and goes on from there.
    await reconcile();
  };
}
