import { migrateQueue } from '../lib/jobs/migrate';
import { applyMigrations } from '../prisma/schema-engine';
import { databaseUrl } from './database-url';
import { run } from './env';

/** `npm run db:migrate`: brings the database to the schema of this version. Run it before `npm start`. */
await run(async () => {
  const url = databaseUrl();
  const applied = await applyMigrations(url);
  await migrateQueue(url);
  for (const name of applied) console.log(`  applied ${name}`);
  console.log(applied.length === 0 ? 'The database is up to date.' : 'Done: the database is up to date now.');
});
