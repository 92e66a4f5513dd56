import { Hono } from 'hono';
import type { Engine } from '../engine';
import { assets } from './assets';
import { checkoutRoutes } from './checkout/routes';
import { consoleRoutes } from './console/routes';
import type { PagesOptions } from './page-options';

/** The stand-in's pages: payment pages, embedded page with its script, and the sandbox's own pages. */
export function pages(engine: Engine, options: PagesOptions): Hono {
  return new Hono()
    .route('/', assets(options.publicUrl))
    .route('/', checkoutRoutes(engine, options))
    .route('/', consoleRoutes(engine, options));
}
