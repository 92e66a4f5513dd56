import { lettering } from './lettering';
import { stroke } from './pen';
import { across, cast, down, leanShadow, palettes, scene } from './scene';

const INK = '#262120';
const OXIDE = '#a5402b';
const PAPER = '#f5efe2';

/** A sheet of heavy paper leaning on the wall. */
const sheet = (x: number, y: number, w: number, h: number) =>
  `${leanShadow(x + w, y, y + h, x)}<path fill="${PAPER}" d="M${x} ${y}h${w}v${h}h-${w}Z"/><path fill="url(#p)" d="M${x} ${y}h${w}v${h}h-${w}Z"/><path fill="#fffaf0" d="M${x} ${y}h2v${h}h-2Z"/><path fill="#b8a78f" d="M${x} ${y + h - 2.5}h${w}v2.5h-${w}Z"/>`;
const sheetDefs = across('p', '0 #fff .5', '.4 #fff 0', '1 #8a7458 .22');

/** The short uncut ridges a gouge leaves in the cleared parts of a block. */
function chatter(x: number, y: number, w: number, h: number, count: number, seed: number): string {
  let d = '';
  let s = seed;
  const next = () => {
    s = (s * 16807) % 2147483647;
    return s / 2147483647;
  };
  for (let i = 0; i < count; i++) {
    d += `M${(x + next() * w).toFixed(0)} ${(y + next() * h).toFixed(0)}l${(6 + next() * 15).toFixed(0)} ${(next() * 3 - 1.5).toFixed(1)}`;
  }
  return d;
}

/** Pencilled edition number and signature below a print. */
const pencilled = (x: number, y: number, w: number) =>
  `<path fill="none" stroke="#7d746a" stroke-width="1.5" stroke-linecap="round" d="M${x} ${y}l3 -8M${x + 6} ${y}q-5 -7 1 -8t2 8M${x + 12} ${y + 2}l5 -12M${x + 19} ${y}q6 -9 1 -9t-1 9h7M${x + w - 62} ${y - 1}c7 -14 12 -13 10 -3s-9 4 -3 -2 10 -6 10 0 5 3 8 -3 5 4 9 0 5 -9 8 -2 8 4 14 -1 5 2 8 1"/>`;

