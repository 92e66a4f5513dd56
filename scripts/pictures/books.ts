import { lettering, widthOf } from './lettering';
import { across, cast, leanShadow, letterO, palettes, scene } from './scene';

const shade = palettes.books.shade;
const INK = '#20231c';
const lines = (x: number, y: number, widths: number[], gap: number, h: number) =>
  widths.map((w, i) => `M${x} ${y + i * gap}h${w}v${h}h-${w}Z`).join('');

function quaderno(): string {
  const x = 236;
  const y = 236;
  const w = 342;
  const h = 486;
  const cover = `M${x} ${y + 4}L${x + w} ${y}V${y + h + 4}L${x} ${y + h}Z`;
  const book = `${cast(`M${x - 14} ${y + 6}H${x + w}V${y + h}H${x - 14}Z`, y + h + 2, 0.42)}<path fill="#8c3a28" d="M${x - 16} ${y + 9}L${x + 2} ${y + 4}V${y + h}L${x - 16} ${y + h - 6}Z"/><path fill="#3d6350" d="${cover}"/>
<path fill="#5c8069" d="M${x} ${y + 4}L${x + w} ${y}v4L${x} ${y + 8}Z"/><path fill="#b24a33" d="M${x} ${y + 4}l64 -.8V${y + h + 0.6}L${x} ${y + h}Z"/><path stroke="#8c3a28" stroke-width="1.4" opacity=".5" d="${Array.from({ length: 15 }, (_, i) => `M${x + 3 + i * 4.2} ${y + 5}V${y + h}`).join('')}"/><path fill="#000" opacity=".18" d="M${x + 64} ${y + 3}h4V${y + h}h-4Z"/><path fill="#d66b52" opacity=".6" d="M${x} ${y + 4}h3V${y + h}h-3Z"/>`;
  const cx = x + 64 + (w - 64) / 2;
  const title = 'QUADERNO';
  const art = `<g class="i"><path fill="${INK}" fill-rule="evenodd" d="${letterO(cx, y + 198, 268)}"/><path fill="#efe9d6" d="${lettering(title, cx - widthOf(title, 21, 3) / 2, y + 390, 21, 3)}${lettering('DEL TORCHIO', cx - widthOf('DEL TORCHIO', 13, 3) / 2, y + 420, 13, 3)}"/></g><path class="g" fill="url(#lo)" d="${cover}"/><path fill="url(#hi)" d="${cover}"/>`;
  const bx = 176;
  const by = 722;
  const flat = `${cast(`M${bx} ${by}H${bx + 486}V${by + 74}H${bx}Z`, by + 76, 0.42)}<path fill="#4d745e" d="M${bx + 34} ${by - 8}H${bx + 462}L${bx + 486} ${by + 40}H${bx}Z"/><path fill="url(#fl)" d="M${bx + 34} ${by - 8}H${bx + 462}L${bx + 486} ${by + 40}H${bx}Z"/><path fill="#b24a33" d="M${bx} ${by + 34}H${bx + 486}V${by + 74}H${bx}Z"/><path fill="#cf6249" d="M${bx} ${by + 34}H${bx + 486}v5H${bx}Z"/><path stroke="#8c3a28" stroke-width="1.4" opacity=".4" d="${Array.from({ length: 8 }, (_, i) => `M${bx} ${by + 42 + i * 4}H${bx + 486}`).join('')}"/>
<path fill="#efe4cb" d="M${bx + 150} ${by + 42}h186v24h-186Z"/><path fill="${INK}" d="${lettering('QUADERNO DEL TORCHIO', bx + 243 - widthOf('QUADERNO DEL TORCHIO', 9, 1.6) / 2, by + 58.5, 9, 1.6)}"/><path class="g" fill="url(#lo)" d="M${bx} ${by + 34}H${bx + 486}V${by + 74}H${bx}Z"/>`;
  const thread =
    '<path fill="none" stroke="#28321f" stroke-width="5" opacity=".3" d="M262 892c40 -22 90 -10 84 10s-60 20 -56 -4 70 -26 120 -12 60 22 110 8"/><path fill="none" stroke="#f1ead6" stroke-width="3.600" stroke-linecap="round" d="M258 886c40 -22 90 -10 84 10s-60 20 -56 -4 70 -26 120 -12 60 22 110 8"/><path fill="none" stroke="#28321f" stroke-width="5" opacity=".3" stroke-linecap="round" d="M520 892l74 -34"/><path fill="none" stroke="#d5d8d2" stroke-width="4.500" stroke-linecap="round" d="M514 888l76 -34"/><path fill="none" stroke="#6c7957" stroke-width="1.500" d="M518 886l8 -3.600"/>';
  const defs = `${across('hi', '0 #fff .2', '.35 #fff 0', `1 ${shade} .25`)}${across('lo', `.35 ${shade} 0`, `1 ${shade} .42`)}${across('fl', `0 #fff .18`, `.3 ${shade} .3`, `.72 ${shade} .55`, `1 ${shade} .2`)}`;
  return scene(palettes.books, defs, flat + book + art + thread);
}

