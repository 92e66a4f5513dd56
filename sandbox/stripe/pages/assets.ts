import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Hono } from 'hono';

const here = (name: string) => readFileSync(new URL(`./assets/${name}`, import.meta.url));
const font = createRequire(import.meta.url).resolve(
  '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
);

const JAVASCRIPT = 'text/javascript; charset=utf-8';

const FILES = {
  'style.css': {
    type: 'text/css; charset=utf-8',
    body: Buffer.concat(
      ['base.css', 'checkout.css', 'checkout-form.css', 'console.css', 'console-tools.css', 'portal.css'].map(
        here,
      ),
    ),
  },
  'checkout.js': { type: JAVASCRIPT, body: here('checkout.js') },
  'card-input.js': { type: JAVASCRIPT, body: here('card-input.js') },
  'order.js': { type: JAVASCRIPT, body: here('order.js') },
  'payment-inputs.js': { type: JAVASCRIPT, body: here('payment-inputs.js') },
  'console.js': { type: JAVASCRIPT, body: here('console.js') },
  'mark.svg': { type: 'image/svg+xml', body: here('mark.svg') },
  'sans.woff2': { type: 'font/woff2', body: readFileSync(font) },
};

const versions = new Map<string, string>();

/** The version in an asset's address changes with its content, so that browsers can keep it for good. */
export function asset(name: keyof typeof FILES): string {
  const known = versions.get(name);
  const version = known ?? createHash('sha256').update(FILES[name].body).digest('hex').slice(0, 10);
  versions.set(name, version);
  return `/assets/${name}?v=${version}`;
}

/**
 * Style sheet, scripts, mark and typeface of all pages, and the stand-in for Stripe.js; nothing comes from another host.
 *
 * @param publicUrl Origin the embedded frame is loaded from where the script cannot tell its own.
 */
export function assets(publicUrl: string): Hono {
  const app = new Hono();
  // Both addresses Stripe.js is known by: `https://js.stripe.com/<release train>/stripe.js`, and `v3` of old.
  const stripeJs = here('stripe.js').toString().replace('__PUBLIC_URL__', publicUrl);
  for (const path of ['/v3/stripe.js', '/endive/stripe.js']) {
    app.get(path, (c) => c.body(stripeJs, 200, { 'content-type': JAVASCRIPT, 'cache-control': 'no-cache' }));
  }
  for (const [name, file] of Object.entries(FILES)) {
    app.get(`/assets/${name}`, (c) =>
      c.body(new Uint8Array(file.body), 200, {
        'content-type': file.type,
        'cache-control': c.req.query('v') ? 'public, max-age=31536000, immutable' : 'no-cache',
        'access-control-allow-origin': '*',
      }),
    );
  }
  return app;
}