function mole(): string {
  const x = 150;
  const y = 168;
  const rib = (k: number) => `M0 -262Q${52 * k} -238 ${86 * k} -116`;
  const windows = [-78, -52, -26, 0, 26, 52, 78].map((k) => `M${k - 5} -66v-19q5 -8 10 0v19Z`).join('');
  const columns = (w: number, n: number, top: number, h: number) =>
    Array.from(
      { length: n },
      (_, k) => `M${(-w / 2 + (w / (n - 1)) * k - 2.2).toFixed(1)} ${top}h4.4v${h}h-4.4Z`,
    ).join('');
  const tower = `<g transform="translate(205 428) scale(.9)" fill="${INK}">
<path d="M-112 0V-98H112V0Z"/><path d="M-118 -98h236v-9h-236ZM-100 -107h200v-12h-200Z"/>
<path d="M-92 -118C-88 -172 -56 -236 -26 -264H26C56 -236 88 -172 92 -118Z"/>
<path d="M-31 -264h62v-7h-62Z"/>${`<path d="${columns(50, 6, -300, 30)}M-30 -306h60v7h-60ZM-19 -316h38v11h-38Z${columns(32, 5, -342, 26)}M-22 -348h44v6h-44Z"/>`}
<path d="M-15 -348L-9 -366H-11V-370H11V-366H9L15 -348ZM-8 -370L-4.5 -404H4.5L8 -370ZM-8 -408h16v5h-16ZM-4 -408L-1 -448H1L4 -408Z"/>
<path d="M0 -464l3 9 9 0 -7 6 3 9 -8 -6 -8 6 3 -9 -7 -6 9 0Z" transform="translate(0 6) scale(.8)"/>
<path fill="none" stroke="${OXIDE}" stroke-width="2.6" d="${rib(1)}${rib(-1)}${rib(0.52)}${rib(-0.52)}M0 -258V-122M-82 -160H82M-66 -200H66" opacity=".9"/>
<path fill="${PAPER}" d="${windows}"/></g>`;
  const roofs = `<path fill="${INK}" d="M0 500V392l38 -20 30 16v-26h10v32l24 12v-18h60v34h40l46 -24 40 22v-34h9v40l36 -16 57 30V500Z"/><path fill="${PAPER}" d="M20 424h9v13h-9ZM58 424h9v13h-9ZM116 430h9v13h-9ZM262 432h9v13h-9ZM340 436h9v13h-9ZM136 456h9v13h-9ZM306 462h9v13h-9ZM36 462h9v13h-9ZM216 452h9v13h-9Z"/>`;
  const art = `<g transform="translate(${x + 40} ${y + 42})"><g class="i"><path fill="url(#sk)" d="M2 1L389 0 390 490 1 491Z"/>
<path stroke="#c9694b" stroke-width="2.4" stroke-linecap="round" d="${chatter(8, 12, 360, 260, 70, 7)}" opacity=".8"/>
<path stroke="${PAPER}" stroke-width="2" stroke-linecap="round" d="${chatter(10, 250, 360, 110, 34, 11)}" opacity=".75"/></g>
<g class="i" clip-path="url(#a)">${tower}${roofs}</g></g>`;
  const roller = `${cast('M500 850V790H660V850Z', 852, 0.4)}${cast('M566 946V900H600V946Z', 946, 0.3)}
<g transform="translate(494 776)"><path fill="none" stroke="#55504a" stroke-width="8" stroke-linejoin="round" d="M8 44H-14V100H184V44H160"/><path fill="none" stroke="#b9b2a5" stroke-width="2" d="M6 42H-16.500V102M-14 98H182"/>
<path fill="#3a2a24" d="M6 22q0 -14 14 -14H150q14 0 14 14V62q0 14 -14 14H20q-14 0 -14 -14Z"/><path fill="${OXIDE}" d="M14 8H156V76H14Z"/><path fill="url(#ro)" d="M14 8H156V76H14Z"/><path class="g" fill="url(#rs)" d="M14 8H156V76H14Z"/>
<path fill="#8c867b" d="M77 100h16v14h-16Z"/><path fill="#7a4a2a" d="M73 112h24c8 26 10 44 8 62 -2 14 -38 14 -40 0 -2 -18 0 -36 8 -62Z"/><path fill="#b67c4c" d="M75 112h9c-1 22 -4 44 -5 66 -8 0 -12 -2 -13 -6 -2 -18 1 -36 9 -60Z"/></g>`;
  const defs = `${sheetDefs}${down('sk', '0 #8f3524', '.55 #a8432c', '1 #c66a45')}${down('ro', '0 #d8775a .75', '.3 #d8775a 0', '1 #3b1610 .55')}${across('rs', '0 #3b1610 0', '.6 #3b1610 .1', '1 #3b1610 .55')}<clipPath id="a"><path d="M2 1L389 0 390 490 1 491Z"/></clipPath>`;
  return scene(
    palettes.prints,
    defs,
    `${sheet(x, y, 470, 604)}${art}${pencilled(x + 42, y + 566, 388)}${roller}`,
  );
}

/** Skeleton of the ampersand on a 400 by 440 field: bowl, belly, tail. */
const ampersand = stroke(
  [
    [396, 196],
    [378, 286],
    [310, 418],
    [162, 418],
    [58, 418],
    [4, 366],
    [12, 296],
    [24, 190],
    [276, 216],
    [276, 96],
    [276, 30],
    [234, 0],
    [184, 0],
    [130, 0],
    [88, 36],
    [94, 100],
    [104, 200],
    [292, 418],
    [416, 418],
  ],
  { thin: 20, thick: 78, angle: -18 },
  8,
);

function commerciale(): string {
  const x = 168;
  const y = 128;
  const poster = `${sheet(x, y, 458, 642)}<g class="i"><path fill="${OXIDE}" transform="translate(${x + 58} ${y + 78}) scale(.86)" d="${ampersand}"/></g>
<path fill="${INK}" class="i" d="${lettering('BOTTEGA OTTAVIA', x + 76, y + 586, 16, 4.2)}"/><path fill="${INK}" d="M${x + 76} ${y + 606}h306v2h-306Z"/>`;
  const block = `${cast('M506 862V690H672V862Z', 862, 0.42)}<path fill="#6b4526" d="M506 700l12 -14H684L672 700ZM672 700l12 -14V848l-12 14Z"/><path fill="#d0a06a" d="M506 700l12 -14H684L672 700Z"/>
<path fill="#b07c48" d="M506 700H672V862H506Z"/><path fill="none" stroke="#96653a" stroke-width="1.6" d="M506 722q80 -9 166 2M506 745q70 7 166 -4M506 790q90 -10 166 4M506 822q84 8 166 -2M506 846q84 -6 166 2"/>
<path class="g" fill="url(#rs)" d="M506 700H672V862H506Z"/><g transform="matrix(-.33 0 0 .33 657 710)"><path fill="#4a1d12" transform="translate(-9 9)" d="${ampersand}"/><path fill="#8d3524" d="${ampersand}"/></g>`;
  const defs = `${sheetDefs}${across('rs', '0 #4a2c14 0', '.5 #4a2c14 .12', '1 #4a2c14 .6')}`;
  return scene(palettes.prints, defs, poster + block);
}

