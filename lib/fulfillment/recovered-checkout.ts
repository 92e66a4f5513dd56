import type { Tx } from '../db';
import type { Prisma } from '../generated/prisma/client';
import type { CheckoutState } from '../generated/prisma/enums';
import { releaseHolds } from '../stock/holds';
import type { CheckoutSession } from '../stripe/sessions';
import { lockLateCheckout } from './late-checkout';
import type { LockedCheckout } from './record-order';

/**
 * The attempt behind a session that Stripe made to recover an expired one of ours, and that was completed: a checkout
 * of its own, with the browser, the language and the cart of the original, and without a hold. So the order is shown in
 * full to the browser that started it (I8), and the original keeps what it was.
 *
 * The original has expired, or Stripe would have recovered nothing: what it may still hold, because nobody told us,
 * goes back on the shelf first, and may be the very unit that was paid for. Called under no other lock.
 * https://docs.stripe.com/payments/checkout/abandoned-carts
 *
 * @param reference the attempt of ours that the session names, copied from the original
 * @returns null where the session recovers nothing of ours
 */
export async function takeUpRecovered(
  tx: Tx,
  session: CheckoutSession,
  reference: string | null,
): Promise<LockedCheckout | null> {
  if (!session.recovered_from || session.payment_link || session.status !== 'complete') return null;
  const [original] = await tx.$queryRaw<
    {
      id: string;
      state: CheckoutState;
      browserHash: string | null;
      locale: string;
      cart: Prisma.InputJsonValue;
    }[]
  >`
    SELECT id, state, browser_hash AS "browserHash", locale, cart FROM checkout
    WHERE session_id = ${session.recovered_from} OR id = ${reference}::uuid
    ORDER BY session_id = ${session.recovered_from} DESC NULLS LAST LIMIT 1 FOR UPDATE`;
  if (!original) return null;
  if (original.state === 'starting' || original.state === 'open') {
    await releaseHolds(tx, original.id);
    await tx.checkout.update({ where: { id: original.id }, data: { state: 'expired' } });
  }
  const { browserHash, locale, cart } = original;
  return await lockLateCheckout(tx, session, {
    attemptKey: `recovered:${session.id}`,
    ...{ browserHash, locale, cart },
  });
}
