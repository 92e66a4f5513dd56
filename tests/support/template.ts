import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../lib/generated/prisma/client';
import { migrateQueue } from '../../lib/jobs/migrate';
import { applyMigrations } from '../../prisma/schema-engine';
import { seed } from '../../prisma/seed';
import { createDatabase, databaseUrl, sealDatabase, type TestServer } from './test-server';

/** Makes the database that test files clone: schema, queue and catalogue, with nothing sold yet. */
export async function buildTemplate({ adminUrl, template }: TestServer): Promise<void> {
  await createDatabase(adminUrl, template);
  const url = databaseUrl(adminUrl, template);
  await applyMigrations(url);
  await migrateQueue(url);
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
  try {
    await seed(prisma);
  } finally {
    await prisma.$disconnect();
  }
  await sealDatabase(adminUrl, template);
}
