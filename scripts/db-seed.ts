import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../lib/generated/prisma/client';
import { catalogue } from '../prisma/catalogue';
import { seed } from '../prisma/seed';
import { checkDatabase } from './check-database';
import { databaseUrl } from './database-url';
import { run } from './env';

/** `npm run db:seed`: writes the demo shop's catalogue into the database. Safe to run again: stock and keys stay. */
await run(async () => {
  const connectionString = databaseUrl();
  await checkDatabase(connectionString);
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString }) });
  await seed(prisma);
  await prisma.$disconnect();
  console.log(`The catalogue has ${catalogue.length} products. To bring them to Stripe: npm run stripe:sync`);
});
