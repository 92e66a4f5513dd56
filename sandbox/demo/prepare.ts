import { createMerchant } from '../../lib/auth/create-merchant';
import { db, disconnect } from '../../lib/db';
import { env } from '../../lib/env';
import { migrateQueue } from '../../lib/jobs/migrate';
import { syncCatalogue } from '../../lib/stripe/sync-catalogue';
import { applyMigrations } from '../../prisma/schema-engine';
import { seed } from '../../prisma/seed';
import { demoMerchant } from './settings';

/**
 * Fills a demo's database and its account at the stand-in, each with what is missing there. A process of its own: the
 * shop reads its settings once per process, and these are not those of whoever starts it.
 */
await applyMigrations(env().databaseUrl);
await migrateQueue(env().databaseUrl);
await seed(db());
await createMerchant(demoMerchant);
const { made, changed, same } = await syncCatalogue(() => {});
await disconnect();
console.log(`${made + changed + same} objects at the stand-in, ${made + changed} of them new`);
process.exit(0);
