// Makes Prisma's client (lib/generated/prisma) after `npm ci`. Plain JavaScript: it runs before anything else is set
// up, also where only production packages are installed, on every system.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

// A copy of the packages alone (a layer of a container image) has no schema yet; the client is made where it is.
const schema = join(root, 'prisma/schema.prisma');
if (!existsSync(schema)) process.exit(0);

// The schema says `BigInt` for what the database keeps in 64 bits. The client is made from a copy that says `Int`, so
// that such a field is a `number` in every type and every row: Prisma's runtime reads and writes an `Int` of up to
// 2^53 − 1. An extension of the client would convert row by row, and leave `bigint` in the models' types.
// lib/int8.ts does the same for raw statements.
const copy = join(root, 'lib/generated/schema.prisma');
mkdirSync(dirname(copy), { recursive: true });
writeFileSync(
  copy,
  readFileSync(schema, 'utf8')
    .replaceAll(/^( +\w+ +)BigInt\b/gm, '$1Int')
    .replace('"../lib/generated/prisma"', '"./prisma"'),
);

const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js');
const command = [prisma, 'generate', '--no-hints', '--schema', copy];
const { status, stdout, stderr, error } = spawnSync(process.execPath, command, {
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
