import { isValidElement } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { Away } from '@/app/(shop)/success/away';
import { Bought } from '@/app/(shop)/success/bought';
import SuccessPage, { generateMetadata } from '@/app/(shop)/success/page';
import { useDatabase } from '../../support/database';
import { makeOrder } from './make-order';

// There is no request of Next's here: no cookies, and a translation is its own key.
vi.mock('next/headers', () => ({ cookies: async () => ({ get: () => undefined }) }));
vi.mock('next-intl/server', () => ({
  getTranslations: async () => (key: string) => key,
  getLocale: async () => 'en',
}));
vi.mock('next-intl', async (original) => ({
  ...(await original<object>()),
  useTranslations: () => (key: string) => key,
}));

// Stripe's address in the test settings is one where nobody listens.
useDatabase();

const page = async (session_id?: string | string[]) =>
  await SuccessPage({ searchParams: Promise.resolve({ session_id }) });

const notFound = { digest: expect.stringContaining('404') };

describe('the landing page', () => {
  test.each([
    ['no ID', undefined],
    ['an empty one', ''],
    ['something else', 'in_1234'],
    ['an ID with a tail', 'cs_test_a1/../x'],
    ['one longer than Stripe’s', `cs_test_${'a'.repeat(60)}`],
    ['two', ['cs_test_a1', 'cs_test_b2']],
  ])('answers %s with 404, and does not ask Stripe, which would not answer', async (_what, id) => {
    await expect(page(id)).rejects.toMatchObject(notFound);
  });

  test('says that nothing is lost while Stripe cannot be reached', async () => {
    const shown = await page('cs_test_paidbutunheardof');
    expect(isValidElement(shown) && shown.type).toBe(Away);
  });

  test('still shows an order we have while Stripe cannot be reached', async () => {
    const { id, sessionId } = await makeOrder({ payment: 'awaiting' });
    const shown = await page(sessionId);
    expect(isValidElement(shown) && shown.type).toBe(Bought);
    expect(isValidElement(shown) && shown.props).toMatchObject({ orderId: id, browserHash: null });
  });

  test('is kept by no search engine, and its address is told to nobody', async () => {
    expect(await generateMetadata()).toMatchObject({
      robots: { index: false, follow: false },
      referrer: 'same-origin',
    });
  });
});
