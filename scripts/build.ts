import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root, run } from './env';
import { runNext } from './run-next';

/**
 * `npm run build`: the production build, of the server by Next, and of what runs beside it: `npm start` and
 * `npm run worker`. Those are bundled, so that they run with plain Node (`scripts/built.mjs`), without tsx to compile each
 * source at every start. Packages stay where they are, in node_modules.
 */
await run(async () => {
  const code = await runNext(['build']);
  if (code !== 0) {
    process.exitCode = code;
    return;
  }
  // What an earlier build left would stay beside it.
  await rm(join(root, 'dist'), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['start', 'worker'].map((name) => join('scripts', `${name}.ts`)),
    outdir: 'dist',
    bundle: true,
    packages: 'external',
    // What is imported when it is needed, as mails are, is loaded then.
    splitting: true,
    sourcemap: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    logLevel: 'warning',
  });
});
