import { lettering, widthOf } from './lettering';
import { across, cast, leanShadow, letterO, palettes, scene } from './scene';

const lines = (x: number, y: number, widths: number[], gap: number, h: number) =>
  widths.map((w, i) => `M${x} ${y + i * gap}h${w}v${h}h-${w}Z`).join('');

function comporre(): string {
  const shade = palettes.courses.shade;
  const INK = '#2a1f1b';
  const x = 240;
  const y = 96;
  const proof = `<path class="s" opacity=".34" d="M${x + 14} ${y + 18}H${x + 356}L${x + 362} ${y + 474}Q${x + 200} ${y + 486} ${x + 20} ${y + 470}Z"/><path fill="#f8efe2" d="M${x} ${y}H${x + 340}V${y + 452}Q${x + 300} ${y + 466} ${x + 250} ${y + 458}T${x} ${y + 456}Z"/><path fill="url(#p)" d="M${x} ${y}H${x + 340}V${y + 452}Q${x + 300} ${y + 466} ${x + 250} ${y + 458}T${x} ${y + 456}Z"/>
<g class="i"><path fill="${INK}" d="${lettering('BOZZA', x + 44, y + 106, 58, 4)}${lines(x + 44, y + 186, [252, 244, 252, 236, 252, 248, 252, 240, 252, 150], 22, 8)}"/><path fill="#a5402b" d="M${x + 44} ${y + 134}h252v3h-252Z"/></g>
<g fill="none" stroke="#b8432c" stroke-width="3.200" stroke-linecap="round" stroke-linejoin="round"><path d="M${x + 120} ${y + 200}l6 -22M${x + 308} ${y + 196}c10 -14 20 -4 10 4s-16 14 -4 16M${x + 190} ${y + 288}q18 14 40 0M${x + 30} ${y + 268}l-10 8 10 8M${x + 238} ${y + 346}l-6 22M${x + 308} ${y + 352}l8 10 12 -22"/><ellipse cx="${x + 176}" cy="${y + 80}" rx="36" ry="46"/></g>
<circle class="s" cx="${x + 178}" cy="${y + 24}" r="9" opacity=".5"/><circle cx="${x + 170}" cy="${y + 16}" r="9" fill="#c7a04b"/><circle cx="${x + 167}" cy="${y + 13}" r="3" fill="#f3dc9c"/>`;
  const foot = 836;
  const type = [...'COMPORRE'].reverse().reduce<{ pen: number; art: string }>(
    ({ pen, art }, c) => {
      const w = Math.round(widthOf(c, 42) + 6);
      const block = `<path fill="#85898c" d="M${pen} 768h${w}v68h-${w}Z"/><path fill="#c9cccd" d="M${pen} 704h${w}v64h-${w}Z"/><path fill="#5f6468" d="M${pen + w - 1.6} 704h1.600v132h-1.600ZM${pen} 806h${w}v5h-${w}ZM${pen} 814h${w}v3h-${w}Z"/>`;
      return {
        pen: pen + w,
        art: `${art}${block}<path fill="#33302e" d="${lettering(c, pen + w - 1, 757, 42, 0, true)}"/>`,
      };
    },
    { pen: 178, art: '' },
  );
  const quads = [26, 26, 16].reduce<{ pen: number; art: string }>(
    ({ pen, art }, w) => ({
      pen: pen + w,
      art: `${art}<path fill="#8f9396" d="M${pen} 722h${w}v54h-${w}Z"/><path fill="#75797c" d="M${pen} 776h${w}v60h-${w}Z"/><path fill="#54585b" d="M${pen + w - 1.6} 722h1.600v114h-1.600Z"/>`,
    }),
    { pen: type.pen, art: '' },
  );
  const end = 660;
  const stick = `${cast(`M96 868V690H${end}V868Z`, 872, 0.42)}<path fill="#b9bec0" d="M92 680H${end}v8H92Z"/><path fill="#6f7478" d="M92 686H${end}V712H92Z"/><path fill="#45494c" d="M92 704H${end}V${foot}H92Z"/>${type.art}${quads.art}<path fill="#9da2a4" d="M112 694h66v142h-66Z"/><path fill="#d2d6d7" d="M112 694h66v6h-66ZM112 694h4v142h-4Z"/><circle cx="146" cy="752" r="20" fill="#6f7478"/><circle cx="143" cy="749" r="16" fill="#d6d9d9"/><path stroke="#6f7478" stroke-width="4" d="M131 755l24 -12"/><path fill="#8f9598" d="M92 ${foot}H${end}v32H92Z"/><path fill="#dfe2e2" d="M92 ${foot}H${end}v5H92Z"/><path fill="#9da2a4" d="M${end - 24} 684h24v184h-24Z"/><path fill="#d2d6d7" d="M${end - 24} 684h4v154h-4Z"/><path stroke="#45494c" stroke-width="1.800" d="${Array.from({ length: 26 }, (_, i) => `M${108 + i * 20} 868v${i % 5 ? -8 : -16}`).join('')}"/><path class="g" fill="url(#lo)" d="M92 680H${end}V868H92Z"/>`;
  const loupe = `${cast('M560 950V800H700V950Z', 950, 0.4)}<path fill="#8a6a2c" fill-rule="evenodd" d="M556 930H694L712 898H578ZM590 920L598 908H678L672 920Z"/><path fill="#5f471a" d="M556 930H694v9H556ZM694 930L712 898v9L694 939Z"/><path fill="#b68f42" d="M694 930V806L712 780V898Z"/><path fill="#d9b768" d="M690 806h5v124h-5Z"/><path fill="#c9a352" d="M556 806H694L712 780H578Z"/><path fill="#7c5e25" d="M556 806H694v11H556Z"/><path fill="#e9cd86" d="M556 806H694v2.500H556Z"/><ellipse cx="634" cy="793" rx="42" ry="10.500" fill="#5f471a"/><ellipse cx="634" cy="792" rx="37" ry="8.500" fill="#b9d0d2"/><path fill="none" stroke="#fff" stroke-width="2.500" stroke-linecap="round" d="M604 791q8 -6 24 -6"/>`;
  const spare = `${cast('M292 938V914H360V938Z', 940, 0.35)}<g transform="translate(30 12)"><path fill="#b4b9ba" d="M236 904l18 -14h86l-18 14Z"/><path fill="#7d8286" d="M236 904h86v22h-86Z"/><path fill="#5f6468" d="M322 904l18 -14v22l-18 14ZM256 904h5v22h-5ZM266 904h3v22h-3Z"/></g>`;
  const defs = `${across('p', '0 #fff .4', '.4 #fff 0', '1 #8a5c46 .2')}${across('lo', `.3 ${shade} 0`, `1 ${shade} .4`)}`;
  return scene(palettes.courses, defs, proof + stick + spare + loupe);
}

