/** Draws every product picture: `npx tsx scripts/pictures/make.ts`, optionally with the slugs to draw. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bench } from './bench';
import { books } from './books';
import { ceramics } from './ceramics';
import { prints } from './prints';
import { software } from './software';
import { type } from './type';

const pictures: Record<string, () => string> = {
  ...prints,
  ...ceramics,
  ...type,
  ...books,
  ...software,
  ...bench,
};
const wanted = process.argv.slice(2);
const folder = join(import.meta.dirname, '..', '..', 'public', 'products');

for (const [slug, draw] of Object.entries(pictures)) {
  if (wanted.length > 0 && !wanted.includes(slug)) continue;
  writeFileSync(join(folder, `${slug}.svg`), draw());
}
