import { Hono } from 'hono';
import { assets } from './assets';
import { checkoutRoutes } from './checkout/routes';
import { consoleRoutes } from './console/routes';
import type { PagesEngine, PagesOptions } from './page-options';
import { portalRoutes } from './portal/routes';

/** The stand-in's pages: payment pages, embedded page with its script, and the sandbox's own pages. */
export function pages(engine: PagesEngine, options: PagesOptions): Hono {
  return new Hono()
    .route('/', assets(options.publicUrl))
    .route('/', checkoutRoutes(engine, options))
    .route('/', portalRoutes(engine, options))
    .route('/', consoleRoutes(engine, options));
}
