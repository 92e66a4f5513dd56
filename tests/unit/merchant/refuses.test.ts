import { readdirSync } from 'node:fs';
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

const root = join(import.meta.dirname, '../../../app/merchant');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
const inDesk = (name: string) => files.filter((file) => file.startsWith('(desk)') && file.endsWith(name));

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

  test.each(inDesk('page.tsx'))('the page %s leads to the sign-in', async (file) => {
    const page = (await import(join(root, file))) as PageModule;
    const digest = await page.default(props()).then(
      () => 'drawn',
      (error: { digest?: string }) => error.digest ?? String(error),
    );
    expect(digest).toMatch(/^NEXT_REDIRECT;\w+;\/merchant\/sign-in(\?next=%2Fmerchant.*)?;/);
  });

  test.each(inDesk('actions.ts'))('every action in %s refuses', async (file) => {
    const actions = Object.values((await import(join(root, file))) as object);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) {
      await expect(action(null, new FormData())).rejects.toThrow('Sign in as the merchant first.');
    }
  });

  test('the pulse says nothing', async () => {
    const { GET } = await import('@/app/merchant/pulse/route');
    const response = await GET(new Request('http://shop.test/merchant/pulse'));
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
  });
});

test('there are pages and actions that were looked at', () => {
  expect(inDesk('page.tsx').length).toBeGreaterThanOrEqual(6);
  expect(inDesk('actions.ts').length).toBeGreaterThanOrEqual(2);
});
