import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { applySettings, testSettings } from '../../support/settings';

// Next's own request, without a session in it: a page or an action that needs one must not get past its first line.
const cookie = { value: '' };
vi.mock('next/headers', () => ({
  headers: async () => new Headers(cookie.value ? { cookie: cookie.value } : {}),
  cookies: async () => ({ get: () => undefined }),
}));

// The database of these settings does not exist: whoever looks into it before looking at the session fails here.
applySettings(testSettings);

const app = join(import.meta.dirname, '../../../app');
const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const pages = files.filter((file) => file.startsWith('merchant/(desk)') && file.endsWith('page.tsx'));
const routes = files.filter((file) => file.startsWith('merchant/') && file.endsWith('route.ts'));

/** Files that Next makes callable over HTTP, wherever they lie and whatever they are called. */
const directive = /^\s*(['"])use server\1/m;
const source = (file: string) => readFileSync(join(app, file), 'utf8');
const callable = files.filter((file) => directive.test(source(file)));
/** What everybody may press: a shopper, a reader who changes the language, somebody who signs in. */
const forEverybody = ['(shop)/', 'ui/locale-action.ts', 'merchant/sign-in/actions.ts'];
const guarded = callable.filter((file) => !forEverybody.some((part) => file.startsWith(part)));

/** All that a file exports to be called. @throws where it exports nothing */
async function callsOf(
  file: string,
): Promise<[name: string, call: (...args: unknown[]) => Promise<unknown>][]> {
  const calls = Object.entries((await import(join(app, file))) as Record<string, () => Promise<unknown>>);
  expect(calls.length, `${file} exports nothing`).toBeGreaterThan(0);
  return calls;
}

interface PageModule {
  default(props: { params: Promise<object>; searchParams: Promise<object> }): Promise<unknown>;
}

const props = () => ({
  params: Promise.resolve({ number: 'B-1042', id: 'evt_1' }),
  searchParams: Promise.resolve({ state: 'attention' }),
});

describe.each([
  ['nobody signed in', ''],
  ['a session somebody made up', 'bottega.session_token=made.up'],
])('with %s', (_who, value) => {
  beforeEach(() => {
    cookie.value = value;
  });

  test.each(pages)('the page %s leads to the sign-in', async (file) => {
    const page = (await import(join(app, file))) as PageModule;
    const digest = await page.default(props()).then(
      () => 'drawn',
      (error: { digest?: string }) => error.digest ?? String(error),
    );
    expect(digest).toMatch(/^NEXT_REDIRECT;\w+;\/merchant\/sign-in(\?next=%2Fmerchant.*)?;/);
  });

  test.each(guarded)('every action in %s refuses', async (file) => {
    for (const [name, action] of await callsOf(file)) {
      const answer = await action(null, new FormData()).then(
        () => 'did it',
        (error: Error) => error.message,
      );
      expect(answer, name).toBe('Sign in as the merchant first.');
    }
  });

  test.each(routes)('%s says nothing', async (file) => {
    for (const [method, handle] of await callsOf(file)) {
      const response = (await handle(new Request('http://shop.test/merchant', { method }))) as Response;
      expect(response.status, method).toBe(401);
      expect(await response.text(), method).toBe('');
    }
  });
});

test('there are pages, actions and routes that were looked at', () => {
  expect(pages.length).toBeGreaterThanOrEqual(6);
  expect(guarded.length).toBeGreaterThanOrEqual(9);
  expect(routes.length).toBeGreaterThanOrEqual(1);
});

test('what is callable is so as a file: an action inside of a page could not be called here', () => {
  for (const file of callable) expect(source(file), file).toMatch(/^'use server';/);
});
