import { refresh } from 'next/cache';
import { beforeEach, expect, test, vi } from 'vitest';
import { addItem } from '@/app/(shop)/cart/actions';
import { startPayment } from '@/app/(shop)/checkout/actions';
import { amountShown } from '@/app/(shop)/checkout/amount-shown';
import { currentCart } from '@/lib/checkout/current-cart';
import { db } from '@/lib/db';
import { useDatabase } from '../../support/database';
import { startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

// There is no request of Next's here: cookies are what a test puts there, and a translation is its own key.
const jar = vi.hoisted(() => new Map<string, string>());
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ 'next-action': '1' }),
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set: (name: string, value: string) => jar.set(name, value),
  }),
}));
vi.mock('next/cache', () => ({ refresh: vi.fn() }));
vi.mock('next-intl/server', () => ({
  getTranslations: async () => (key: string) => key,
  getLocale: async () => 'en',
}));

useDatabase();
useSandbox();

beforeEach(() => {
  jar.clear();
  vi.mocked(refresh).mockClear();
});

const form = (fields: Record<string, string>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

const put = (slug: string, quantity = '1') => addItem(null, form({ slug, quantity }));

const press = (shown: string, idempotencyKey = 'a-press-of-pay') =>
  startPayment(null, form({ idempotencyKey, mode: 'hosted', shown }));

test('a price that changed while the page was open is shown before it is paid', async () => {
  await put('quaderno-pdf');
  const shown = amountShown(await currentCart('en'));
  await db().price.updateMany({
    where: { variant: { product: { slug: 'quaderno-pdf' } } },
    data: { unitAmount: 1_100 },
  });

  expect(await press(shown)).toEqual({ problem: 'total_changed' });
  expect(refresh).toHaveBeenCalledOnce();
  expect(await db().checkout.count()).toBe(0);

  expect(await press(amountShown(await currentCart('en')))).toMatchObject({ url: expect.any(String) });
  expect(await db().checkout.count()).toBe(1);
});

test('the last piece, while somebody else pays for it, is not called gone', async () => {
  await put('luna-su-superga');
  const shown = amountShown(await currentCart('en'));
  await startSession([{ slug: 'luna-su-superga', quantity: 1 }]);
  expect(await press(shown)).toEqual({ problem: 'reserved' });
  expect(refresh).toHaveBeenCalledOnce();
});

test.each([
  ['luna-su-superga', '-3'],
  ['luna-su-superga', 'many'],
  ['', '1'],
])('%j times %j is no request for goods, and is called what it is', async (slug, quantity) => {
  expect(await put(slug, quantity)).toEqual({ outcome: 'malformed', quantity: 0 });
  expect((await currentCart('en')).lines).toEqual([]);
});
