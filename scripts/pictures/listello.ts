/**
 * Listello, the workshop's display alphabet: one stroke width, one radius. The outlines are the only source of
 * both the font in `listello.zip` and the lettering in the shop's pictures.
 * Units: 1000 to the em, baseline at 0, y upwards.
 */
export const CAP = 700;
const S = 140;
const R = 210;
const W = 480;

/** A point of a closed outline; `off` marks a quadratic control point, as TrueType keeps them. */
export interface Point {
  x: number;
  y: number;
  off?: true;
}
export type Contour = Point[];
export interface Glyph {
  advance: number;
  contours: Contour[];
}

const rect = (x: number, y: number, w: number, h: number): Contour => [
  { x, y },
  { x, y: y + h },
  { x: x + w, y: y + h },
  { x: x + w, y },
];

/** A batten laid at a slant: from (x1, y1) to (x2, y2), `w` wide measured along the line of writing. */
const slant = (x1: number, y1: number, x2: number, y2: number, w = S + 22): Contour => {
  const c = [
    { x: x1, y: y1 },
    { x: x2, y: y2 },
    { x: x2 + w, y: y2 },
    { x: x1 + w, y: y1 },
  ];
  return y2 > y1 ? c : c.reverse();
};

/** A quarter ring around (cx, cy); quadrant 0 is the upper right, then counter-clockwise. */
const quarter = (cx: number, cy: number, quadrant: 0 | 1 | 2 | 3): Contour => {
  const at = (r: number, step: number, off?: true): Point => {
    const a = (Math.PI / 2) * quadrant + (Math.PI / 8) * step;
    const k = off ? r / Math.cos(Math.PI / 8) : r;
    const p = { x: Math.round(cx + k * Math.cos(a)), y: Math.round(cy + k * Math.sin(a)) };
    return off ? { ...p, off } : p;
  };
  const arc = (r: number, steps: number[]) => steps.map((s) => (s % 2 ? at(r, s, true) : at(r, s)));
  return [...arc(R, [4, 3, 2, 1, 0]), ...arc(R - S, [0, 1, 2, 3, 4])];
};

const up = CAP - R;
const right = W - R;
const tl = () => quarter(R, up, 1);
const tr = () => quarter(right, up, 0);
const bl = () => quarter(R, R, 2);
const br = () => quarter(right, R, 3);
const stem = (x = 0) => rect(x, 0, S, CAP);
const bar = (y: number, x = 0, w = W) => rect(x, y, w, S);
const joinTop = () => bar(CAP - S, R, W - 2 * R);
const joinFoot = () => bar(0, R, W - 2 * R);
const side = (x: number) => rect(x, R, S, CAP - 2 * R);
const mid = 280;
const ring = () => [tl(), tr(), bl(), br(), joinTop(), joinFoot(), side(0), side(W - S)];
const bowlUp = () => [bar(CAP - S, 0, right), tr(), quarter(right, up, 3), bar(mid, 0, right)];
const bowlDown = () => [bar(mid, 0, right), quarter(right, R, 0), br(), bar(0, 0, right)];

