import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, expect, test, vi } from 'vitest';
import { startPayment, takeUpEmbedded } from '@/app/(shop)/checkout/actions';
import { EmbeddedPayment } from '@/app/(shop)/checkout/embedded/embedded-payment';
import EmbeddedCheckoutPage from '@/app/(shop)/checkout/embedded/page';
import { newBrowserId } from '@/lib/checkout/browser-id';
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
vi.mock('@/app/(shop)/checkout/embedded/embedded-payment', () => ({
  EmbeddedPayment: vi.fn(() => null),
}));
vi.mock('@/app/(shop)/checkout/embedded/pay-on-stripe', () => ({ PayOnStripe: () => null }));

useDatabase();
const stripe = useSandbox();

beforeEach(() => {
  jar.clear();
  vi.mocked(EmbeddedPayment).mockClear();
});

const page = async (searchParams: Record<string, string>) =>
  renderToStaticMarkup(await EmbeddedCheckoutPage({ searchParams: Promise.resolve(searchParams) }));

test('the form takes the session up that its address names, also with an empty cart', async () => {
  const browserId = newBrowserId();
  jar.set('bottega_browser', browserId);
  const lines = [{ slug: 'quaderno-pdf', quantity: 1 }];
  const sessionId = await startSession(lines, { mode: 'embedded', browserId });
  await page({ session_id: sessionId });
  const start = vi.mocked(EmbeddedPayment).mock.lastCall?.[0].start;
  expect(await start?.()).toEqual({
    clientSecret: stripe.engine.checkout.view(sessionId)?.session.client_secret,
  });
  jar.set('bottega_browser', newBrowserId());
  expect(await takeUpEmbedded(sessionId)).toEqual({ url: '/checkout' });
});

test.each<Record<string, string>>([{}, { attempt: 'an-older-address' }, { session_id: '../etc' }])(
  'the form without a session leads to the checkout: %j',
  async (searchParams) => {
    await expect(page(searchParams)).rejects.toMatchObject({
      digest: expect.stringContaining(';/checkout;'),
    });
  },
);

test('pressing the button with nothing in the cart starts nothing', async () => {
  const form = new FormData();
  form.set('idempotencyKey', 'a-press-of-pay');
  form.set('mode', 'embedded');
  expect(await startPayment(null, form)).toEqual({ problem: 'empty' });
});
