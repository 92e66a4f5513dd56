import { lettering, widthOf } from './lettering';
import { across, cast, palettes, scene } from './scene';

const shade = palettes.software.shade;
const BONE = '#e4dac4';
const INK = '#262a38';

function ottava(): string {
  const panel = 'M176 420H624L648 800H152Z';
  const slot = (i: number) => {
    const x = 204 + i * 32;
    const pull = [92, 70, 84, 40, 58, 28, 46, 16][i] ?? 0;
    const cap = ['#7a4a2a', '#7a4a2a', '#f5efe0', '#f5efe0', '#262a38', '#f5efe0', '#262a38', '#a5402b'][i];
    return `<path fill="#b3a78d" d="M${x} 462h12v136h-12Z"/><path fill="#2a2420" d="M${x + 3} 464h6v132h-6Z"/><path class="s" opacity=".5" d="M${x + 2} 464h18v${pull + 32}h-18Z"/><path fill="#cfd2d0" d="M${x + 1} 464h10v${pull}h-10Z"/><path fill="#8d9291" d="M${x + 8} 464h3v${pull}h-3Z"/><path fill="${cap}" d="M${x - 5} ${462 + pull}h22v32h-22Z"/><path fill="#fff" opacity=".3" d="M${x - 5} ${462 + pull}h22v5h-22Z"/><path fill="#000" opacity=".28" d="M${x - 5} ${488 + pull}h22v6h-22Z"/>`;
  };
  const knob = (x: number, y: number, a: number) =>
    `<ellipse class="s" cx="${x + 10}" cy="${y + 9}" rx="30" ry="28" opacity=".55"/><circle cx="${x}" cy="${y}" r="28" fill="#2b2f3e"/><circle cx="${x}" cy="${y - 2}" r="22" fill="url(#kn)"/><path stroke="#f5efe0" stroke-width="4.500" stroke-linecap="round" transform="rotate(${a} ${x} ${y - 2})" d="M${x} ${y - 9}v-13"/><path fill="none" stroke="${INK}" stroke-width="1.800" opacity=".55" stroke-dasharray="1.800 11.200" d="M${x - 24} ${y + 27}A36 36 0 1 1 ${x + 24} ${y + 27}"/>`;
  const keys = Array.from({ length: 8 }, (_, i) => {
    const [top, foot] = [188 + i * 53, 180 + i * 55];
    return `<path fill="#f7f2e6" d="M${top + 1} 660H${top + 52}L${foot + 54} 776H${foot + 1}Z"/><path fill="#cbbfa6" d="M${foot + 1} 776h53v15h-53Z"/><path fill="#fff" d="M${foot + 1} 774h53v3h-53Z"/>`;
  }).join('');
  const blacks = [0, 1, 3, 4, 5]
    .map(
      (i) =>
        `<path class="s" opacity=".45" d="M${232 + i * 54} 660h36v66h-36Z"/><path fill="#1d202b" d="M${224 + i * 53.6} 656h32l2 66h-36Z"/><path fill="#434961" d="M${227 + i * 53.6} 658h26l1 50h-28Z"/>`,
    )
    .join('');
  const cable =
    '<g fill="none" stroke-linecap="round"><path stroke="#0a0c14" stroke-width="12" opacity=".5" filter="url(#f)" d="M640 838C720 840 770 850 740 886S580 930 620 958 720 970 840 950"/><path stroke="#8c3626" stroke-width="9" d="M630 826C720 828 766 842 736 878S576 920 616 948 720 960 840 940"/><path stroke="#c9644c" stroke-width="2.500" d="M650 824C722 826 760 842 732 874"/></g>';
  const box = `${cast('M136 838V420H664V838Z', 842, 0.6)}<path fill="#5a3620" d="M150 412H178L152 838H116Z"/><path fill="#8a5a36" d="M150 412H178L176 430 150 838H116Z"/><path fill="#5f3a22" d="M622 412H650L684 838H648Z"/><path fill="none" stroke="#5a3620" stroke-width="2" opacity=".6" d="M158 420Q146 620 126 836M168 420Q158 620 140 836M632 420Q642 620 660 836M642 420Q656 620 674 836"/><path fill="${BONE}" d="${panel}"/><path fill="#f7f0df" d="M176 420H624l.5 5H176Z"/><path fill="#2b2620" d="M184 648H616L636 800H164Z"/><path fill="#bfb297" d="M152 796H648V838H152Z"/><path fill="#e9e0cb" d="M152 796H648v4H152Z"/>`;
  const face = `${Array.from({ length: 8 }, (_, i) => slot(i)).join('')}${knob(508, 484, -40)}${knob(582, 484, 60)}${knob(510, 566, 10)}${knob(586, 566, -110)}<path fill="${INK}" d="${lettering('OTTAVA', 204, 632, 15, 3.4)}${Array.from({ length: 8 }, (_, i) => lettering(String(i + 1), 210 + i * 32 - widthOf(String(i + 1), 8) / 2, 450, 8)).join('')}"/>`;
  const defs = `${across('hi', '0 #fff .28', '.4 #fff 0', `1 ${shade} .3`)}${across('lo', `.45 ${shade} 0`, `1 ${shade} .24`)}<radialGradient id="kn" cx=".3" cy=".25" r=".9"><stop offset="0" stop-color="#6b728c"/><stop offset="1" stop-color="#23273a"/></radialGradient>`;
  return scene(
    palettes.software,
    defs,
    `${cable}${box}${face}${keys}${blacks}<path fill="url(#hi)" d="${panel}"/><path class="g" fill="url(#lo)" d="M150 412H650L684 838H116Z"/><circle cx="600" cy="626" r="15" fill="#e4573b" opacity=".28"/><circle cx="600" cy="626" r="7" fill="#f0694a"/><circle cx="598" cy="624" r="2.500" fill="#ffd9c9"/>`,
  );
}

