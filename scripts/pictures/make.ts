/** Draws the shop's pictures into `public`: `npx tsx scripts/pictures/make.ts`, optionally with the slugs to draw. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bench } from './bench';
import { books } from './books';
import { ceramics } from './ceramics';
import { icon, mark } from './marks';
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
const folder = join(import.meta.dirname, '..', '..', 'public');

for (const [slug, draw] of Object.entries(pictures)) {
  if (wanted.length > 0 && !wanted.includes(slug)) continue;
  writeFileSync(join(folder, 'products', `${slug}.svg`), draw());
}
writeFileSync(join(folder, 'mark.svg'), mark());
writeFileSync(join(folder, 'icon.svg'), icon());
