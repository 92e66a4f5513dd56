import { across, cast, down, palettes, scene } from './scene';

const shade = palettes.ceramics.shade;

/** Iron specks in the clay, scattered the same way every time. */
function specks(x: number, y: number, w: number, h: number, count: number, seed: number): string {
  let s = seed;
  const next = () => {
    s = (s * 16807) % 2147483647;
    return s / 2147483647;
  };
  let d = '';
  for (let i = 0; i < count; i++) d += `M${(x + next() * w).toFixed(0)} ${(y + next() * h).toFixed(0)}h.1`;
  return `<path stroke="#4a3b30" stroke-width="2.6" stroke-linecap="round" opacity=".42" d="${d}"/>`;
}

/** Light from the left over a round body, then its grainy shade on the right, both inside clip `id`. */
const modelled = (id: string, x: number, y: number, w: number, h: number) =>
  `<g clip-path="url(#${id})"><path fill="url(#hi)" d="M${x} ${y}h${w}v${h}h-${w}Z"/><path class="g" fill="url(#lo)" d="M${x} ${y}h${w}v${h}h-${w}Z"/></g>`;
const bodyDefs = `${across('hi', '0 #fff 0', '.2 #fff .5', '.42 #fff 0', `.7 ${shade} .04`, `1 ${shade} .42`)}${across('lo', `.3 ${shade} 0`, `.62 ${shade} .16`, `.88 ${shade} .62`, `.95 ${shade} .7`, `1 ${shade} .42`)}`;
const clip = (id: string, d: string) => `<clipPath id="${id}"><path d="${d}"/></clipPath>`;
const contact = (cx: number, cy: number, rx: number, ry: number) =>
  `<ellipse class="s" cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" opacity=".55"/>`;

function ciotola(): string {
  const body = 'M178 560C182 690 246 796 318 812L322 846Q400 862 478 846L482 812C554 796 618 690 622 560Z';
  const glaze =
    '<path fill="#8ba394" d="M170 550H630V728C596 742 560 726 520 738 470 752 440 738 392 748 340 758 300 734 258 744 220 752 190 738 170 736Z"/>';
  const edge =
    '<path fill="none" stroke="#6d8879" stroke-width="7" opacity=".75" d="M170 734C190 736 220 750 258 742 300 732 340 756 392 746 440 736 470 750 520 736 560 724 596 740 630 726"/><path fill="none" stroke="#d5b58f" stroke-width="3" opacity=".8" d="M190 743C220 756 240 750 258 749 300 740 340 763 392 753 440 743 470 757 520 743 560 731 590 744 610 738"/>';
  const mouth = `<ellipse cx="400" cy="560" rx="222" ry="62" fill="#dfe5d8"/><ellipse cx="400" cy="562" rx="211" ry="55" fill="#7d9587"/><g clip-path="url(#in)"><path fill="url(#bo)" d="M180 500H620V640H180Z"/><path class="g" fill="url(#li)" d="M180 500H620V640H180Z"/><path fill="none" stroke="#a9bdae" stroke-width="2" opacity=".5" d="M214 580Q400 640 586 580M250 596Q400 640 550 596"/></g><path fill="none" stroke="#f4f4e8" stroke-width="4" stroke-linecap="round" d="M182 548C196 518 280 502 350 499"/>`;
  const walnut = (x: number, y: number, k: number) =>
    `${cast(`M${x - 38 * k} ${y}c0 -${70 * k} ${76 * k} -${70 * k} ${76 * k} 0 0 ${16 * k} -${76 * k} ${16 * k} -${76 * k} 0Z`, y + 6, 0.42)}<g transform="translate(${x} ${y - 26}) scale(${k})"><path fill="#9a6f45" d="M-42 6C-42 -24 -20 -40 4 -38 32 -36 46 -14 42 8 38 30 18 36 -4 36 -28 36 -42 26 -42 6Z"/><path fill="#c49762" d="M-42 6C-42 -24 -20 -40 4 -38 -8 -24 -18 -10 -20 10 -22 22 -20 30 -14 35 -34 34 -42 24 -42 6Z"/><path fill="none" stroke="#6d4a2c" stroke-width="3" stroke-linecap="round" d="M4 -38C-10 -16 -14 12 -6 36M18 -30c-6 14 -4 26 4 34M30 -6c-8 6 -8 14 -2 22M8 -8c-6 10 -6 20 2 28M-24 -22c-4 10 -2 16 2 22M-32 6c4 8 8 10 8 20"/></g>`;
  const defs = `${bodyDefs}${clip('c', body)}<clipPath id="in"><ellipse cx="400" cy="562" rx="211" ry="55"/></clipPath>${down('bo', '0 #33463d .55', '.6 #a9c0b0 .1', '1 #c6d6c4 .7')}${across('li', `0 ${shade} .55`, `.4 ${shade} .2`, `.75 ${shade} 0`)}`;
  return scene(
    palettes.ceramics,
    defs,
    `${cast(body, 846, 0.4)}${contact(404, 850, 92, 11)}<path fill="#d9c3a1" d="${body}"/><g clip-path="url(#c)">${specks(190, 560, 430, 280, 90, 21)}${glaze}${edge}${specks(190, 590, 430, 140, 40, 4)}<path fill="none" stroke="#fff" opacity=".16" stroke-width="3" d="M176 640Q400 700 624 640M180 680Q400 740 620 680"/><path fill="${shade}" opacity=".22" d="M300 812Q400 836 500 812V822Q400 848 300 822Z"/></g>${modelled('c', 178, 556, 444, 300)}${mouth}${walnut(196, 900, 0.95)}${walnut(292, 930, 0.82)}`,
  );
}

