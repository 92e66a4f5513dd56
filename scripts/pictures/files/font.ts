import { CAP, type Contour, type Glyph, glyphs, SPACE } from '../listello';

const UNITS = 1000;
const ASCENT = 920;
const DESCENT = 200;

/** Big-endian bytes, as every table of an OpenType font wants them. */
const u16 = (...values: number[]) => {
  const b = Buffer.alloc(values.length * 2);
  values.forEach((v, i) => {
    b.writeUInt16BE(v & 0xffff, i * 2);
  });
  return b;
};
const u32 = (...values: number[]) => {
  const b = Buffer.alloc(values.length * 4);
  values.forEach((v, i) => {
    b.writeUInt32BE(v >>> 0, i * 4);
  });
  return b;
};
const pad = (b: Buffer) => Buffer.concat([b, Buffer.alloc((4 - (b.length % 4)) % 4)]);

/** Bounds of a glyph's points: [left, bottom, right, top]. */
function bounds(contours: Contour[]): [number, number, number, number] {
  const points = contours.flat();
  const xs = points.map((p) => p.x);
  const ys = points.map((p) => p.y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** One entry of the `glyf` table. Battens overlap, which the first flag declares. */
function outline(contours: Contour[]): Buffer {
  if (contours.length === 0) return Buffer.alloc(0);
  const points = contours.flat();
  let last = -1;
  const ends = contours.map((c) => {
    last += c.length;
    return last;
  });
  const flags = Buffer.from(points.map((p, i) => (p.off ? 0 : 1) | (i === 0 ? 0x40 : 0)));
  const delta = (axis: 'x' | 'y') => points.map((p, i) => p[axis] - (points[i - 1]?.[axis] ?? 0));
  return pad(
    Buffer.concat([
      u16(contours.length, ...bounds(contours), ...ends, 0),
      flags,
      u16(...delta('x')),
      u16(...delta('y')),
    ]),
  );
}

/** A format 4 `cmap`: one segment per character, plus the closing one. */
function characterMap(codes: [code: number, glyph: number][]): Buffer {
  const all = [...codes].sort((a, b) => a[0] - b[0]);
  const count = all.length + 1;
  const power = 2 ** Math.floor(Math.log2(count));
  const segments = Buffer.concat([
    u16(count * 2, power * 2, Math.log2(power), (count - power) * 2),
    u16(...all.map(([c]) => c), 0xffff, 0),
    u16(...all.map(([c]) => c), 0xffff),
    u16(...all.map(([c, g]) => g - c), 1),
    u16(...all.map(() => 0), 0),
  ]);
  return Buffer.concat([u16(0, 1, 3, 1), u32(12), u16(4, segments.length + 6, 0), segments]);
}

function names(): Buffer {
  const records: [id: number, text: string][] = [
    [0, 'Bottega Ottavia, Torino'],
    [1, 'Listello'],
    [2, 'Regular'],
    [3, 'Listello 1.000'],
    [4, 'Listello'],
    [5, 'Version 1.000'],
    [6, 'Listello-Regular'],
  ];
  const texts = records.map(([, text]) => Buffer.from(text, 'utf16le').swap16());
  let offset = 0;
  const entries = records.map(([id], i) => {
    const length = texts[i]?.length ?? 0;
    const entry = u16(3, 1, 0x409, id, length, offset);
    offset += length;
    return entry;
  });
  return Buffer.concat([u16(0, records.length, 6 + records.length * 12), ...entries, ...texts]);
}

const sum = (b: Buffer) => {
  const whole = pad(b);
  let total = 0;
  for (let i = 0; i < whole.length; i += 4) total = (total + whole.readUInt32BE(i)) >>> 0;
  return total;
};

/** Listello as a TrueType font. Lower case answers with the capitals. Follows the OpenType 1.9 tables. */
export function listelloFont(): Buffer {
  const frame: Glyph = {
    advance: 500,
    contours: [
      [
        { x: 40, y: 0 },
        { x: 40, y: CAP },
        { x: 460, y: CAP },
        { x: 460, y: 0 },
      ],
    ],
  };
  const drawn = [...glyphs.entries()];
  const list: Glyph[] = [frame, { advance: SPACE, contours: [] }, ...drawn.map(([, glyph]) => glyph)];
  const codes: [number, number][] = [
    [0x20, 1],
    [0xa0, 1],
  ];
  drawn.forEach(([char], i) => {
    codes.push([char.charCodeAt(0), i + 2]);
    const lower = char.toLowerCase();
    if (lower !== char) codes.push([lower.charCodeAt(0), i + 2]);
    if (char === '’') codes.push([0x27, i + 2]);
  });
  const outlines = list.map((g) => outline(g.contours));
  let offset = 0;
  const places = [0, ...outlines.map((o) => (offset += o.length))];
  const boxes = list.filter((g) => g.contours.length > 0).map((g) => bounds(g.contours));
  const edge = (i: 0 | 1 | 2 | 3, pick: (...v: number[]) => number) => pick(...boxes.map((b) => b[i]));
  const [left, bottom] = [edge(0, Math.min), edge(1, Math.min)];
  const [right, top] = [edge(2, Math.max), edge(3, Math.max)];
  const widest = Math.max(...list.map((g) => g.advance));
  const made = [0, 3_850_000_000];

  const os2 = Buffer.concat([
    u16(4, 520, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0),
    Buffer.from([2, 0, 8, 0, 0, 0, 0, 0, 0, 0]),
    u32(3, 0, 0, 0),
    Buffer.from('OTTV'),
    u16(
      0x40,
      Math.min(...codes.map((c) => c[0])),
      Math.max(...codes.map((c) => c[0])),
      ASCENT,
      -DESCENT,
      0,
      ASCENT,
      DESCENT,
    ),
    u32(1, 0),
    u16(CAP, CAP, 0, 32, 1),
  ]);
  const tables: [string, Buffer][] = [
    ['OS/2', os2],
    ['cmap', characterMap(codes)],
    ['glyf', Buffer.concat(outlines)],
    [
      'head',
      Buffer.concat([
        u32(0x10000, 0x10000, 0, 0x5f0f3cf5),
        u16(3, UNITS),
        u32(...made, ...made),
        u16(left, bottom, right, top, 0, 8, 2, 1, 0),
      ]),
    ],
    [
      'hhea',
      Buffer.concat([
        u32(0x10000),
        u16(ASCENT, -DESCENT, 0, widest, left, 0, right, 1, 0, 0, 0, 0, 0, 0, 0, list.length),
      ]),
    ],
    [
      'hmtx',
      Buffer.concat(list.map((g) => u16(g.advance, g.contours.length > 0 ? bounds(g.contours)[0] : 0))),
    ],
    ['loca', u32(...places)],
    [
      'maxp',
      Buffer.concat([
        u32(0x10000),
        u16(
          list.length,
          Math.max(...list.map((g) => g.contours.flat().length)),
          Math.max(...list.map((g) => g.contours.length)),
          0,
          0,
          2,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
        ),
      ]),
    ],
    ['name', names()],
    ['post', Buffer.concat([u32(0x30000, 0), u16(-100, 50), u32(0, 0, 0, 0, 0)])],
  ];
  const power = 2 ** Math.floor(Math.log2(tables.length));
  let at = 12 + tables.length * 16;
  const directory = tables.map(([tag, data]) => {
    const entry = Buffer.concat([Buffer.from(tag), u32(sum(data), at, data.length)]);
    at += pad(data).length;
    return entry;
  });
  const font = Buffer.concat([
    u32(0x10000),
    u16(tables.length, power * 16, Math.log2(power), (tables.length - power) * 16),
    ...directory,
    ...tables.map(([, data]) => pad(data)),
  ]);
  const head = font.indexOf(u32(0x5f0f3cf5)) - 12;
  font.writeUInt32BE((0xb1b0afba - sum(font)) >>> 0, head + 8);
  return font;
}