function po(): string {
  const x = 150;
  const y = 168;
  const BLUE = '#2f4f63';
  let water = '';
  for (let k = 0; k < 17; k++) {
    const base = 268 + k * 11 + k * k * 0.28;
    const swing = 2 + k * 0.55;
    let d = `M0 ${base.toFixed(1)}`;
    for (let s = 0; s < 6; s++) {
      const lift = swing * (1 + 0.5 * Math.sin(s * 2.1 + k * 1.3));
      d += `q16 ${(-lift).toFixed(1)} 32.5 0t32.5 ${(k % 3) - 1 === 0 ? 1 : 0}`;
    }
    water += d;
  }
  const arch = (k: number) => `M${14 + k * 74} 262v-26a31 40 0 0 1 62 0v26Z`;
  const spans = [0, 1, 2, 3, 4].map(arch).join('');
  const reflections = [0, 1, 2, 3, 4]
    .map((k) => `M${22 + k * 74} 284h48M${26 + k * 74} 300h40M${32 + k * 74} 320h30`)
    .join('');
  const art = `<g transform="translate(${x + 40} ${y + 42})"><g class="i" clip-path="url(#a)">
<path fill="#d9b58a" d="M1 2L389 0V270H1Z"/><path stroke="${PAPER}" stroke-width="2.4" stroke-linecap="round" d="${chatter(8, 14, 360, 120, 60, 5)}"/>
<path fill="#6f8a94" d="M0 176q60 -44 130 -30t120 -22q70 -24 140 20V262H0Z"/>
<path fill="${BLUE}" d="M236 176v-40h8v-26q22 -34 44 -34t44 34v26h8v40ZM280 78v-10h16v10ZM286 68v-12h4v12ZM226 182l62 -28 62 28Z"/>
<path fill="#d9b58a" d="M250 172v-28h7v28ZM265 172v-28h7v28ZM280 172v-28h7v28ZM295 172v-28h7v28ZM310 172v-28h7v28ZM325 172v-28h7v28Z"/>
<path fill="none" stroke="#6f8a94" stroke-width="2" d="M262 112q8 -24 22 -30M276 112q4 -20 12 -30M302 112q-4 -20 -12 -30M316 112q-8 -24 -24 -30"/>
<path fill="${BLUE}" d="M0 200q195 -22 390 0V270H0ZM0 196q195 -22 390 0v-9q-195 -22 -390 0Z"/><path fill="${BLUE}" d="M40 188v-34h3v34ZM114 183v-34h3v34ZM188 181v-34h3v34ZM262 183v-34h3v34ZM336 188v-34h3v34Z"/>
<path fill="#8fa3a6" d="${spans}"/><path fill="${PAPER}" d="M36 150h11v8h-11ZM110 145h11v8h-11ZM184 143h11v8h-11ZM258 145h11v8h-11ZM332 150h11v8h-11Z"/>
<path fill="${BLUE}" d="M0 258H390V492H0Z"/><path fill="none" stroke="${PAPER}" stroke-width="4.2" stroke-linecap="round" d="${water}"/>
<path fill="none" stroke="#8fa3a6" stroke-width="6" stroke-linecap="round" d="${reflections}" opacity=".75"/></g></g>`;
  const gouge = `${cast('M438 852L690 822v22L438 862Z', 856, 0.42)}<g transform="rotate(-7 560 840)"><path fill="#8c8a86" d="M430 838l84 -7v14l-84 -3q-8 -2 0 -4Z"/><path fill="#d6d4ce" d="M430 838l84 -7v5l-84 3.500Z"/><path fill="#c7a04b" d="M512 828h16v20h-16Z"/>
<path fill="#7a4a2a" d="M528 829c40 -8 60 -12 92 -11 42 1 54 10 54 20s-14 20 -54 21c-32 0 -54 -4 -92 -11Z"/><path fill="#b67c4c" d="M528 830c40 -8 60 -10 92 -9 34 1 48 7 51 13 -20 -5 -40 -6 -66 -5 -30 1 -50 3 -77 5Z"/></g>
<path fill="none" stroke="#2f4f63" stroke-width="3" stroke-linecap="round" d="M300 846q10 -10 20 0t-4 12M352 872q12 -6 16 4t-12 8M262 884q10 -10 18 -2"/>`;
  const defs = `${sheetDefs}<clipPath id="a"><path d="M1 2L389 0 390 489 2 491Z"/></clipPath>`;
  return scene(
    palettes.prints,
    defs,
    `${sheet(x, y, 470, 604)}${art}${pencilled(x + 42, y + 566, 388)}${gouge}`,
  );
}