function brocca(): string {
  const body =
    'M240 296C276 310 302 346 300 400 300 440 296 450 280 488 254 562 236 620 244 700 250 770 280 820 310 836Q392 858 474 836C504 820 534 770 540 700 548 620 530 562 504 488 484 430 482 400 490 322 420 352 330 346 240 296Z';
  const mouth = 'M240 296C290 276 450 276 490 320 470 346 420 348 372 346 310 342 284 316 240 296Z';
  const handle =
    'M486 366C560 338 622 392 616 480 612 560 566 612 524 634L518 606C556 580 582 540 584 478 588 418 550 384 492 400Z';
  const leaves: [x: number, y: number, turn: number, scale: number, color: string][] = [
    [404, 270, -28, 1, '#5c7350'],
    [404, 236, 190, 1.05, '#7f946b'],
    [408, 204, -18, 1.1, '#6f8760'],
    [414, 176, 206, 1, '#5c7350'],
    [424, 150, -32, 1, '#7f946b'],
    [436, 122, 216, 0.9, '#6f8760'],
    [450, 98, -66, 0.95, '#8fa47a'],
    [366, 200, 232, 0.85, '#7f946b'],
    [350, 190, 130, 0.85, '#5c7350'],
    [318, 172, 196, 0.9, '#8fa47a'],
    [386, 222, 120, 0.7, '#6f8760'],
  ];
  const foliage = (painted: boolean) =>
    leaves
      .map(
        ([x, y, a, k, color]) =>
          `<path${painted ? ` fill="${color}"` : ''} transform="translate(${x} ${y}) rotate(${a}) scale(${k})" d="M0 0C14 -20 50 -22 84 -4 52 12 16 14 0 0Z"/>`,
      )
      .join('');
  const branch = 'M402 340C398 260 404 190 452 96M404 250C380 210 350 190 316 170';
  const twig = `<path fill="none" stroke="#6b5a3c" stroke-width="6" stroke-linecap="round" d="${branch}"/>${foliage(true)}<path fill="#3d4636" d="M424 214c10 -4 18 4 16 16s-14 14 -20 6 -4 -18 4 -22ZM372 230c10 -2 16 6 13 17s-14 12 -19 4 -2 -19 6 -21Z"/><path fill="#77846a" d="M424 218c4 -2 7 1 6 5s-8 4 -6 -5ZM371 234c4 -1 6 2 5 5s-7 4 -5 -5Z"/>`;
  const glaze =
    '<path fill="#f1ece0" d="M220 280H640V640C600 636 560 656 524 650 470 642 440 664 392 660 340 656 310 638 236 652L220 640Z"/><path fill="none" stroke="#fffdf4" stroke-width="5" d="M236 648C310 634 340 652 392 656 440 660 470 638 524 646 540 648 550 646 560 643"/><path fill="none" stroke="#93693f" stroke-width="4" opacity=".55" d="M236 655C310 641 340 659 392 663 440 667 470 645 524 653 540 655 550 653 560 650"/>';
  const defs = `${bodyDefs}${across('li', `0 ${shade} .15`, `.5 ${shade} .5`, `1 ${shade} .8`)}${clip('c', body)}${clip('h', handle)}${clip('m', mouth)}`;
  return scene(
    palettes.ceramics,
    defs,
    `${cast(`${body}${handle}`, 838, 0.38)}${contact(398, 841, 100, 11)}${cast(`<path fill="none" stroke="${shade}" stroke-width="6" d="${branch}"/>${foliage(false)}`, 838, 0.26)}
<path fill="#f1ece0" d="${handle}"/><g clip-path="url(#h)"><path class="g" fill="url(#lo)" d="M430 340H622V640H430Z"/><path fill="none" stroke="#fff" stroke-width="5" opacity=".8" d="M500 372C560 352 606 398 602 474"/></g>
<path fill="#a9a292" d="${mouth}"/><g clip-path="url(#m)"><path class="g" fill="url(#li)" d="M240 270H500V350H240Z"/></g><path fill="none" stroke="#fffdf6" stroke-width="6" stroke-linejoin="round" d="M490 320C450 276 290 276 240 296"/>${twig}
<path fill="#c99c6c" d="${body}"/><g clip-path="url(#c)">${specks(240, 650, 310, 190, 70, 33)}${glaze}${specks(240, 360, 310, 270, 26, 8)}<path fill="none" stroke="#7a5230" opacity=".22" stroke-width="2.5" d="M230 700Q392 728 560 700M236 744Q392 770 548 744M250 786Q392 808 536 786"/></g>${modelled('c', 242, 300, 300, 560)}
<path fill="none" stroke="#fffdf6" stroke-width="6" stroke-linecap="round" d="M240 296C284 316 310 342 372 346 420 348 470 346 490 320"/>`,
  );
}

