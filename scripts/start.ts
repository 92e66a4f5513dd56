import './production';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from '../lib/env';
import { smallHeap, workerCommand } from '../lib/jobs/worker-command';
import { checkDatabase } from './check-database';
import { root, run } from './env';
import { nextCommand } from './run-next';
import { serveShop } from './serve-shop';

/**
 * `npm start`: serves the production build, after making sure that it can: settings, build, database. Whatever is
 * missing is named together with the command that helps. The worker, unless it runs elsewhere (`WORKER`), is started
 * beside the server, and both have ended when this has.
 */
await run(async () => {
  const settings = parseEnv(process.env);
  if (!existsSync(join(root, '.next/BUILD_ID'))) {
    throw new Error('There is no build yet; run: npm run build');
  }
  await checkDatabase(settings.databaseUrl);
  const server = [...smallHeap(), ...nextCommand(['start', '-p', String(settings.port)])];
  process.exitCode = await serveShop(server, settings.worker === 'inline' ? workerCommand() : null);
});
