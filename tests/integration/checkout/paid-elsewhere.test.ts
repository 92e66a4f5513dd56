import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { startCheckout } from '@/lib/checkout/start-checkout';
import { db } from '@/lib/db';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { emptyAccount, pay, startSession } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const stripe = useSandbox();

afterEach(expectInvariants);

const book = { slug: 'quaderno-pdf', quantity: 1 };
const bowl = { slug: 'ciotola', quantity: 1 };
/** The button of another tab, pressed by the same browser. */
const press = (browserId: string, lines: { slug: string; quantity: number }[]) =>
  startCheckout({ idempotencyKey: randomUUID(), mode: 'embedded', lines, locale: 'it', browserId });

test('a cart paid in one tab is not sold again in another that has not heard of it', async () => {
  const browserId = randomUUID();
  const paid = await startSession([book], { browserId });
  await pay(stripe, paid);
  expect(await press(browserId, [book, bowl])).toEqual({
    ok: true,
    mode: 'hosted',
    sessionId: paid,
    url: `http://shop.test/success?session_id=${paid}`,
  });
  expect(await db().checkout.count({ where: { state: 'open' } })).toBe(0);
  expect(await db().order.findUnique({ where: { sessionId: paid } })).toMatchObject({
    fulfillment: 'fulfilled',
  });
  // What was paid is known by now: pressing once more is wanting one more.
  const again = await press(browserId, [book]);
  expect(again.ok && again.sessionId).not.toBe(paid);
});

test('what was paid in another tab keeps nobody from buying something else', async () => {
  const browserId = randomUUID();
  const paid = await startSession([book], { browserId });
  await pay(stripe, paid);
  const other = await press(browserId, [bowl]);
  expect(other).toMatchObject({ ok: true, mode: 'embedded' });
  expect(other.ok && other.sessionId).not.toBe(paid);
});

test('a debit that has failed meanwhile was no purchase: the cart is sold again', async () => {
  const browserId = randomUUID();
  const failed = await startSession([bowl], { browserId });
  await pay(stripe, failed, emptyAccount);
  const { payment_intent: intent } = stripe.engine.checkout.view(failed)?.session ?? {};
  await stripe.engine.account.settleDebit(String(intent), 'fail');
  expect(await press(browserId, [bowl])).toMatchObject({ ok: true, mode: 'embedded' });
});