/** A cup without handle, standing with its foot at (cx, foot). */
function cup(
  id: string,
  cx: number,
  foot: number,
  clay: string,
  glaze: string,
  rim: string,
  fill: string,
): [defs: string, art: string] {
  const body = `M${cx - 112} ${foot - 232}L${cx - 96} ${foot - 24}Q${cx - 92} ${foot - 4} ${cx - 72} ${foot}Q${cx} ${foot + 16} ${cx + 72} ${foot}Q${cx + 92} ${foot - 4} ${cx + 96} ${foot - 24}L${cx + 112} ${foot - 232}Z`;
  const line = foot - 96;
  const art = `${cast(body, foot + 4, 0.4)}${contact(cx + 2, foot + 5, 86, 9)}<path fill="${clay}" d="${body}"/><g clip-path="url(#${id})">${specks(cx - 110, foot - 100, 220, 100, 44, cx)}<path fill="${glaze}" d="M${cx - 120} ${foot - 240}h240V${line}Q${cx} ${line + 22} ${cx - 120} ${line}Z"/><path fill="none" stroke="#fff" stroke-width="3" opacity=".4" d="M${cx - 120} ${line}Q${cx} ${line + 22} ${cx + 120} ${line}"/>${specks(cx - 110, foot - 220, 220, 110, 16, cx + 5)}<path fill="none" stroke="#fff" opacity=".14" stroke-width="3" d="M${cx - 120} ${foot - 176}q120 22 240 0M${cx - 120} ${foot - 140}q120 22 240 0"/></g>${modelled(id, cx - 112, foot - 236, 224, 256)}
<ellipse cx="${cx}" cy="${foot - 232}" rx="112" ry="30" fill="${rim}"/><ellipse cx="${cx}" cy="${foot - 231}" rx="102" ry="24.500" fill="#3a2c24"/><g clip-path="url(#${id}i)"><path fill="${glaze}" d="M${cx - 110} ${foot - 262}h220v32q-110 -26 -220 0Z"/><path class="g" fill="url(#li)" d="M${cx - 110} ${foot - 262}h220v60h-220Z"/><ellipse cx="${cx}" cy="${foot - 208}" rx="98" ry="27" fill="${fill}"/><path fill="none" stroke="#c99a66" stroke-width="4" opacity=".8" d="M${cx - 82} ${foot - 220}q82 -22 164 0"/></g>`;
  const defs = `${clip(id, body)}<clipPath id="${id}i"><ellipse cx="${cx}" cy="${foot - 231}" rx="102" ry="24.500"/></clipPath>`;
  return [defs, art];
}

function bicchieri(): string {
  const [darkDefs, dark] = cup('a', 500, 804, '#6a4a39', '#4d3930', '#7d604e', '#2b1c14');
  const [paleDefs, pale] = cup('c', 290, 846, '#dcc6a4', '#ece5d6', '#f8f3e6', '#3a2216');
  const spoon = `${cast('M392 934Q430 914 470 930L640 908V914L470 940Q430 950 392 934Z', 940, 0.4)}<path fill="#8f9a9c" d="M384 922c0 -14 26 -22 52 -20 20 2 34 8 46 10l166 -22q10 0 10 6t-8 8L486 924c-16 4 -30 14 -50 16 -28 2 -52 -4 -52 -18Z"/><path fill="#dfe6e4" d="M392 920c2 -10 24 -14 44 -12 14 2 22 6 24 10 -6 6 -24 10 -40 8 -14 -2 -26 0 -28 -6ZM482 914l166 -21q8 0 8 3L486 919Z"/>`;
  const defs = `${bodyDefs}${across('li', `0 ${shade} .6`, `.4 ${shade} .25`, `.8 ${shade} 0`)}${darkDefs}${paleDefs}`;
  return scene(palettes.ceramics, defs, dark + pale + spoon);
}