function amici(): string {
  const shade = palettes.membership.shade;
  const STRAW = '#ecd9a0';
  const RED = '#a5402b';
  const x = 168;
  const y = 396;
  const envelope = `${leanShadow(x + 470, y, 778, x)}<path fill="#f4ede1" d="M${x} ${y}h470v382h-470Z"/><path fill="#e3d8c8" d="M${x} ${y + 382}L${x + 235} ${y + 178}L${x + 470} ${y + 382}Z"/><path fill="#d6c8b6" d="M${x} ${y}L${x + 235} ${y + 236}L${x + 470} ${y}Z"/><path fill="#efe6d8" d="M${x} ${y}h470L${x + 235} ${y + 222}Z"/><path fill="none" stroke="#c7b8a5" stroke-width="2" d="M${x} ${y + 382}L${x + 196} ${y + 196}M${x + 470} ${y + 382}L${x + 274} ${y + 196}"/><path class="g" fill="url(#lo)" d="M${x} ${y}h470v382h-470Z"/><path fill="#b5a48f" d="M${x} ${y + 380}h470v2.500h-470Z"/>`;
  const cx = 330;
  const cy = 640;
  const card = `<path class="s" opacity=".42" d="M478 490L528 770L492 834H240V700Z"/><g transform="rotate(-3 330 640)"><path fill="${STRAW}" d="M188 476h284v344H188Z"/><path fill="url(#p)" d="M188 476h284v344H188Z"/><path fill="none" stroke="${RED}" stroke-width="2.200" d="M202 490h256v316H202Z"/><g class="i"><path fill="${RED}" fill-rule="evenodd" d="${letterO(cx, cy - 30, 176)}"/><path fill="#2d1f2b" d="${lettering('AMICI', cx - widthOf('AMICI', 28, 5) / 2, cy + 122, 28, 5)}${lettering('DELLA BOTTEGA', cx - widthOf('DELLA BOTTEGA', 11, 2.6) / 2, cy + 148, 11, 2.6)}"/></g><path fill="#fff6d6" d="M188 476h3v344h-3Z"/><path fill="#b59f60" d="M188 817.500h284v3H188Z"/><path class="g" fill="url(#lo)" d="M188 476h284v344H188Z"/></g>`;
  const bow = 'M520 868a40 30 0 1 1 80 0 40 30 0 1 1 -80 0ZM540 868a20 13 0 1 0 40 0 20 13 0 1 0 -40 0Z';
  const shaft = 'M598 861h104v13H598ZM668 872h12v24h-12ZM686 872h13v18h-13Z';
  const key = `<g transform="rotate(-9 600 868)"><path class="s" opacity=".5" transform="translate(12 9)" d="${bow}${shaft}"/><path fill="#b08a45" d="${bow}${shaft}"/><path fill="#dcbc78" d="M526 860a36 24 0 0 1 68 0 40 28 0 0 0 -68 0ZM600 861h100v4H600Z"/><path fill="#8f6d31" d="M604 858h7v19h-7ZM618 858h5v19h-5Z"/></g>`;
  const tag = `<path fill="none" stroke="#f1e6d2" stroke-width="3" d="M548 878C520 900 500 880 470 896"/><path class="s" opacity=".45" d="M386 912l96 -22 26 24 -18 26 -92 16Z"/><path fill="#f4ede1" d="M380 906l88 -20q8 -2 12 4l14 16 -10 18q-4 6 -12 7l-84 14Z"/><circle cx="476" cy="902" r="5" fill="#755b6e"/><path fill="${RED}" fill-rule="evenodd" transform="rotate(-12 424 918)" d="${letterO(424, 918, 34)}"/>`;
  const defs = `${across('p', '0 #fff .4', '.4 #fff 0', '1 #8a6a2a .25')}${across('lo', `.5 ${shade} 0`, `1 ${shade} .2`)}`;
  return scene(palettes.membership, defs, envelope + card + key + tag);
}

/** Pictures of the course and the membership, by product slug. */
export const bench = { 'comporre-a-mano': comporre, amici };
