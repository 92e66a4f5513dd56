import { createMerchant } from '../../lib/auth/create-merchant';
import { db, disconnect } from '../../lib/db';
import { env } from '../../lib/env';
import { migrateQueue } from '../../lib/jobs/migrate';
import { stripe } from '../../lib/stripe/client';
import { handledEvents } from '../../lib/stripe/handled-events';
import { syncCatalogue } from '../../lib/sync/sync-catalogue';
import { applyMigrations } from '../../prisma/schema-engine';
import { seed } from '../../prisma/seed';
import { makePromotions } from './promotions';
import { demoMerchant } from './settings';

/**
 * Fills a demo's database and its account at the stand-in, each with what is missing there. A process of its own: the
 * shop reads its settings once per process, and these are not those of whoever starts it.
 */
await applyMigrations(env().databaseUrl);
await migrateQueue(env().databaseUrl);
await seed(db());
await createMerchant(demoMerchant);
await narrowEndpoint();
await makePromotions();
const { made, changed, same } = await syncCatalogue(() => {});
await disconnect();
console.log(`${made + changed + same} objects at the stand-in, ${made + changed} of them new or changed`);
process.exit(0);

/** The stand-in begins by sending everything; the shop's endpoint gets what it would get from Stripe. */
async function narrowEndpoint(): Promise<void> {
  for await (const { id, url } of stripe().webhookEndpoints.list()) {
    if (url !== `${env().appUrl}/api/webhook`) continue;
    await stripe().webhookEndpoints.update(id, { enabled_events: [...handledEvents] });
  }
}
