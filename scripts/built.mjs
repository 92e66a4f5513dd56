// Runs a program that `npm run build` has made, with plain Node: `node scripts/built.mjs worker`. Plain JavaScript: it
// runs without what compiles TypeScript, and on a Node that is too old far enough for the program to say so.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const program = join(import.meta.dirname, '../dist', `${process.argv[2]}.js`);
if (!existsSync(program)) {
  console.error('There is no build yet; run: npm run build');
  process.exit(1);
}
// As scripts/production.ts says it for what runs from the sources; packages left out of the bundle are loaded before that.
process.env.NODE_ENV ||= 'production';
// What was compiled is kept, so that the next start is faster; where nothing can be kept, it is compiled again.
module.enableCompileCache?.(join(import.meta.dirname, '../dist/.compiled'));
// Errors name the lines of the sources; of the shop's own files only, as maps of all packages would be kept in memory.
module.setSourceMapsSupport?.(true, { nodeModules: false });
await import(pathToFileURL(program).href);
