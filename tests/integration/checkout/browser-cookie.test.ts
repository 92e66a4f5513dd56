import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { applySettings, testSettings } from '../../support/settings';

const jar = vi.hoisted(() => ({
  values: new Map<string, string>(),
  written: [] as { name: string; value: string; secure?: boolean; httpOnly?: boolean; path?: string }[],
}));
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => {
      const value = jar.values.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set: (name: string, value: string, options: object) => {
      jar.values.set(name, value);
      jar.written.push({ name, value, ...options });
    },
  }),
}));

const good = 'Zm9vYmFyZm9vYmFyZm9vYmFyZm9v-_12';
const own = /^[\w-]{32}$/;

beforeEach(() => {
  jar.values.clear();
  jar.written.length = 0;
});

describe.each([
  ['http://shop.test', 'bottega_browser', false],
  ['https://shop.test', '__Host-bottega_browser', true],
])('the browser’s cookie at %s', (appUrl, name, secure) => {
  beforeEach(() => {
    vi.resetModules();
    applySettings({ ...testSettings, APP_URL: appUrl });
  });
  afterEach(() => applySettings(testSettings));
  const module = () => import('@/lib/checkout/browser-cookie');

  test('is made once, and out of reach of scripts and of other hosts', async () => {
    const { ensureBrowserId, readBrowserId } = await module();
    expect(await readBrowserId()).toBeNull();
    const id = await ensureBrowserId();
    expect(id).toMatch(own);
    expect(jar.written).toMatchObject([{ name, value: id, secure, httpOnly: true, path: '/' }]);
    expect(await ensureBrowserId()).toBe(id);
    expect(await readBrowserId()).toBe(id);
    expect(jar.written).toHaveLength(1);
  });

  test.each(['', 'x', 'a'.repeat(33), `${good}\n`, `${good.slice(1)} `, 'ünsinn'.padEnd(32, 'x')])(
    'is replaced where it is not one of ours: %j',
    async (value) => {
      const { ensureBrowserId, readBrowserHash, readBrowserId } = await module();
      jar.values.set(name, value);
      expect(await readBrowserId()).toBeNull();
      expect(await readBrowserHash()).toBeNull();
      const id = await ensureBrowserId();
      expect(id).toMatch(own);
      expect(jar.values.get(name)).toBe(id);
    },
  );

  test('is known again', async () => {
    const { ensureBrowserId } = await module();
    jar.values.set(name, good);
    expect(await ensureBrowserId()).toBe(good);
    expect(jar.written).toEqual([]);
  });
});

test('a cookie that another host could have planted is not believed over HTTPS', async () => {
  vi.resetModules();
  applySettings({ ...testSettings, APP_URL: 'https://shop.test' });
  const { readBrowserId } = await import('@/lib/checkout/browser-cookie');
  jar.values.set('bottega_browser', good);
  expect(await readBrowserId()).toBeNull();
});
