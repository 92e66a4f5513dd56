import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkImports } from './check/imports';
import { checkPurity } from './check/pure';
import { checkReserved } from './check/reserved';
import { root } from './env';
import { requireNode } from './node-version';

/**
 * `npm run check`: everything that can be known without running the shop. Each check runs, also after one failed, so
 * that one run tells all there is to mend.
 */
requireNode();

const bin = (path: string) => join(root, 'node_modules', path);
const prismaEnv = {
  PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'package.json'),
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
};

/** @returns what there is to mend; empty if nothing is */
async function node(args: string[], extra: Record<string, string> = {}): Promise<string> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...extra },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const words: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => words.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => words.push(text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return code === 0 ? '' : words.join('') || `ended with ${code}`;
}

// Types by tsconfig.check.json: without what `next dev` leaves in .next/dev, which may be of another day.
const checks: [name: string, check: () => Promise<string>][] = [
  ['Prisma client', () => node([join(root, 'scripts/generate.mjs')])],
  ['schema', () => node([bin('prisma/build/index.js'), 'format', '--check'], prismaEnv)],
  ['route types', () => node([bin('next/dist/bin/next'), 'typegen'])],
  [
    'types',
    () =>
      node([
        bin('typescript/bin/tsc'),
        '--noEmit',
        '-p',
        'tsconfig.check.json',
        '--pretty',
        String(process.stdout.isTTY === true),
      ]),
  ],
  ['lint and format', () => node([bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'])],
  ['dependency rule', async () => (await checkImports(root)).join('\n')],
  ['pure decisions', async () => (await checkPurity(root)).join('\n')],
  ['reserved words', async () => (await checkReserved(root)).join('\n')],
  // Loaded only here: it reads the generated client, which the first check makes.
  ['documents', async () => (await import('./check/documents')).checkDocuments(root).join('\n')],
];

let failed = 0;
for (const [name, check] of checks) {
  const started = performance.now();
  const complaint = await check();
  const took = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  console.log(`  ${complaint ? '✗' : '✓'} ${name} (${took})`);
  if (complaint) {
    failed += 1;
    console.log(complaint.trimEnd().replace(/^/gm, '    '));
  }
}
console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${checks.length} checks failed.`);
process.exit(failed === 0 ? 0 : 1);