function pdf(): string {
  const x = 190;
  const y = 176;
  const w = 420;
  const h = 596;
  const text = [300, 286, 300, 292, 300, 276, 300, 298, 180];
  const tablet = `${leanShadow(x + w, y + 14, y + h, x + 20)}<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="26" fill="#2a2e28"/><path fill="none" stroke="#798270" stroke-width="3" d="M${x + 2} ${y + h - 30}V${y + 27}q0 -25 25 -25H${x + w - 30}"/><path fill="#f6f2e6" d="M${x + 26} ${y + 34}H${x + w - 26}V${y + h - 46}H${x + 26}Z"/><circle cx="${x + w / 2}" cy="${y + h - 23}" r="9" fill="none" stroke="#5d6456" stroke-width="2.500"/><circle cx="${x + w / 2}" cy="${y + 17}" r="3" fill="#5d6456"/>`;
  const page = `<path fill="#a5402b" fill-rule="evenodd" d="${letterO(x + 126, y + 161, 136)}"/><path fill="${INK}" d="${lettering('LA RIGA', x + 216, y + 122, 24, 2)}${lines(x + 216, y + 150, [144, 138, 146, 130, 144], 17, 5)}"/><path fill="#5b5e52" d="${lines(x + 60, y + 262, text, 19, 5)}${lines(x + 60, y + 450, [300, 292, 300, 120], 19, 5)}"/><path fill="#a5402b" d="M${x + 60} ${y + 430}h40v2.500h-40Z"/><path fill="${INK}" d="${lettering('8', x + 205, y + 538, 8)}"/><path fill="#fff" opacity=".2" d="M${x + 26} ${y + 300}L${x + 270} ${y + 34}h96L${x + 26} ${y + 410}Z"/><path class="g" fill="url(#lo)" d="M${x + 26} ${y + 34}H${x + w - 26}V${y + h - 46}H${x + 26}Z"/>`;
  const rims =
    'M300 868c0 -34 24 -44 58 -44s54 12 54 40 -22 42 -56 42 -56 -12 -56 -38ZM446 864c0 -32 24 -44 56 -44s58 10 58 42 -22 42 -58 42 -56 -14 -56 -40ZM411 852q18 -14 36 0';
  const arms = 'M301 858C280 836 330 806 390 800M559 852C586 830 640 808 676 812';
  const glasses = `<g fill="none" stroke-linecap="round"><path stroke="${shade}" stroke-width="8" opacity=".32" d="${rims}${arms}" transform="translate(12 9)" filter="url(#f)"/><path fill="#fff" stroke="none" opacity=".2" d="${rims}"/><path stroke="#4a2d1c" stroke-width="9" d="${arms}"/><path stroke="#5f3a22" stroke-width="10" d="${rims}"/><path stroke="#a4713f" stroke-width="2.500" opacity=".8" d="M304 856c4 -22 24 -28 54 -28M450 852c6 -20 26 -28 52 -28"/></g><path fill="#fff" opacity=".3" d="M322 880l40 -46h16l-48 58ZM470 876l40 -46h12l-44 56Z"/>`;
  return scene(palettes.books, across('lo', `.55 ${shade} 0`, `1 ${shade} .16`), tablet + page + glasses);
}

function refuso(): string {
  const RED = '#d2553d';
  const BLUE = '#2c5a70';
  const zine = (tint: string) => {
    const turned = widthOf('REF', 50, 3) + 3;
    const u = widthOf('U', 50);
    const word = `<path d="${lettering('REF', 26, 100, 50, 3)}${lettering('SO', 26 + turned + u + 5, 100, 50, 3)}"/><path transform="rotate(180 ${26 + turned + u / 2} 75)" d="${lettering('U', 26 + turned, 100, 50)}"/>`;
    return `<path fill="${tint}" d="M0 0H362V512H0Z"/><g class="i"><circle cx="198" cy="310" r="142" fill="${RED}"/></g><g class="i" style="mix-blend-mode:multiply" fill="${BLUE}"><path d="${lettering('4', 66, 452, 290)}"/>${word}<path d="M29 120H332v3H29Z"/><path d="${lettering('ERRORI DI STAMPA', 29, 145, 11, 2.2)}"/></g><path fill="#fff" opacity=".5" d="M0 0h2.500v512H0Z"/><path fill="#7f8378" d="M-1.500 122h4v44h-4ZM-1.500 346h4v44h-4Z"/><path fill="url(#hi)" d="M0 0H362V512H0Z"/><path class="g" fill="url(#lo)" d="M0 0H362V512H0Z"/><path fill="#c7c0ac" d="M0 510H362v3H0Z"/>`;
  };
  const back = `<path class="s" opacity=".36" d="M604 232L696 ${700}L628 788H300V690Z"/><g transform="translate(282 226) rotate(4.500)">${zine('#e6dfcb')}</g>`;
  const front = `<path class="s" opacity=".42" d="M524 310L560 770L520 822L300 824V700Z"/><g transform="translate(150 306) rotate(-1.200)">${zine('#f4efe0')}</g>`;
  const clip =
    '<g fill="none" stroke-linecap="round" stroke-linejoin="round"><path stroke="#28321f" stroke-width="5" opacity=".35" d="M610 878l60 -16M634 906l54 -4"/><path stroke="#c9cdc6" stroke-width="4" d="M604 884v-12l60 -16v12M630 912v-11l54 -5v11"/></g>';
  const defs = `${across('hi', '0 #fff .35', '.1 #fff 0', `1 ${shade} .12`)}${across('lo', `.6 ${shade} 0`, `1 ${shade} .2`)}`;
  return scene(palettes.books, defs, back + front + clip);
}

/** Pictures of the books, by product slug. */
export const books = { 'quaderno-del-torchio': quaderno, 'quaderno-pdf': pdf, 'refuso-4': refuso };
