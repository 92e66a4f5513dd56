import { Hono } from 'hono';
import type { Mailbox } from '../../mailbox';
import type { Engine } from '../engine';

/** The stand-in's pages: payment pages, embedded page with its script, and the sandbox's own pages. */
export function pages(_engine: Engine, _options: { publicUrl: string; mailbox?: Mailbox }): Hono {
  return new Hono();
}