function luna(): string {
  const x = 172;
  const y = 186;
  const w = 440;
  const h = 588;
  const NIGHT = '#1f2f2b';
  const frame = `${leanShadow(x + w, y, y + h, x)}<path fill="#d9b98a" d="M${x} ${y}h${w}v${h}h-${w}Z"/><path fill="#b88f5c" d="M${x + w} ${y}v${h}h-${w}l22 -22h${w - 44}V${y + 22}Z"/><path fill="#e9cfa5" d="M${x} ${y}h${w}l-22 22H${x + 22}Z"/><path fill="#cba672" d="M${x} ${y}l22 22v${h - 44}l-22 22Z"/>
<path fill="none" stroke="#a87f4e" stroke-width="1.2" opacity=".6" d="M${x + 8} ${y + 60}q4 120 -1 240t3 220M${x + w - 9} ${y + 40}q-4 160 1 270t-3 210M${x + 60} ${y + 9}q140 5 300 -2M${x + 70} ${y + h - 9}q150 -5 300 2"/>
<path fill="${PAPER}" d="M${x + 22} ${y + 22}h${w - 44}v${h - 44}H${x + 22}Z"/><path fill="${palettes.prints.shade}" opacity=".28" d="M${x + 22} ${y + 22}h${w - 44}v8H${x + 30}v${h - 52}h-8Z"/><path fill="#fffdf6" d="M${x + 78} ${y + 82}h${w - 156}v${h - 188}h-${w - 156}Z"/><path fill="none" stroke="#cfc3ad" stroke-width="2" d="M${x + 78} ${y + 82}h${w - 156}v${h - 188}h-${w - 156}Z"/>`;
  const art = `<g transform="translate(${x + 88} ${y + 92})"><g class="i" clip-path="url(#a)"><path fill="#5f7a74" d="M0 1L263 0V340L1 342Z"/>
<path stroke="#88a199" stroke-width="2" stroke-linecap="round" d="${chatter(4, 8, 240, 190, 60, 9)}"/><circle cx="146" cy="132" r="92" fill="#f1dfb0"/><path fill="none" stroke="#d8c089" stroke-width="2.4" stroke-linecap="round" d="M96 92q16 -14 30 -8M172 76q18 4 26 20M84 142q8 10 22 8M190 150q12 -2 20 -14"/>
<path fill="#36524b" d="M0 262q60 -52 120 -44t143 -30V342H0Z"/>
<g fill="${NIGHT}"><path d="M92 220v-30h14v-34h3q2 -34 37 -38 35 4 37 38h3v34h14v30Z"/><path d="M139 118v-18h14v18ZM143 100q3 -16 6 0ZM76 220v-66h14v66ZM202 220v-66h14v66ZM74 154q9 -22 18 0ZM200 154q9 -22 18 0ZM82 138v-8h2v8ZM208 138v-8h2v8ZM145 90v-9h2v9Z"/><path d="M0 300q70 -74 130 -82t133 28V342H0Z"/></g>
<path fill="#f1dfb0" d="M112 186v-20h6v20ZM126 186v-20h6v20ZM142 186v-20h8v20ZM160 186v-20h6v20ZM174 186v-20h6v20ZM80 176v-12h5v12ZM206 176v-12h5v12Z"/>
<path fill="none" stroke="#36524b" stroke-width="3" stroke-linecap="round" d="M0 318q70 -60 140 -66t123 34M40 330q60 -44 110 -46t113 40M110 332q40 -16 80 -8"/></g></g>${pencilled(x + 92, y + 456, 254)}`;
  const glass = `<path fill="#fff" opacity=".1" d="M${x + 22} ${y + 330}L${x + 270} ${y + 22}h90L${x + 22} ${y + 450}Z"/>`;
  const pencil = `${cast('M420 876L664 852v14L420 884Z', 884, 0.45)}<g transform="rotate(-5 540 868)"><path fill="#e8cfa4" d="M398 871l30 -8v15Z"/><path fill="#2b2725" d="M398 871l11 -3v6Z"/><path fill="#8f3524" d="M428 863H640v15H428Z"/><path fill="#b65740" d="M428 863H640v5H428Z"/><path fill="#6c2417" d="M428 873H640v5H428Z"/><path fill="#b9b2a5" d="M640 862h16v17h-16Z"/><path fill="#d8a199" d="M656 863h14q5 7 0 15h-14Z"/></g>`;
  const defs = '<clipPath id="a"><path d="M0 1L263 0 264 341 1 342Z"/></clipPath>';
  return scene(palettes.prints, defs, frame + art + glass + pencil);
}

/** Pictures of the prints, by product slug. */
export const prints = {
  'mole-di-sera': mole,
  'e-commerciale': commerciale,
  'po-in-piena': po,
  'luna-su-superga': luna,
};
