import { isValidElement } from 'react';
import { expect, test, vi } from 'vitest';
import { Bought } from '@/app/(shop)/success/bought';
import SuccessPage from '@/app/(shop)/success/page';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { useDatabase } from '../../support/database';
import { buy, goodAccount } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

// There is no request of Next's here: no cookies.
vi.mock('next/headers', () => ({ cookies: async () => ({ get: () => undefined }) }));

useDatabase();
const stripe = useSandbox();

const page = async (session_id: string) =>
  await SuccessPage({ searchParams: Promise.resolve({ session_id }) });

test('an order on its way is shown as it stands, though its session has vanished at Stripe', async () => {
  const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }], { instrument: goodAccount });
  await fulfillCheckout(sessionId, { trigger: 'landing' });
  const { id } = await db().order.update({ where: { sessionId }, data: { sessionId: 'cs_test_gone' } });
  const shown = await page('cs_test_gone');
  expect(isValidElement(shown) && shown.type).toBe(Bought);
  expect(isValidElement(shown) && shown.props).toMatchObject({ orderId: id, browserHash: null });
});

test('a session that neither Stripe nor the shop knows is a 404', async () => {
  await expect(page('cs_test_neverwas')).rejects.toMatchObject({ digest: expect.stringContaining('404') });
});
