import type { Metadata } from 'next';

/**
 * For every page about one buyer's order: no search engine keeps it, and its address, which may hold a signed token,
 * is told to nobody else's server. Not `no-referrer`: with that, browsers send forms with `Origin: null`, and
 * Next refuses a server action that comes so from a page whose scripts have not loaded.
 */
export const privatePage: Metadata = {
  robots: { index: false, follow: false, nocache: true },
  referrer: 'same-origin',
};
