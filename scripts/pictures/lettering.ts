import { CAP, type Contour, glyphs, type Point, SPACE } from './listello';

const short = (v: number) => String(+v.toFixed(1)).replace(/^(-?)0\./, '$1.');
const pair = (a: number, b: number) => `${short(a)}${b < 0 ? '' : ' '}${short(b)}`;

/** Relative path data, which is about half as long as absolute. */
const outline = (c: Contour, place: (p: Point) => [number, number]): string => {
  const pts = c.map((p) => ({ at: place(p).map((v) => +v.toFixed(1)) as [number, number], off: p.off }));
  const first = pts[0];
  if (!first) return '';
  let [x, y] = first.at;
  let d = `M${pair(x, y)}`;
  for (let i = 1; i < pts.length; i++) {
    const p = pts[i];
    const next = pts[(i + 1) % pts.length];
    if (!p || !next) continue;
    const [dx, dy] = [p.at[0] - x, p.at[1] - y];
    const end = p.off ? next.at : p.at;
    if (p.off) {
      d += `q${pair(dx, dy)} ${pair(end[0] - x, end[1] - y)}`;
      i++;
    } else if (Math.abs(dy) < 0.05) d += `h${short(dx)}`;
    else if (Math.abs(dx) < 0.05) d += `v${short(dy)}`;
    else d += `l${pair(dx, dy)}`;
    [x, y] = end;
  }
  return `${d}z`;
};

/** Width of a line set in Listello at a cap height of `size`, in the picture's units. */
export function widthOf(text: string, size: number, track = 0): number {
  const chars = [...text];
  return chars.reduce((w, c) => w + ((glyphs.get(c)?.advance ?? SPACE) * size) / CAP + track, -track);
}

/**
 * A line of Listello as SVG path data: `x`, `y` is the start of the baseline, `size` the cap height,
 * `mirror` sets it as it stands in the forme, right to left.
 */
export function lettering(
  text: string,
  x: number,
  y: number,
  size: number,
  track = 0,
  mirror = false,
): string {
  const k = size / CAP;
  let pen = 0;
  let d = '';
  for (const char of text) {
    const glyph = glyphs.get(char);
    const place = (p: Point): [number, number] => {
      const px = (pen + p.x) * k;
      return [mirror ? x - px : x + px, y - p.y * k];
    };
    if (glyph) d += glyph.contours.map((c) => outline(c, place)).join('');
    pen += (glyph?.advance ?? SPACE) + track / k;
  }
  return d;
}
