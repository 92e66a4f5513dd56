import { releaseHolds } from '../checkout/holds';
import type { Tx } from '../db';
import type { CheckoutState } from '../generated/prisma/enums';
import type { CheckoutSession } from '../stripe/sessions';
import type { OwnCheckout } from './record-order';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Finds and locks the attempt of ours behind a session. By the session's ID; or, where the process died between
 * making the session and noting its ID, by the reference the session carries. A session that Stripe made by itself
 * to recover an expired one carries the same reference, but is not the one the attempt held stock for.
 */
export async function lockOwnCheckout(
  tx: Tx,
  session: CheckoutSession,
): Promise<(OwnCheckout & { state: CheckoutState }) | null> {
  const reference = session.client_reference_id;
  const ownId = reference && uuid.test(reference) && !session.recovered_from ? reference : null;
  const [row] = await tx.$queryRaw<
    { id: string; locale: string; state: CheckoutState; sessionId: string | null }[]
  >`
    SELECT id, locale, state, session_id AS "sessionId" FROM checkout
    WHERE session_id = ${session.id} OR (id = ${ownId}::uuid AND session_id IS NULL)
    FOR UPDATE`;
  if (!row) return null;
  if (row.sessionId === null) {
    await tx.checkout.update({ where: { id: row.id }, data: { sessionId: session.id } });
  }
  return row;
}

/** Ends an attempt that came to nothing and gives its stock back; one that ended before is left as it is. */
export async function endCheckout(
  tx: Tx,
  checkout: { id: string; state: CheckoutState },
  state: 'expired' | 'failed',
): Promise<void> {
  await releaseHolds(tx, checkout.id);
  if (checkout.state !== 'expired' && checkout.state !== 'failed') {
    await tx.checkout.update({ where: { id: checkout.id }, data: { state } });
  }
}
