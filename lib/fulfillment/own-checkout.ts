import type { Tx } from '../db';
import type { CheckoutState } from '../generated/prisma/enums';
import { releaseHolds } from '../stock/holds';
import type { CheckoutSession } from '../stripe/sessions';
import { isUuid } from '../uuid';
import { takeUpPending } from './pending-checkout';
import type { LockedCheckout } from './record-order';
import { takeUpRecovered } from './recovered-checkout';

/**
 * Finds and locks the attempt of ours behind a session. By the session's ID; or, where the process died between
 * making the session and noting its ID, by the reference the session carries. A session that Stripe made by itself
 * to recover an expired one carries the same reference, but is not the one the attempt held stock for: once completed,
 * it gets an attempt of its own; and so does a Payment Link's purchase whose payment is on its way.
 */
export async function lockOwnCheckout(tx: Tx, session: CheckoutSession): Promise<LockedCheckout | null> {
  const reference = session.client_reference_id;
  const checkoutId = reference && isUuid(reference) ? reference : null;
  const ownId = session.recovered_from ? null : checkoutId;
  const [row] = await tx.$queryRaw<(LockedCheckout & { sessionId: string | null })[]>`
    SELECT id, locale, cart, state, session_id AS "sessionId" FROM checkout
    WHERE session_id = ${session.id} OR (id = ${ownId}::uuid AND session_id IS NULL)
    FOR UPDATE`;
  if (!row) return (await takeUpRecovered(tx, session, checkoutId)) ?? (await takeUpPending(tx, session));
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