function registri(): string {
  const board = `${cast('M116 846V250H684V846Z', 848, 0.55)}<path fill="#6d4529" d="M104 236H696V846H104Z"/><path fill="#93633d" d="M104 236H696v14H104Z"/><path fill="#4b2d19" d="M104 828H696v18H104Z"/><path fill="#39446b" d="M132 266H668V812H132Z"/><path fill="#1b2033" d="M132 266H668v8H140V812h-8Z"/><path fill="none" stroke="#4c2d18" stroke-width="2" opacity=".7" d="M112 260Q118 500 110 830M122 250Q126 560 120 830M680 260Q686 500 678 830M690 250Q684 560 690 830M120 244Q400 248 690 242"/><path class="g" fill="url(#lo)" d="M132 266H668V812H132Z"/>`;
  const names = ['8’', '4’', '2’', '1’', '16’', '8’', '4’', '2’'];
  const out = [1, 0, 1, 0, 0, 1, 1, 0];
  const stop = (i: number) => {
    const x = 226 + (i % 4) * 122;
    const y = 384 + Math.floor(i / 4) * 206;
    const d = out[i] ? 44 : 12;
    const fx = x - d * 0.35;
    const fy = y + d;
    const name = names[i] ?? '';
    const size = 24;
    return `<ellipse cx="${x}" cy="${y}" rx="40" ry="40" fill="#161a2a"/><ellipse cx="${x - 2}" cy="${y - 2}" rx="36" ry="36" fill="#5d3a22"/><circle cx="${x}" cy="${y}" r="22" fill="#1a1210"/><g class="s" opacity=".6"><path d="M${x - 12} ${y}L${(x + d * 1.5 - 40).toFixed(1)} ${y + d}h90L${x + 20} ${y}Z"/><circle cx="${(x + d * 0.9 + 8).toFixed(1)}" cy="${fy + 4}" r="49"/></g><path fill="#8a5a36" d="M${x - 17} ${y - 4}L${(fx - 20).toFixed(1)} ${fy}h40L${x + 17} ${y - 4}Z"/><path fill="#5a3620" d="M${x + 5} ${y - 4}L${(fx + 5).toFixed(1)} ${fy}h15L${x + 17} ${y - 4}Z"/><circle cx="${fx.toFixed(1)}" cy="${fy + 3}" r="50" fill="#3c2314"/><circle cx="${fx.toFixed(1)}" cy="${fy}" r="49" fill="#8a5a36"/><circle cx="${fx.toFixed(1)}" cy="${fy}" r="40" fill="#d8cdb8"/><circle cx="${(fx - 1).toFixed(1)}" cy="${fy - 1}" r="38" fill="#f6f0e2"/><path fill="${i === 4 ? '#a5402b' : INK}" d="${lettering(name, fx - widthOf(name, size) / 2, fy + 12, size)}"/><path fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" opacity=".85" d="M${(fx - 43).toFixed(1)} ${fy - 12}A45 45 0 0 1 ${(fx - 12).toFixed(1)} ${fy - 43}"/><circle class="g" cx="${fx.toFixed(1)}" cy="${fy}" r="49" fill="url(#fa)"/>`;
  };
  const plate = `<path fill="#c7a45a" d="M318 788h164v-30H318Z" transform="translate(0 4)"/><path fill="#e2c584" d="M318 762h164v3H318Z"/><path fill="#3b2a10" d="${lettering('REGISTRI', 400 - widthOf('REGISTRI', 12, 3) / 2, 783, 12, 3)}"/><circle cx="326" cy="777" r="2.500" fill="#7a5d22"/><circle cx="474" cy="777" r="2.500" fill="#7a5d22"/>`;
  const defs = `${across('lo', `.2 ${shade} 0`, `1 ${shade} .55`)}${across('fa', `.45 ${shade} 0`, `1 ${shade} .5`)}`;
  return scene(palettes.software, defs, board + names.map((_, i) => stop(i)).join('') + plate);
}

/** Pictures of the software, by product slug. */
export const software = { ottava, registri };
