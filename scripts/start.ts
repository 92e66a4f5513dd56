import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from '../lib/env';
import { checkDatabase } from './check-database';
import { root, run } from './env';
import { runNext } from './run-next';

/**
 * `npm start`: serves the production build, after making sure that it can: settings, build, database. Whatever is
 * missing is named together with the command that helps.
 */
await run(async () => {
  const settings = parseEnv(process.env);
  if (!existsSync(join(root, '.next/BUILD_ID'))) {
    throw new Error('There is no build yet; run: npm run build');
  }
  await checkDatabase(settings.databaseUrl);
  process.exitCode = await runNext(['start', '-p', String(settings.port)]);
});
