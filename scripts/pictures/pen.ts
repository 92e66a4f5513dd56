/** Strokes of a broad nib: outlines whose width depends on the direction in which the pen moves. */
export interface Nib {
  /** Width of the thinnest and of the thickest stroke. */
  thin: number;
  thick: number;
  /** Direction of the thinnest stroke, in degrees, y downwards. */
  angle: number;
}
type XY = [number, number];

const f = ([x, y]: XY) => `${+x.toFixed(1)} ${+y.toFixed(1)}`;

/** A smooth closed curve through points, as cubic path data (Catmull-Rom). */
function through(points: XY[]): string {
  const at = (i: number): XY => points[(i + points.length) % points.length] ?? [0, 0];
  let d = `M${f(at(0))}`;
  for (let i = 0; i < points.length; i++) {
    const [a, b, c, e] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const p: XY = [b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6];
    const q: XY = [c[0] - (e[0] - b[0]) / 6, c[1] - (e[1] - b[1]) / 6];
    d += `C${f(p)} ${f(q)} ${f(c)}`;
  }
  return `${d}Z`;
}

/** A pen stroke along cubic Béziers given as start point and triples of points; returns path data. */
export function stroke(curve: XY[], nib: Nib, samples = 7): string {
  const left: XY[] = [];
  const right: XY[] = [];
  for (let i = 0; i + 3 < curve.length; i += 3) {
    const [p0, p1, p2, p3] = curve.slice(i, i + 4);
    if (!p0 || !p1 || !p2 || !p3) break;
    for (let s = i === 0 ? 0 : 1; s <= samples; s++) {
      const t = s / samples;
      const u = 1 - t;
      const mix = (k: 0 | 1) =>
        u ** 3 * p0[k] + 3 * u * u * t * p1[k] + 3 * u * t * t * p2[k] + t ** 3 * p3[k];
      const slope = (k: 0 | 1) =>
        3 * u * u * (p1[k] - p0[k]) + 6 * u * t * (p2[k] - p1[k]) + 3 * t * t * (p3[k] - p2[k]);
      const direction = Math.atan2(slope(1), slope(0));
      const swell = Math.sin(direction - (nib.angle * Math.PI) / 180) ** 2;
      const half = (nib.thin + (nib.thick - nib.thin) * swell) / 2;
      const [nx, ny] = [-Math.sin(direction) * half, Math.cos(direction) * half];
      left.push([mix(0) + nx, mix(1) + ny]);
      right.push([mix(0) - nx, mix(1) - ny]);
    }
  }
  return through([...left, ...right.reverse()]);
}
