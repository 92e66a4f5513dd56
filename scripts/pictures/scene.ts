/** The stage all pictures share: one horizon, one window on the left, one grain. */
export const WIDTH = 800;
export const HEIGHT = 1000;
/** Where wall and table meet, in every picture. */
export const HORIZON = 700;

export interface Palette {
  /** Wall in the light and away from it. */
  wall: [string, string];
  /** Table near the wall and near the viewer. */
  table: [string, string];
  /** Colour of cast shadows. */
  shade: string;
  /** Colour of the light that falls through the window. */
  light: string;
}

export const palettes = {
  prints: { wall: ['#ddd3c3', '#c4b6a2'], table: ['#a5927c', '#8c7863'], shade: '#4a3a2e', light: '#f6eddc' },
  ceramics: {
    wall: ['#bccac6', '#9fb0ad'],
    table: ['#74878a', '#5d7074'],
    shade: '#273538',
    light: '#e6efe8',
  },
  type: { wall: ['#e0b864', '#cb9c43'], table: ['#a4752d', '#8a5f22'], shade: '#55350f', light: '#f8dd9c' },
  books: { wall: ['#b5bd9d', '#98a37f'], table: ['#6c7957', '#586546'], shade: '#28321f', light: '#dfe4c6' },
  software: {
    wall: ['#3b4259', '#2b3045'],
    table: ['#202435', '#171a28'],
    shade: '#0a0c14',
    light: '#69738f',
  },
  courses: {
    wall: ['#dcae97', '#c69179'],
    table: ['#96594a', '#7d463a'],
    shade: '#42201a',
    light: '#f3d0ba',
  },
  membership: {
    wall: ['#bda7b3', '#a38b9a'],
    table: ['#755b6e', '#614a5c'],
    shade: '#2d1f2b',
    light: '#e0cdd6',
  },
} satisfies Record<string, Palette>;

const n = (v: number) => +v.toFixed(1);

/** A gradient from left to right, for use as `fill="url(#id)"`; stops are `offset colour [opacity]`. */
export const across = (id: string, ...stops: string[]) => gradient(id, '', stops);
/** The same from top to bottom. */
export const down = (id: string, ...stops: string[]) => gradient(id, ' x2="0" y2="1"', stops);
const gradient = (id: string, axis: string, stops: string[]) =>
  `<linearGradient id="${id}"${axis}>${stops
    .map((s) => {
      const [offset, color, opacity] = s.split(' ');
      return `<stop offset="${offset}" stop-color="${color}"${opacity ? ` stop-opacity="${opacity}"` : ''}/>`;
    })
    .join('')}</linearGradient>`;

/**
 * The shadow of something that stands on the table at `foot`: along the table to the right until it meets the
 * wall, then up the wall. `outline` is its silhouette as path data, or as elements without a fill of their own.
 */
export function cast(outline: string, foot: number, strength = 0.34): string {
  const k = 0.74;
  const m = 0.9;
  const body = (place: string) =>
    outline.startsWith('<')
      ? `<g transform="${place}">${outline}</g>`
      : `<path d="${outline}" transform="${place}"/>`;
  const turn = (foot - HORIZON) / m;
  const table = `matrix(1 0 ${-k} ${m} ${n(k * foot)} ${n(foot * (1 - m))})`;
  const wall = `translate(${n(k * turn)} ${n(HORIZON - foot + turn)})`;
  return `<g class="s" opacity="${strength}"><g clip-path="url(#tb)">${body(table)}</g><g clip-path="url(#wl)">${body(wall)}</g></g>`;
}

/** The wedge of shadow beside a flat thing that leans on the wall: corner points of its right edge. */
export function leanShadow(x: number, top: number, foot: number, left: number): string {
  const reach = (foot - HORIZON) * 0.95;
  return `<path class="s" opacity=".36" d="M${x - 6} ${top + 6}L${n(x + reach)} ${HORIZON}L${x} ${foot + 2}L${left} ${foot + 3}L${left} ${foot - 40}Z"/>`;
}

