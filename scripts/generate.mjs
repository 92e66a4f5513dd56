// Makes Prisma's client (lib/generated/prisma) after `npm ci`. Plain JavaScript: it runs before anything else is set
// up, also where only production packages are installed, on every system.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

// A copy of the packages alone (a layer of a container image) has no schema yet; the client is made where it is.
if (!existsSync(join(root, 'prisma/schema.prisma'))) process.exit(0);

const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js');
const { status, stdout, stderr, error } = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
  cwd: root,
  encoding: 'utf8',
  env: {
    ...process.env,
    // Prisma would fetch an engine that this command never runs; any file that exists keeps it from trying.
    PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'package.json'),
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
});
if (status !== 0) {
  console.error(`Prisma's client could not be made:\n${error ?? `${stdout}${stderr}`}`);
  process.exit(1);
}
