import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { glyphs } from '../listello';
import { letterO } from '../scene';
import { english, italian, type Notebook } from './notebook-text';

const require = createRequire(import.meta.url);
const embed = (path: string) =>
  `data:font/woff2;base64,${readFileSync(require.resolve(`@fontsource-variable/${path}`)).toString('base64')}`;

const fonts = (listello: Buffer) => `
@font-face { font-family: Fraunces; src: url(${embed('fraunces/files/fraunces-latin-opsz-normal.woff2')}); font-weight: 100 900; }
@font-face { font-family: Sans; src: url(${embed('instrument-sans/files/instrument-sans-latin-wght-normal.woff2')}); font-weight: 400 700; }
@font-face { font-family: Listello; src: url(data:font/ttf;base64,${listello.toString('base64')}); }`;

const mark = (size: number, color: string) =>
  `<svg width="${size * 0.84}mm" height="${size}mm" viewBox="8 0 84 100"><path fill="${color}" fill-rule="evenodd" d="${letterO(50, 50, 100)}"/></svg>`;

/** The press notebook as a page for the printer: 24 leaves of A5, both languages. */
export function notebookPage(listello: Buffer): string {
  let folio = 1;
  const page = (body: string, kind = '') => {
    const side = folio % 2 ? 'recto' : 'verso';
    const number = kind === '' ? `<footer>${folio}</footer>` : '';
    folio++;
    return `<section class="${side} ${kind}">${body}${number}</section>`;
  };
  const paragraphs = (body: string[]) => body.map((p) => `<p>${p}</p>`).join('');
  const part = (book: Notebook, lang: string) =>
    `<div lang="${lang}">${[
      page(`<div class="opening">${paragraphs(book.opening)}</div>`),
      ...book.notes.map((note, i) =>
        page(`<small>${i + 1}</small><h2>${note.title}</h2>${paragraphs(note.body)}`),
      ),
      page(
        `<h2>${book.words.heading}</h2><dl>${book.words.entries.map(([t, m]) => `<dt>${t}</dt><dd>${m}</dd>`).join('')}</dl>`,
      ),
    ].join('')}</div>`;
  const leaves = [
    page(`${mark(78, '#262120')}<h1>Quaderno del torchio</h1><h3>The press notebook</h3>`, 'cover'),
    page('<p>Bottega Ottavia<br>Torino</p>', 'imprint'),
    part(italian, 'it'),
    page(`${mark(24, '#a5402b')}<p>Da qui in inglese.<br><em>From here in English.</em></p>`, 'turn'),
    part(english, 'en'),
    page(
      '<p>Composto in Fraunces, Instrument Sans e Listello.<br>Ventiquattro pagine, cucite a mano.<br>Non ci risultano refusi; li aspettiamo.</p><p><em>Set in Fraunces, Instrument Sans and Listello.<br>Twenty-four pages, sewn by hand.<br>No known misprints. We expect them.</em></p>',
      'imprint',
    ),
  ];
  return `<!doctype html><html lang="it"><meta charset="utf-8"><title>Quaderno del torchio · The press notebook</title><style>${fonts(listello)}
@page { size: 148mm 210mm; margin: 0; }
* { box-sizing: border-box; margin: 0; }
body { font: 13.4pt/20pt Fraunces; color: #262120; font-optical-sizing: auto; }
section { width: 148mm; height: 210mm; padding: 24mm 26mm 30mm 18mm; position: relative; break-after: page; overflow: hidden; }
section.recto { padding-left: 18mm; padding-right: 26mm; }
section.verso { padding-left: 26mm; padding-right: 18mm; }
section:last-child { break-after: auto; }
h2 { font: 20pt/24pt Listello; text-transform: uppercase; letter-spacing: .04em; color: #a5402b; margin: 0 0 11mm; }
small { font: 600 8.5pt/12pt Sans; display: block; margin-bottom: 2mm; }
p { hyphens: auto; text-wrap: pretty; }
p + p { text-indent: 6mm; }
.opening { padding-top: 42mm; }
.opening p:first-child::first-letter { font: 44pt/36pt Listello; float: left; padding: 1mm 2.5mm 0 0; color: #a5402b; }
footer { position: absolute; bottom: 16mm; font: 8.5pt Sans; font-variant-numeric: tabular-nums; }
.recto footer { right: 26mm; } .verso footer { left: 26mm; }
dl { display: grid; grid-template-columns: 31mm 1fr; row-gap: 3mm; }
dt { font-weight: 600; } dd { margin: 0; }
.cover { background: #3d6350; display: grid; place-content: center; justify-items: center; text-align: center; color: #efe9d6; padding: 0 0 0 22mm !important; }
.cover::before { content: ''; position: absolute; inset: 0 auto 0 0; width: 24mm; background: #a5402b; }
.cover h1 { font: 17pt/22pt Listello; letter-spacing: .06em; text-transform: uppercase; margin-top: 14mm; }
.cover h3 { font: 400 12pt/18pt Fraunces; }
.imprint { display: flex; flex-direction: column; justify-content: flex-end; font-size: 9.500pt; line-height: 14pt; }
.imprint p { text-indent: 0; margin-top: 4mm; }
.turn { display: grid; place-content: center; justify-items: center; text-align: center; gap: 8mm; }
</style>${leaves.join('')}</html>`;
}

