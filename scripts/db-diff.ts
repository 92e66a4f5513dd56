import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationBetween } from '../prisma/schema-engine';
import { startPostgres } from '../sandbox/postgres';

/**
 * `npm run db:diff -- name [revision]`: writes the SQL that leads from the schema at a git revision (HEAD unless
 * given) to the schema as it is now. Read it, and add the CHECK constraints that Prisma cannot express.
 */
const [name, revision = 'HEAD'] = process.argv.slice(2);
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Name the migration in lower case, with underscores: npm run db:diff -- add_parcels');
  process.exit(1);
}

function schemaAt(commit: string): string | null {
  try {
    return execFileSync('git', ['show', `${commit}:prisma/schema.prisma`], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch {
    return null;
  }
}

const scratch = await mkdtemp(join(tmpdir(), 'bottega-diff-'));
const postgres = await startPostgres({ dataDir: join(scratch, 'postgres'), disposable: true });
try {
  const sql = await migrationBetween(postgres.url('postgres'), schemaAt(revision));
  if (sql.includes('This is an empty migration')) {
    console.log(`The schema is as it was at ${revision}: nothing to migrate.`);
  } else {
    const stamp = new Date().toISOString().replaceAll(/[-T:]/g, '').slice(0, 14);
    const folder = join(import.meta.dirname, '../prisma/migrations', `${stamp}_${name}`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'migration.sql'), sql);
    console.log(`Wrote prisma/migrations/${stamp}_${name}/migration.sql`);
  }
} finally {
  await postgres.stop();
  await rm(scratch, { recursive: true, force: true });
}
