/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { Empty, Frame } from './frame';

export type Section = Parameters<typeof Frame>[0]['section'];

/** A page of the sandbox's own. @param live Whether it refreshes itself while it is looked at. */
export function page(c: Context, section: Section, title: string, children: Child, live = true) {
  c.header('cache-control', 'no-store');
  return c.html(
    <Frame
      section={section}
      title={title}
      notice={c.req.query('done')}
      problem={c.req.query('problem')}
      live={live}
    >
      {children}
    </Frame>,
  );
}

export function missing(c: Context, section: Section, words: string) {
  return c.html(
    <Frame section={section} title="Not found">
      <h1>Not found</h1>
      <Empty>{words}</Empty>
    </Frame>,
    404,
  );
}

/** Does what a button asks for and goes back to its page, saying there how it went. */
export async function act(c: Context, back: string, done: string, work: () => Promise<unknown>) {
  try {
    await work();
    return c.redirect(`${back}?done=${encodeURIComponent(done)}`, 303);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return c.redirect(`${back}?problem=${encodeURIComponent(problem)}`, 303);
  }
}

/** The page of a list that is asked for, from 1. */
export function pageNumber(c: Context): number {
  const asked = Number(c.req.query('page'));
  return Number.isInteger(asked) && asked > 0 ? asked : 1;
}

/** What a form posted, its texts only. */
export async function fields(c: Context): Promise<Record<string, string>> {
  const form = await c.req.formData();
  return Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