/** Listello's specimen: two A4 pages. */
export function specimenPage(listello: Buffer): string {
  const all = [...glyphs.keys()].map((c) => `<span>${c === '&' ? '&amp;' : c}</span>`).join('');
  return `<!doctype html><html lang="it"><meta charset="utf-8"><title>Listello, saggio · specimen</title><style>${fonts(listello)}
@page { size: A4; margin: 0; } * { box-sizing: border-box; margin: 0; }
section { width: 210mm; height: 297mm; padding: 18mm; break-after: page; color: #231d16; overflow: hidden; font: 10pt/14pt Sans; position: relative; }
section:last-child { break-after: auto; }
h1, h2, div, span { font-family: Listello; font-weight: 400; text-transform: uppercase; }
header { display: flex; justify-content: space-between; border-bottom: .4mm solid; padding-bottom: 3mm; }
h1 { font-size: 245pt; line-height: 250pt; color: #a5402b; margin: 6mm 0 0 -4mm; white-space: nowrap; }
.a { font-size: 92pt; line-height: 92pt; } .b { font-size: 53pt; line-height: 62pt; } .c { font-size: 36pt; line-height: 46pt; margin-top: 5mm; }
.grid { display: grid; grid-template-columns: repeat(9, 1fr); margin-top: 8mm; border-left: .15mm solid #b99; border-top: .15mm solid #b99; }
.grid span { border-right: .15mm solid #b99; border-bottom: .15mm solid #b99; text-align: center; font-size: 27pt; line-height: 23.500mm; }
footer { position: absolute; bottom: 18mm; left: 18mm; right: 18mm; display: grid; grid-template-columns: 1fr 1fr; gap: 10mm; }
</style><section><header><b>Listello 1.000</b><span style="font-size:9pt">Bottega Ottavia</span></header><h1>LRO8</h1><div class="a">Otto ore</div><div class="b">Piombo &amp; legno</div><div class="b">Perché? Così.</div><div class="c">Via Po 8, Torino – 26,00 €</div>
<footer><p>Un listello largo 140 unità e un quarto di cerchio con raggio 210. Solo maiuscole; la tastiera minuscola dà le stesse.</p><p>One batten 140 units wide and one quarter circle of radius 210. Capitals only; the lower-case keys give the same.</p></footer></section>
<section><header><b>${glyphs.size} segni · glyphs</b><span style="font-size:9pt">27 pt</span></header><div class="grid">${all}</div></section></html>`;
}
