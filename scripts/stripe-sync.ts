import { disconnect } from '../lib/db';
import { env } from '../lib/env';
import { syncCatalogue } from '../lib/sync/sync-catalogue';
import { checkDatabase } from './check-database';
import { run } from './env';

/** `npm run stripe:sync`: brings products, prices and Payment Links to Stripe. Run it after every change to them. */
await run(
  async () => {
    await checkDatabase(env().databaseUrl);
    const { made, changed, same } = await syncCatalogue((line) => console.log(`  ${line}`));
    await disconnect();
    console.log(
      made + changed === 0
        ? `Nothing to do: all ${same} objects at Stripe are as the shop has them.`
        : `Done: ${made} made, ${changed} changed, ${same} left as they were.`,
    );
  },
  { without: ['STRIPE_WEBHOOK_SECRET', 'SMTP_URL', 'MAIL_FROM', 'AUTH_SECRET'] },
);