const shapes: Record<string, [width: number, contours: Contour[]]> = {
  A: [W, [tl(), tr(), joinTop(), rect(0, 0, S, up), rect(W - S, 0, S, up), bar(170)]],
  B: [W, [stem(), ...bowlUp(), ...bowlDown()]],
  C: [W, [tl(), tr(), bl(), br(), joinTop(), joinFoot(), side(0)]],
  D: [W, [stem(), bar(CAP - S, 0, right), bar(0, 0, right), tr(), br(), side(W - S)]],
  E: [420, [stem(), bar(CAP - S, 0, 420), bar(mid, 0, 370), bar(0, 0, 420)]],
  F: [410, [stem(), bar(CAP - S, 0, 410), bar(mid, 0, 360)]],
  G: [
    W,
    [tl(), tr(), bl(), br(), joinTop(), joinFoot(), side(0), rect(W - S, R, S, 180), bar(250, 260, 220)],
  ],
  H: [W, [stem(), stem(W - S), bar(mid)]],
  I: [S, [stem()]],
  J: [420, [rect(420 - S, R, S, CAP - R), quarter(210, R, 3), bl()]],
  K: [500, [stem(), slant(90, 290, 338, CAP), slant(338, 0, 150, 400)]],
  L: [400, [stem(), bar(0, 0, 400)]],
  M: [640, [stem(), stem(640 - S), slant(239, 200, 0, CAP, 162), slant(239, 200, 478, CAP, 162)]],
  N: [500, [stem(), stem(500 - S), slant(500 - 162, 0, 0, CAP)]],
  O: [W, ring()],
  P: [W, [stem(), ...bowlUp()]],
  Q: [W, [...ring(), slant(380, -90, 250, 190)]],
  R: [W, [stem(), ...bowlUp(), slant(318, 0, 180, 330)]],
  S: [
    W,
    [
      tl(),
      quarter(R, up, 2),
      tr(),
      joinTop(),
      bar(mid, R, right - R),
      quarter(right, R, 0),
      br(),
      bl(),
      joinFoot(),
    ],
  ],
  T: [460, [bar(CAP - S, 0, 460), stem(160)]],
  U: [W, [bl(), br(), joinFoot(), rect(0, R, S, up), rect(W - S, R, S, up)]],
  V: [520, [slant(179, 0, 0, CAP), slant(179, 0, 358, CAP)]],
  W: [
    760,
    [slant(149, 0, 0, CAP), slant(149, 0, 299, CAP), slant(449, 0, 299, CAP), slant(449, 0, 598, CAP)],
  ],
  X: [520, [slant(358, 0, 0, CAP), slant(0, 0, 358, CAP)]],
  Y: [500, [rect(180, 0, S, 330), slant(169, 290, 0, CAP), slant(169, 290, 338, CAP)]],
  Z: [440, [bar(CAP - S, 0, 440), bar(0, 0, 440), slant(0, 100, 258, 600, 182)]],
  '0': [W, ring()],
  '1': [300, [stem(160), slant(0, 480, 160, CAP, 150)]],
  '2': [
    W,
    [
      tl(),
      tr(),
      joinTop(),
      quarter(right, up, 3),
      bar(mid, R, right - R),
      quarter(R, R, 1),
      rect(0, 0, S, R),
      bar(0),
    ],
  ],
  '3': [
    W,
    [
      tl(),
      tr(),
      joinTop(),
      quarter(right, up, 3),
      bar(mid, 150, right - 150),
      quarter(right, R, 0),
      br(),
      bl(),
      joinFoot(),
    ],
  ],
  '4': [500, [slant(0, 160, 190, CAP), bar(140, 0, 500), rect(290, 0, S, 520)]],
  '5': [
    W,
    [
      bar(CAP - S, 0, 450),
      rect(0, mid, S, CAP - mid),
      bar(mid, 0, right),
      quarter(right, R, 0),
      br(),
      bl(),
      joinFoot(),
    ],
  ],
  '6': [
    W,
    [
      tl(),
      tr(),
      joinTop(),
      side(0),
      bl(),
      br(),
      joinFoot(),
      bar(mid, 100, right - 100),
      quarter(right, R, 0),
    ],
  ],
  '7': [440, [bar(CAP - S, 0, 440), slant(60, 0, 270, CAP, 170)]],
  '8': [
    W,
    [
      tl(),
      tr(),
      joinTop(),
      quarter(R, up, 2),
      quarter(right, up, 3),
      bar(mid, R, right - R),
      quarter(R, R, 1),
      quarter(right, R, 0),
      bl(),
      br(),
      joinFoot(),
    ],
  ],
  '9': [
    W,
    [tl(), tr(), joinTop(), side(W - S), bl(), br(), joinFoot(), bar(mid, R, right - 100), quarter(R, up, 2)],
  ],
  '&': [
    600,
    [
      tl(),
      tr(),
      joinTop(),
      quarter(R, up, 2),
      bar(mid, R, 390),
      quarter(R, R, 1),
      bl(),
      bar(0, R, 60),
      quarter(right, R, 3),
      rect(W - S, R, S, mid),
    ],
  ],
  '€': [
    W + 40,
    [
      tl(),
      tr(),
      bl(),
      br(),
      joinTop(),
      joinFoot(),
      side(0),
      rect(-40, 375, 390, 85),
      rect(-40, 240, 390, 85),
    ],
  ],
  '.': [S, [rect(0, 0, S, S)]],
  ',': [S, [rect(0, 0, S, S), slant(-20, -110, 50, 20, 90)]],
  ':': [S, [rect(0, 0, S, S), rect(0, 360, S, S)]],
  ';': [S, [rect(0, 360, S, S), rect(0, 0, S, S), slant(-20, -110, 50, 20, 90)]],
  '!': [S, [rect(0, 0, S, S), rect(0, 220, S, 480)]],
  '?': [
    W,
    [
      tl(),
      tr(),
      joinTop(),
      quarter(right, up, 3),
      rect(170, 200, S, 220),
      bar(mid, 170, 100),
      rect(170, 0, S, S),
    ],
  ],
  '’': [S, [rect(0, CAP - S, S, S), slant(-20, 450, 50, 580, 90)]],
  '‘': [S, [rect(0, 450, S, S), slant(0, 570, 70, 700, 90)]],
  '-': [260, [bar(mid, 0, 260)]],
  '–': [420, [bar(mid, 0, 420)]],
  '—': [700, [bar(mid, 0, 700)]],
  '(': [R, [quarter(R, up, 1), side(0), quarter(R, R, 2)]],
  ')': [R, [quarter(0, up, 0), side(70), quarter(0, R, 3)]],
  '/': [380, [slant(0, -60, 240, 760, 140)]],
  '+': [420, [bar(mid, 0, 420), rect(140, 140, S, 420)]],
  '·': [S, [rect(0, mid, S, S)]],
};

const shift = (c: Contour, dx: number): Contour => c.map((p) => ({ ...p, x: p.x + dx }));
const marks: Record<string, (centre: number) => Contour[]> = {
  '\u0300': (m) => [slant(m + 20, 750, m - 130, 880, 120)],
  '\u0301': (m) => [slant(m - 130, 750, m + 20, 880, 120)],
  '\u0302': (m) => [slant(m - 160, 750, m - 60, 880, 120), slant(m + 40, 750, m - 60, 880, 120)],
  '\u0308': (m) => [rect(m - 150, 750, 115, 115), rect(m + 35, 750, 115, 115)],
  '\u0327': (m) => [rect(m - 50, -60, 100, 70), slant(m - 90, -160, m - 20, -50, 90)],
};
for (const accented of 'ÀÂÄÇÈÉÊËÌÎÏÒÓÔÖÙÚÛÜ') {
  const [base = '', mark = ''] = accented.normalize('NFD');
  const found = shapes[base];
  const made = marks[mark];
  if (found && made) shapes[accented] = [found[0], [...found[1], ...made(found[0] / 2)]];
}

const BEARING = 36;
/** Every drawn character with its outlines; lower case is not drawn. */
export const glyphs: Map<string, Glyph> = new Map(
  Object.entries(shapes).map(([char, [width, contours]]) => [
    char,
    { advance: width + 2 * BEARING, contours: contours.map((c) => shift(c, BEARING)) },
  ]),
);

/** Advance of a word space, in font units. */
export const SPACE = 260;
