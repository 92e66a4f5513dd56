/** Draws every product picture: `npx tsx scripts/pictures/make.ts`, optionally with the slugs to draw. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ceramics } from './ceramics';
import { prints } from './prints';

const pictures: Record<string, () => string> = { ...prints, ...ceramics };
const wanted = process.argv.slice(2);
const folder = join(import.meta.dirname, '..', '..', 'public', 'products');

for (const [slug, draw] of Object.entries(pictures)) {
  if (wanted.length > 0 && !wanted.includes(slug)) continue;
  writeFileSync(join(folder, `${slug}.svg`), draw());
}