function vaso(): string {
  const body =
    'M366 214C372 226 376 240 376 270V392C376 440 352 462 318 498 272 548 258 610 264 690 270 770 300 826 330 838Q400 856 470 838C500 826 530 770 536 690 542 610 528 548 482 498 448 462 424 440 424 392V270C424 240 428 226 434 214Z';
  const glaze =
    '<path fill="#70452c" d="M240 200H560V600C548 612 540 660 528 668 514 676 512 620 496 622 476 624 484 716 466 724 446 732 452 640 430 644 408 648 416 690 398 692 380 694 384 634 362 640 338 648 350 752 328 756 306 758 316 650 298 652 284 654 286 690 272 684L240 640Z"/><path fill="none" stroke="#b4713c" stroke-width="5" stroke-linejoin="round" opacity=".8" d="M262 676C286 694 284 652 298 650 316 648 306 758 328 754 350 750 338 646 362 638 384 632 380 692 398 690 416 688 408 646 430 642 452 638 446 730 466 722 484 714 476 622 496 620 512 618 514 674 528 666"/>';
  const streaks =
    '<path fill="none" stroke="#9a5f37" stroke-width="7" stroke-linecap="round" opacity=".5" d="M388 250V390M340 520C310 560 300 590 300 620M400 470V600M450 520C470 556 480 580 480 600M420 480L432 560"/>';
  const leaves: [x: number, y: number, turn: number, scale: number][] = [
    [476, 58, -40, 1.15],
    [462, 78, -8, 0.9],
    [448, 84, -80, 0.9],
    [368, 128, 200, 0.9],
    [378, 136, 160, 0.7],
    [466, 130, 16, 0.9],
    [440, 100, -110, 0.7],
  ];
  const foliage = (d: string, fill: string) =>
    leaves
      .map(
        ([x, y, a, k]) => `<path${fill} transform="translate(${x} ${y}) rotate(${a}) scale(${k})" d="${d}"/>`,
      )
      .join('');
  const whole = 'M-6 0C2 -14 22 -16 36 0 22 16 2 14 -6 0Z';
  const twig = 'M402 216C400 160 420 110 470 66M409 160q-16 -26 -40 -36M424 124q20 -4 40 4';
  const stem = `<path fill="none" stroke="#8a7446" stroke-width="4.500" stroke-linecap="round" d="${twig}"/>${foliage(whole, ' fill="#c9ad6b"')}${foliage('M-6 0C8 -2 22 -2 36 0 22 16 2 14 -6 0Z', ' fill="#a98b4b"')}`;
  const defs = `${bodyDefs}${clip('c', body)}`;
  return scene(
    palettes.ceramics,
    defs,
    `${cast(body, 842, 0.38)}${cast(`<path fill="none" stroke="${shade}" stroke-width="5" d="${twig}"/>${foliage(whole, '')}`, 842, 0.3)}${contact(404, 845, 86, 10)}${stem}<path fill="#d8c09b" d="${body}"/><g clip-path="url(#c)">${specks(262, 600, 280, 240, 80, 13)}${glaze}${streaks}<path fill="none" stroke="#3d2416" stroke-width="3" opacity=".35" d="M330 500Q400 520 470 500"/></g><g clip-path="url(#c)"><path fill="url(#hi)" d="M262 480H538V850H262Z"/><path class="g" fill="url(#lo)" d="M262 440H538V850H262Z"/><path class="g" fill="url(#lo)" d="M366 200H434V440H366Z"/><path fill="#fff" opacity=".22" d="M380 230h8v170h-8Z"/></g>
<path fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round" opacity=".5" d="M300 560C290 590 286 620 288 650"/><ellipse cx="400" cy="214" rx="34" ry="8.500" fill="#93603c"/><ellipse cx="400" cy="215" rx="26" ry="5.500" fill="#2c1a10"/><path fill="none" stroke="#8a7446" stroke-width="4.500" d="M402 217V205"/>`,
  );
}

/** Pictures of the stoneware, by product slug. */
export const ceramics = { ciotola, brocca, 'due-bicchieri': bicchieri, 'vaso-a-bottiglia': vaso };
