import type { Tx } from '../db';
import type { Prisma } from '../generated/prisma/client';
import type { CheckoutSession } from '../stripe/sessions';
import type { LockedCheckout } from './record-order';

/** What such an attempt does not have from its session. */
type LateCheckout = Pick<Prisma.CheckoutCreateManyInput, 'attemptKey' | 'browserHash' | 'locale' | 'cart'>;

/** Makes and locks an attempt for a session that no press of our button made. Two calls for one session make one row. */
export async function lockLateCheckout(
  tx: Tx,
  session: CheckoutSession,
  attempt: LateCheckout,
): Promise<LockedCheckout | null> {
  await tx.checkout.createMany({
    data: [
      {
        mode: session.ui_mode === 'embedded_page' ? 'embedded' : 'hosted',
        state: 'open',
        sessionId: session.id,
        expiresAt: new Date(session.expires_at * 1000),
        ...attempt,
      },
    ],
    skipDuplicates: true,
  });
  const [row] = await tx.$queryRaw<LockedCheckout[]>`
    SELECT id, locale, cart, state FROM checkout WHERE session_id = ${session.id} FOR UPDATE`;
  return row ?? null;
}
