import { lettering, widthOf } from './lettering';
import { across, cast, leanShadow, palettes, scene } from './scene';

const INK = '#231d16';

/** A wooden sort seen from the front, its letter reversed. */
function sort(
  letter: string,
  x: number,
  foot: number,
  w: number,
  h: number,
  wood: [string, string, string],
): string {
  const top = foot - h;
  const size = h * 0.62;
  const start = x + w / 2 + widthOf(letter, size) / 2 + (36 * size) / 700;
  const face = lettering(letter, start, foot - h * 0.19, size, 0, true);
  const grain = [0.2, 0.42, 0.66, 0.88]
    .map((k) => `M${x} ${(top + h * k).toFixed(0)}q${w / 2} ${k > 0.5 ? -7 : 6} ${w} 1`)
    .join('');
  return `${cast(`M${x} ${foot}V${top - 10}H${x + w}V${foot}Z`, foot, 0.42)}<path fill="${wood[1]}" d="M${x} ${top}l10 -14h${w}l-10 14Z"/><path fill="${wood[2]}" d="M${x + w} ${top}l10 -14V${foot - 14}l-10 14Z"/><path fill="${wood[0]}" d="M${x} ${top}h${w}v${h}h-${w}Z"/><path fill="none" stroke="${wood[2]}" stroke-width="1.500" opacity=".6" d="${grain}"/><path id="s${x}" fill="#9a3d28" d="${face}"/><use href="#s${x}" x="-4" y="4" style="filter:brightness(.28)"/><use href="#s${x}"/><path fill="#fff" opacity=".25" d="M${x} ${top}h3v${h}h-3Z"/><path class="g" fill="url(#lo)" d="M${x} ${top}h${w}v${h}h-${w}Z"/>`;
}

function listello(): string {
  const x = 150;
  const y = 140;
  const w = 480;
  const h = 630;
  const rows = ['ABCDEFGHIJKLM', 'NOPQRSTUVWXYZ', '0123456789&€!?'];
  const set = rows
    .map((row, i) =>
      lettering(row, x + 38, y + 408 + i * 44, 24, (402 - widthOf(row, 24)) / (row.length - 1)),
    )
    .join('');
  const paper = `${leanShadow(x + w, y, y + h, x)}<path fill="#f7efdc" d="M${x} ${y}h${w}v${h}h-${w}Z"/><path fill="url(#p)" d="M${x} ${y}h${w}v${h}h-${w}Z"/><path fill="#b99247" d="M${x} ${y + h - 2.5}h${w}v2.5h-${w}Z"/>`;
  const art = `<g class="i"><path fill="#a5402b" d="${lettering('LR', x + 46, y + 336, 252, 10)}"/><path fill="${INK}" d="${set}${lettering('LISTELLO', x + 40, y + 52, 13, 3)}${lettering('72 PT', x + w - 42 - widthOf('72 PT', 13, 3), y + 52, 13, 3)}"/></g><path fill="${INK}" d="M${x + 40} ${y + 64}h400v1.800h-400ZM${x + 40} ${y + 364}h400v1.800h-400Z"/>`;
  const woods: [string, string, string][] = [
    ['#c08a50', '#dcae74', '#7e5226'],
    ['#a9713c', '#cf9c61', '#6c431d'],
    ['#c99659', '#e3b980', '#85582b'],
    ['#b47c44', '#d6a468', '#744a21'],
  ];
  const word = ['O', 'T', 'T', 'O']
    .map((c, i) => sort(c, 214 + i * 112, 858, 104, 152, woods[i] ?? ['', '', '']))
    .join('');
  const defs = `${across('p', '0 #fff .5', '.4 #fff 0', '1 #8a6428 .24')}${across('lo', '.2 #3d240c 0', '1 #3d240c .42')}`;
  return scene(palettes.type, defs, paper + art + word);
}

/** The picture of the typeface, by product slug. */
export const type = { listello };
