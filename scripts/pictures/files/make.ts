/** Makes what buyers download, into `prisma/files`: `npx tsx scripts/pictures/files/make.ts`. Needs a Chromium. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { listelloFont } from './font';
import { notebookPage, specimenPage } from './pages';
import { zip } from './zip';

const out = join(import.meta.dirname, '..', '..', '..', 'prisma', 'files');
const text = (name: string) => readFileSync(join(import.meta.dirname, name));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || undefined,
  args: ['--no-sandbox'],
});
const pdf = async (html: string) => {
  const page = await browser.newPage();
  await page.setContent(html, { waitUntil: 'load' });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const printed = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
  await page.close();
  return Buffer.from(printed);
};

const font = listelloFont();
writeFileSync(join(out, 'quaderno-del-torchio.pdf'), await pdf(notebookPage(font)));
writeFileSync(
  join(out, 'listello.zip'),
  zip([
    { name: 'listello-1.0/Listello-Regular.ttf', data: font },
    { name: 'listello-1.0/Listello-specimen.pdf', data: await pdf(specimenPage(font)) },
    { name: 'listello-1.0/LICENZA-LICENCE.txt', data: text('listello-licence.txt') },
  ]),
);
writeFileSync(
  join(out, 'ottava.zip'),
  zip([
    { name: 'ottava-1.0/ottava.html', data: text('ottava.html') },
    { name: 'ottava-1.0/LEGGIMI-README.txt', data: text('ottava-readme.txt') },
  ]),
);
await browser.close();