/** The workshop's O, upright with a leaning counter: path data, `h` tall, centred on (cx, cy). */
export function letterO(cx: number, cy: number, h: number): string {
  const [rx, ry] = [h * 0.42, h * 0.5];
  const [ix, iy, lean] = [h * 0.185, h * 0.4, -13];
  const a = (lean * Math.PI) / 180;
  const [tx, ty] = [Math.sin(-a) * iy, -Math.cos(a) * iy];
  return `M${n(cx - rx)} ${n(cy)}a${n(rx)} ${n(ry)} 0 1 1 ${n(2 * rx)} 0a${n(rx)} ${n(ry)} 0 1 1 ${n(-2 * rx)} 0zM${n(cx - tx)} ${n(cy + ty)}a${n(ix)} ${n(iy)} ${lean} 1 0 ${n(2 * tx)} ${n(-2 * ty)}a${n(ix)} ${n(iy)} ${lean} 1 0 ${n(-2 * tx)} ${n(2 * ty)}z`;
}

/** Wraps the things of a picture into the shared stage. `defs` are the picture's own gradients and clips. */
export function scene(p: Palette, defs: string, things: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}"><defs>
<radialGradient id="w" cx=".22" cy=".2" r="1"><stop offset="0" stop-color="${p.wall[0]}"/><stop offset="1" stop-color="${p.wall[1]}"/></radialGradient>
${down('t', `0 ${p.table[0]}`, `1 ${p.table[1]}`)}
${across('b', `0 ${p.light} .95`, `1 ${p.light} .6`)}
${across('r', `0 ${p.shade} 0`, `.45 ${p.shade} .12`, `1 ${p.shade} .8`)}
${down('d', `0 ${p.shade} 0`, `1 ${p.shade} .6`)}
<clipPath id="wl"><path d="M0 0H800V${HORIZON}H0Z"/></clipPath><clipPath id="tb"><path d="M0 ${HORIZON}H800V1000H0Z"/></clipPath>
<filter id="n" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency=".72" numOctaves="2" seed="8"/><feColorMatrix values="2.4 0 0 0 -.7 2.4 0 0 0 -.7 2.4 0 0 0 -.7 0 0 0 0 1"/></filter>
<filter id="g" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency=".87 .81" numOctaves="3" seed="3"/><feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1.5 1.5 0 0 -1" result="k"/><feComposite in="SourceGraphic" in2="k" operator="arithmetic" k2="3" k3="3" k4="-3" result="m"/><feComponentTransfer in="SourceGraphic"><feFuncA type="linear" slope="99"/></feComponentTransfer><feComposite in2="m" operator="in"/></filter>
<filter id="i" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency=".46 .52" numOctaves="3" seed="5"/><feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 6 4 0 0 -2.6"/><feComposite in="SourceGraphic" operator="in"/></filter>
<filter id="f"><feGaussianBlur stdDeviation="3"/></filter>
<style>.s{fill:${p.shade};filter:url(#f)}.g{filter:url(#g)}.i{filter:url(#i)}</style>
${defs}</defs>
<path fill="url(#w)" d="M0 0H800V${HORIZON}H0Z"/>
<g fill="url(#b)" class="s" style="fill:url(#b)" opacity=".72"><path d="M-40 40L222 128V392L-40 344Z"/><path d="M246 136L492 218V440L246 396Z"/><path d="M-40 372L222 418V660L-40 650Z"/><path d="M246 422L492 464V668L246 661Z"/></g>
<path fill="${p.table[1]}" d="M0 ${HORIZON}H800V1000H0Z"/><path fill="url(#t)" d="M0 ${HORIZON}H800V1000H0Z"/>
<path class="g" fill="url(#r)" opacity=".2" d="M200 0H800V1000H200Z"/>
<path fill="${p.light}" opacity=".22" d="M0 ${HORIZON}H800V${HORIZON + 2.5}H0Z"/>
${things}
<rect width="800" height="1000" filter="url(#n)" opacity=".3" style="mix-blend-mode:soft-light"/>
</svg>`;
  return svg.replace(/>\n</g, '><').replace(/\n/g, '');
}
