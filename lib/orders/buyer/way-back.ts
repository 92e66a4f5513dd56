import { db } from '../../db';

/** An open session, as `fulfillCheckout` returns it. */
export interface OpenSession {
  sessionId: string;
  /** Stripe's page, where the session has one */
  url: string | null;
}

/**
 * Where a checkout that is still open goes on: Stripe's page, or the form in ours, which takes the same session up
 * again. Only for the browser that started it, as the form may hold what it typed (I8); a session that did not start
 * here is nobody's in particular.
 *
 * @returns an address, ours without the origin; null where there is no way back for this browser
 */
export async function wayBack(
  { sessionId, url }: OpenSession,
  browserHash: string | null,
): Promise<string | null> {
  const checkout = await db().checkout.findUnique({
    where: { sessionId },
    select: { browserHash: true, mode: true },
  });
  if (!checkout) return url;
  if (checkout.browserHash !== browserHash) return null;
  return checkout.mode === 'embedded' ? `/checkout/embedded?session_id=${sessionId}` : url;
}
