import { change, type Draft, insert } from './draft';
import type { CheckoutRow, Json } from './order-state';
import { releaseHolds } from './stock';
import type { SessionView } from './stripe-view';

/**
 * Finds the checkout of ours behind a session, by the session's ID; or, where the process died between making the
 * session and noting its ID, by the checkout that the session names. A session that Stripe made by itself to recover an
 * expired one names the same checkout, but is not the one that stock was held for: once completed it gets a checkout of
 * its own; and so does a Payment Link's purchase whose payment is on its way.
 */
export function findCheckout(draft: Draft, session: SessionView): CheckoutRow | null {
  const own = draft.state.checkouts.find(
    ({ id, sessionId }) =>
      sessionId === session.id || (!session.recoveredFrom && id === session.checkoutId && sessionId === null),
  );
  if (!own) return insertRecovered(draft, session) ?? insertPending(draft, session);
  if (own.sessionId === null) change(draft, 'checkouts', own, { sessionId: session.id });
  return current(draft, own.id);
}

/**
 * The checkout of a session that Stripe made to recover an expired one of ours: with the browser, the language and the
 * cart of the original, and without a hold. So the order is shown in full to the browser that started it (I8). What the
 * original may still hold goes back on the shelf first, and may be the very unit that was paid for.
 * https://docs.stripe.com/payments/checkout/abandoned-carts
 */
function insertRecovered(draft: Draft, session: SessionView): CheckoutRow | null {
  if (!session.recoveredFrom || session.paymentLinkId || session.status !== 'complete') return null;
  const { checkouts } = draft.state;
  const original =
    checkouts.find(({ sessionId }) => sessionId === session.recoveredFrom) ??
    checkouts.find(({ id }) => id === session.checkoutId);
  if (!original) return null;
  if (original.state === 'starting' || original.state === 'open') {
    releaseHolds(draft, original.id);
    change(draft, 'checkouts', original, { state: 'expired' });
  }
  const { browserHash, locale, cart } = original;
  return insertCheckout(draft, session, {
    idempotencyKey: `recovered:${session.id}`,
    browserHash,
    locale,
    cart,
  });
}

/**
 * The checkout of a Payment Link's purchase whose payment is on its way: nothing was held for it at Stripe, and a debit
 * takes days, in which others would buy what was sold (I4). Of nobody's browser, and with no cart of ours.
 */
function insertPending(draft: Draft, session: SessionView): CheckoutRow | null {
  const isPending = session.status === 'complete' && session.paymentStatus === 'unpaid';
  if (!session.paymentLinkId || !isPending || draft.state.order) return null;
  return insertCheckout(draft, session, {
    idempotencyKey: `pending:${session.id}`,
    ...{ browserHash: null, locale: session.buyerLocale, cart: null },
  });
}

function insertCheckout(
  draft: Draft,
  session: SessionView,
  fields: { idempotencyKey: string; browserHash: string | null; locale: string; cart: Json },
): CheckoutRow {
  const checkout: CheckoutRow = {
    id: draft.given.newId(),
    mode: session.isEmbedded ? 'embedded' : 'hosted',
    state: 'open',
    sessionId: session.id,
    expiresAt: session.expiresAt,
    ...fields,
  };
  insert(draft, 'checkouts', checkout);
  return checkout;
}

/** Ends a checkout that came to nothing and gives its stock back; one that ended before is left as it is. */
export function endCheckout(draft: Draft, checkoutId: string, state: 'expired' | 'failed'): void {
  releaseHolds(draft, checkoutId);
  const checkout = current(draft, checkoutId);
  if (checkout && checkout.state !== 'expired' && checkout.state !== 'failed') {
    change(draft, 'checkouts', checkout, { state });
  }
}

/** A checkout as it is in the draft now. */
export const current = ({ state }: Draft, checkoutId: string | null): CheckoutRow | null =>
  state.checkouts.find(({ id }) => id === checkoutId) ?? null;
